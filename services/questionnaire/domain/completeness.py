"""Whether a questionnaire is written to its end: each part there, with bounds that make sense."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from math import isfinite

from services.questionnaire.domain.expressions import IDENTIFIER
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import (
    OTHER,
    ChoiceKind,
    DateKind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    Question,
    Questionnaire,
    RankingKind,
    ScaleKind,
    StoryRole,
    TextKind,
)
from services.questionnaire.domain.translations import texts_of

MAX_ANSWER_LENGTH = 4000
MAX_SCALE = 1000
MAX_TRANSLATED_LENGTH = 1000

_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RESERVED = frozenset(
    {
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
    }
    | {"namespace", "null", "package", "return", "true", "var", "void", "while"}
)
_WORDS_OF_ROLE = {
    StoryRole.PRONOUNS: frozenset({"she", "he", "they"}),
    StoryRole.AGE_BAND: frozenset(
        {"child", "teen", "twenties", "thirties_forties", "fifties_sixties", "seventies_plus"}
    ),
    StoryRole.TONE: frozenset({"hopeful", "adventurous", "gentle", "funny", "epic"}),
}


def incomplete(questionnaire: Questionnaire) -> Iterator[Finding]:
    """All that is missing or can't be meant."""
    if not questionnaire.title.strip():
        yield Finding("title", "give it a title")
    if not questionnaire.questions:
        yield Finding("questions", "ask at least one question")
    yield from _twice("questions", "questions", "id", (question.id for question in questionnaire.questions))
    yield from _twice("sections", "sections", "id", (section.id for section in questionnaire.sections))
    yield from _sections(questionnaire)
    for question in questionnaire.questions:
        yield from _question(question)
    yield from _roles(questionnaire)
    yield from _translations(questionnaire)


def _sections(questionnaire: Questionnaire) -> Iterator[Finding]:
    for section in questionnaire.sections:
        if not IDENTIFIER.fullmatch(section.id):
            yield Finding(f"sections[{section.id}].id", _KEY_RULE)
        if not section.title.strip():
            yield Finding(f"sections[{section.id}].title", "give the section a title")
    order = {section.id: place for place, section in enumerate(questionnaire.sections)}
    reached = -1
    for question in questionnaire.questions:
        field = f"questions[{question.id}].section_id"
        if question.section_id is None:
            if order:
                yield Finding(field, "say which section it stands in; the others have one")
            continue
        place = order.get(question.section_id)
        if place is None:
            yield Finding(field, f"there is no section `{question.section_id}`")
        elif place < reached:
            yield Finding(field, "keep the questions of a section together, in the order of the sections")
        reached = max(reached, place if place is not None else -1)


def _question(question: Question) -> Iterator[Finding]:
    at = f"questions[{question.id}]"
    if not IDENTIFIER.fullmatch(question.id):
        yield Finding(f"{at}.id", _KEY_RULE)
    elif question.id in _RESERVED:
        yield Finding(
            f"{at}.id", "conditions can't name it: it is a word of their language; choose another key"
        )
    if not question.text.strip():
        yield Finding(f"{at}.text", "write the question")
    yield from _twice(f"{at}.rules", "rules", "id", (rule.id for rule in question.rules))
    match question.kind:
        case TextKind(shortest, longest):
            if shortest > longest:
                yield Finding(f"{at}.max_length", "min_length is more than max_length")
            elif shortest < 1 or longest > MAX_ANSWER_LENGTH:
                yield Finding(
                    f"{at}.max_length", f"let an answer have from 1 to {MAX_ANSWER_LENGTH} characters"
                )
        case ChoiceKind(options, other):
            yield from _options(at, options, allows_other=other)
        case MultipleChoiceKind() as kind:
            yield from _options(at, kind.options, allows_other=kind.allows_other)
            if not 0 <= kind.min_choices <= kind.max_choices <= len(kind.options) + kind.allows_other:
                yield Finding(
                    f"{at}.max_choices",
                    "min_choices, max_choices and the number of options must rise in this order",
                )
            elif kind.max_choices == 0:
                yield Finding(f"{at}.max_choices", "let people choose at least one")
        case RankingKind(options):
            yield from _options(at, options, allows_other=False)
        case ScaleKind(low, high):
            if not -MAX_SCALE <= low < high <= MAX_SCALE:
                yield Finding(
                    f"{at}.maximum",
                    f"minimum must be less than maximum, both from -{MAX_SCALE} to {MAX_SCALE}",
                )
        case DateKind(first, last):
            yield from _days(at, first, last)
        case NumberKind() as number:
            yield from _numbers(at, number)
        case _:
            pass


