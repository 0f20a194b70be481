"""Questions that nobody can ever see.

Sound and bounded: where a condition looks at choices, yes or no and short scales, every combination of their
answers is tried, with the conditions of those questions themselves; words, numbers and days count as unknown,
and so does everything once there are too many combinations. A question is called dead only when its condition
is false whatever the unknown is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod
from time import thread_time

from services.questionnaire.domain.answers import Choice, Choices, Other, Scale, Value, YesNo
from services.questionnaire.domain.expressions import ExpressionInvalid, Possibility, Scope
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import (
    ChoiceKind,
    Kind,
    MultipleChoiceKind,
    Question,
    QuestionId,
    Questionnaire,
    ScaleKind,
    YesNoKind,
)
from services.questionnaire.domain.references import looked_at, section_condition

_MOST_COMBINATIONS = 2_000
_MOST_IN_ALL = 40_000
_MOST_SECONDS = 2.0
_LONGEST_SCALE = 21
_MOST_OPTIONS_TOGETHER = 6

_Known = Mapping[QuestionId, Value | None]


def dead_questions(questionnaire: Questionnaire, scope: Scope) -> Iterator[Finding]:
    """Those whose conditions, or whose section's, can't hold. The expressions must be known to be usable."""
    search = _Search(questionnaire, scope)
    dead_sections = set()
    for section in questionnaire.sections:
        first = next((q for q in questionnaire.questions if q.section_id == section.id), None)
        if (
            section.visible_if.strip()
            and first is not None
            and not search.can_show(first, [section.visible_if])
        ):
            dead_sections.add(section.id)
            yield Finding(
                f"sections[{section.id}].visible_if", "this can never be true: nobody would see the section"
            )
    for question in questionnaire.questions:
        if question.section_id in dead_sections or not question.visible_if.strip():
            continue
        conditions = [question.visible_if, section_condition(questionnaire, question.section_id)]
        if not search.can_show(question, conditions):
            yield Finding(
                f"questions[{question.id}].visible_if", "this can never be true: nobody would be asked"
            )


class _Search:
    def __init__(self, questionnaire: Questionnaire, scope: Scope) -> None:
        self._questionnaire = questionnaire
        self._scope = scope
        self._possibilities: dict[str, Possibility | None] = {}
        self._left = _MOST_IN_ALL
        self._ends = thread_time() + _MOST_SECONDS

    def can_show(self, question: Question, conditions: Sequence[str]) -> bool:
        """False only when no answers make all of the conditions true."""
        wanted = self._compiled(conditions)
        for involved in (self._closure(question), self._direct(question), []):
            domains = {q.id: values for q in involved if (values := _values(q.kind)) is not None}
            size = prod(len(values) for values in domains.values())
            if size <= min(_MOST_COMBINATIONS, self._left) and thread_time() < self._ends:
                self._left -= size
                return any(
                    self._may_show(wanted, involved, dict(zip(domains, values, strict=True)))
                    for values in product(*domains.values())
                )
        return True

    def _may_show(
        self, wanted: Sequence[Possibility], involved: Sequence[Question], assigned: _Known
    ) -> bool:
        known: dict[QuestionId, Value | None] = {}
        for question in involved:
            if not all(possible(known) for possible in self._of(question)):
                if assigned.get(question.id) is not None:
                    return False
                known[question.id] = None
            elif question.id in assigned:
                known[question.id] = assigned[question.id]
        return all(possible(known) for possible in wanted)

    def _closure(self, question: Question) -> list[Question]:
        """All questions that the visibility of one hangs on, in their order."""
        names: set[QuestionId] = set()
        waiting = [question]
        while waiting:
            for name in looked_at(self._questionnaire, waiting.pop()) - names:
                names.add(name)
                if (found := self._questionnaire.question(name)) is not None:
                    waiting.append(found)
        return [q for q in self._questionnaire.questions if q.id in names]

    def _direct(self, question: Question) -> list[Question]:
        names = looked_at(self._questionnaire, question)
        return [q for q in self._questionnaire.questions if q.id in names]

    def _of(self, question: Question) -> list[Possibility]:
        section = section_condition(self._questionnaire, question.section_id)
        return self._compiled([question.visible_if, section])

    def _compiled(self, conditions: Sequence[str]) -> list[Possibility]:
        return [found for expression in conditions if (found := self._possibility(expression)) is not None]

    def _possibility(self, expression: str) -> Possibility | None:
        if not expression.strip():
            return None
        if expression not in self._possibilities:
            try:
                self._possibilities[expression] = self._scope.possibility(expression)
            except ExpressionInvalid:
                self._possibilities[expression] = None
        return self._possibilities[expression]


def _values(kind: Kind) -> Sequence[Value | None] | None:
    """Every answer to a question of this kind, none included; None for too many."""
    match kind:
        case YesNoKind():
            return [None, YesNo(True), YesNo(False)]
        case ChoiceKind(options, other):
            own = [Other("…")] if other else []
            return [None, *(Choice(option.value) for option in options), *own]
        case ScaleKind(low, high) if high - low < _LONGEST_SCALE:
            return [None, *(Scale(number) for number in range(low, high + 1))]
        case MultipleChoiceKind() if len(kind.options) <= _MOST_OPTIONS_TOGETHER:
            values = [option.value for option in kind.options]
            own_words = ("", "…") if kind.allows_other else ("",)
            return [
                None,
                *(
                    Choices(chosen, other)
                    for count in range(len(values) + 1)
                    for chosen in combinations(values, count)
                    for other in own_words
                ),
            ]
        case _:
            return None
