"""Texts in the person's language, with fallback: pt-BR, pt, then the questionnaire's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from services.questionnaire.domain.questions import (
    ChoiceKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    Question,
    Questionnaire,
    RankingKind,
    Rule,
    ScaleKind,
    Section,
    TextKind,
)

Say = Callable[[str, str], str]
"""The text of a path, given what it is in the default language."""


def best_language(questionnaire: Questionnaire, asked: str) -> str:
    """The language of the questionnaire that comes nearest to a BCP 47 tag."""
    have = {translation.language.lower(): translation.language for translation in questionnaire.translations}
    have[questionnaire.default_language.lower()] = questionnaire.default_language
    for tag in _fallbacks(asked):
        if tag in have:
            return have[tag]
    return questionnaire.default_language


def localized(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """The questionnaire with its texts in the nearest language; each missing text falls back on its own."""
    chains = {translation.language.lower(): translation.texts for translation in questionnaire.translations}
    default = questionnaire.default_language.lower()
    texts: list[Mapping[str, str]] = []
    for tag in _fallbacks(language):
        if tag == default:
            break
        if tag in chains:
            texts.append(chains[tag])
    if not texts:
        return questionnaire

    def say(path: str, text: str) -> str:
        return next((found for chain in texts if (found := chain.get(path))), text)

    return _said(questionnaire, say)


def titles_of(questionnaire: Questionnaire) -> str:
    """The questionnaire's title in all of its languages."""
    translated = (translation.texts.get("title", "") for translation in questionnaire.translations)
    return "\n".join((questionnaire.title, *translated))


def texts_of(questionnaire: Questionnaire) -> dict[str, str]:
    """Every text that can be translated, by its path."""
    paths: dict[str, str] = {}

    def note(path: str, text: str) -> str:
        paths[path] = text
        return text

    _said(questionnaire, note)
    return paths


def mapped(question: Question, say: Say) -> Question:
    """The question with each of its texts replaced."""
    at = f"questions.{question.id}"
    return replace(
        question,
        text=say(f"{at}.text", question.text),
        help=say(f"{at}.help", question.help),
        kind=_kind(question.kind, at, say),
        rules=tuple(
            Rule(rule.id, rule.expression, say(f"{at}.rules.{rule.id}.message", rule.message))
            for rule in question.rules
        ),
    )


def _section(section: Section, say: Say) -> Section:
    at = f"sections.{section.id}"
    return replace(
        section,
        title=say(f"{at}.title", section.title),
        introduction=say(f"{at}.introduction", section.introduction),
    )


def _said(questionnaire: Questionnaire, say: Say) -> Questionnaire:
    return replace(
        questionnaire,
        title=say("title", questionnaire.title),
        introduction=say("introduction", questionnaire.introduction),
        sections=tuple(_section(section, say) for section in questionnaire.sections),
        questions=tuple(mapped(question, say) for question in questionnaire.questions),
    )


def _kind(kind: Kind, at: str, say: Say) -> Kind:
    match kind:
        case ChoiceKind() | MultipleChoiceKind() | RankingKind():
            options = tuple(
                Option(option.value, say(f"{at}.options.{option.value}.label", option.label))
                for option in kind.options
            )
            return replace(kind, options=options)
        case TextKind():
            return replace(kind, placeholder=say(f"{at}.placeholder", kind.placeholder))
        case ScaleKind():
            return replace(
                kind,
                minimum_label=say(f"{at}.minimum_label", kind.minimum_label),
                maximum_label=say(f"{at}.maximum_label", kind.maximum_label),
            )
        case NumberKind():
            return replace(kind, unit=say(f"{at}.unit", kind.unit))
        case _:
            return kind


def _fallbacks(tag: str) -> Iterator[str]:
    """`pt-BR-x` → `pt-br-x`, `pt-br`, `pt`."""
    parts = tag.lower().replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])
