"""Whether the expressions of a questionnaire can be used: they compile, and look at earlier answers only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from services.questionnaire.domain.expressions import (
    ExpressionInvalid,
    Scope,
    bare_answer,
    names_in,
    uses_answers_whole,
)
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import (
    PhotoKind,
    Question,
    QuestionId,
    Questionnaire,
    SectionId,
    YesNoKind,
)
from services.questionnaire.domain.visibility import PIPED_PATHS, pipes_in


@dataclass(frozen=True, slots=True)
class _Order:
    """Where each question stands, and what decides whether it is asked."""

    places: Mapping[QuestionId, int]
    looks_at: Mapping[QuestionId, frozenset[QuestionId]]

    def leads_back(self, start: QuestionId, target: QuestionId) -> bool:
        """Whether what decides about `start` depends on `target`."""
        waiting, seen = [start], {start}
        while waiting:
            for name in self.looks_at.get(waiting.pop(), ()):
                if name == target:
                    return True
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return False


def misled(questionnaire: Questionnaire, scope: Scope) -> Iterator[Finding]:
    """Every expression that can't be used, with the reason."""
    order = _Order(
        places={question.id: place for place, question in enumerate(questionnaire.questions)},
        looks_at={question.id: looked_at(questionnaire, question) for question in questionnaire.questions},
    )
    for section in questionnaire.sections:
        first = next((q.id for q in questionnaire.questions if q.section_id == section.id), None)
        if section.visible_if.strip() and first is not None:
            field = f"sections[{section.id}].visible_if"
            yield from _condition(field, section.visible_if, first, order, scope)
    for question in questionnaire.questions:
        at = f"questions[{question.id}]"
        if question.visible_if.strip():
            yield from _condition(f"{at}.visible_if", question.visible_if, question.id, order, scope)
        for rule in question.rules:
            field = f"{at}.rules[{rule.id}].expression"
            yield from _condition(field, rule.expression, question.id, order, scope, about=question)
    for field, question_id, text in _texts(questionnaire):
        if question_id in order.places:
            yield from _pipes(field, question_id, text, questionnaire, order, scope)


def looked_at(questionnaire: Questionnaire, question: Question) -> frozenset[QuestionId]:
    """The questions that decide whether one is asked."""
    names = names_in(question.visible_if)
    section = section_condition(questionnaire, question.section_id)
    return frozenset([*names, *names_in(section)])


def section_condition(questionnaire: Questionnaire, section_id: SectionId | None) -> str:
    """The condition of a section; empty for none."""
    return next((s.visible_if for s in questionnaire.sections if s.id == section_id), "")


def _condition(
    field: str,
    expression: str,
    at: QuestionId,
    order: _Order,
    scope: Scope,
    *,
    about: Question | None = None,
) -> Iterator[Finding]:
    wrong = list(_names(field, expression, at, order, is_rule=about is not None))
    yield from wrong
    if wrong:
        return
    try:
        scope.condition(expression, about)
    except ExpressionInvalid as error:
        yield Finding(field, str(error))


def _names(
    field: str, expression: str, at: QuestionId, order: _Order, *, is_rule: bool = False
) -> Iterator[Finding]:
    if uses_answers_whole(expression):
        yield Finding(field, "name the answer that is meant: answers.<question id>")
    for name in names_in(expression):
        place = order.places.get(name)
        if place is None:
            yield Finding(field, f"there is no question `{name}`")
        elif name == at:
            yield Finding(
                field,
                "a rule calls its own answer `value`"
                if is_rule
                else "a question can't depend on its own answer",
            )
        elif place > order.places[at]:
            circle = order.leads_back(name, at)
            yield Finding(
                field,
                f"`{at}` and `{name}` depend on each other in a circle"
                if circle
                else f"`{name}` is asked later; look at earlier answers only",
            )


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[str, QuestionId, str]]:
    """Field, question and words of every text that may hold earlier answers, in all languages."""
    for question in questionnaire.questions:
        for name, text in (("text", question.text), ("help", question.help)):
            yield f"questions[{question.id}].{name}", question.id, text
    for translation in questionnaire.translations:
        for path, text in translation.texts.items():
            parts = path.split(".")
            if len(parts) == 3 and parts[0] == "questions" and path.endswith(PIPED_PATHS):
                yield f"translations[{translation.language}].texts[{path}]", QuestionId(parts[1]), text


def _pipes(
    field: str, at: QuestionId, text: str, questionnaire: Questionnaire, order: _Order, scope: Scope
) -> Iterator[Finding]:
    pipes = pipes_in(text)
    if text.count("{{") != len(pipes) or text.count("}}") != len(pipes):
        yield Finding(field, "close each {{ with }}")
    for expression in pipes:
        wrong = list(_names(field, expression, at, order))
        yield from wrong
        if not wrong:
            yield from _wording(field, expression, questionnaire, scope)


def _wording(field: str, expression: str, questionnaire: Questionnaire, scope: Scope) -> Iterable[Finding]:
    name = bare_answer(expression)
    question = questionnaire.question(name) if name is not None else None
    if question is not None:
        if isinstance(question.kind, YesNoKind):
            hint = f'{{{{ answers.{name} ? "…" : "…" }}}}'
            return [Finding(field, f"yes or no isn't part of a sentence: say what to write for each, {hint}")]
        if isinstance(question.kind, PhotoKind):
            return [Finding(field, "a picture can't stand in a text")]
        return []
    try:
        scope.wording(expression)
    except ExpressionInvalid as error:
        return [Finding(field, f"{{{{ {expression} }}}}: {error}")]
    return []