def _options(at: str, options: tuple[Option, ...], *, allows_other: bool) -> Iterator[Finding]:
    if len(options) < 2:
        yield Finding(f"{at}.options", "offer at least two options")
    yield from _twice(f"{at}.options", "options", "value", (option.value for option in options))
    for option in options:
        if not _VALUE.fullmatch(option.value):
            yield Finding(
                f"{at}.options[{option.value}].value",
                "use letters, digits, - and _ for the value; the label may hold anything",
            )
        elif allows_other and option.value == OTHER:
            yield Finding(
                f"{at}.options[{option.value}].value",
                "own words count as `other`: name this option otherwise",
            )
        if not option.label.strip():
            yield Finding(f"{at}.options[{option.value}].label", "give the option a label")


def _days(at: str, first: str, last: str) -> Iterator[Finding]:
    ends: list[date] = []
    for name, text in (("minimum", first), ("maximum", last)):
        if not text:
            continue
        try:
            if len(text) != len("2026-11-28"):
                raise ValueError
            ends.append(date.fromisoformat(text))
        except ValueError:
            yield Finding(f"{at}.{name}", "write a day of the calendar as 2026-11-28")
    if len(ends) == 2 and ends[0] > ends[1]:
        yield Finding(f"{at}.maximum", "minimum is later than maximum")


def _numbers(at: str, kind: NumberKind) -> Iterator[Finding]:
    for name, end in (("minimum", kind.minimum), ("maximum", kind.maximum)):
        if end is not None and not isfinite(end):
            yield Finding(f"{at}.{name}", "write a number, or nothing for no end")
    if kind.minimum is not None and kind.maximum is not None and kind.minimum > kind.maximum:
        yield Finding(f"{at}.maximum", "minimum is more than maximum")


def _roles(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _twice(
        "questions",
        "questions",
        "story_role",
        (question.story_role.value for question in questionnaire.questions if question.story_role),
    )
    for question in questionnaire.questions:
        if question.story_role is None:
            continue
        field = f"questions[{question.id}].story_role"
        words = _WORDS_OF_ROLE.get(question.story_role)
        if words is None:
            if not isinstance(question.kind, TextKind):
                yield Finding(field, f"`{question.story_role.value}` is told in words: ask for a text")
            continue
        kind = question.kind
        if (
            not isinstance(kind, ChoiceKind)
            or kind.allows_other
            or any(option.value not in words for option in kind.options)
        ):
            among = ", ".join(sorted(words))
            yield Finding(field, f"`{question.story_role.value}` needs a choice, without `other`, of {among}")


def _translations(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not _LANGUAGE.fullmatch(questionnaire.default_language):
        yield Finding("default_language", "write a language tag such as `en` or `pt-BR`")
    default = questionnaire.default_language.lower()
    yield from _twice(
        "translations",
        "translations",
        "language",
        (item.language.lower() for item in questionnaire.translations),
    )
    known = texts_of(questionnaire)
    for translation in questionnaire.translations:
        field = f"translations[{translation.language}]"
        if not _LANGUAGE.fullmatch(translation.language):
            yield Finding(field, "write a language tag such as `en` or `pt-BR`")
        elif translation.language.lower() == default:
            yield Finding(field, "this is the default language: its texts are the questionnaire's own")
        for path, text in translation.texts.items():
            if path not in known:
                yield Finding(f"{field}.texts[{path}]", "there is no text of this name")
            elif len(text) > MAX_TRANSLATED_LENGTH:
                yield Finding(f"{field}.texts[{path}]", f"write at most {MAX_TRANSLATED_LENGTH} characters")


def _twice(field: str, things: str, what: str, keys: Iterable[str]) -> Iterator[Finding]:
    counts = Counter(keys)
    for key in [key for key, count in counts.items() if count > 1]:
        yield Finding(field, f"two {things} have the same {what}: `{key}`")


_KEY_RULE = "use small letters, digits and _ for the key, a letter first"
