"""What a person is asked: which questions are visible, what their texts say, which rules an answer breaks.

Answers to hidden questions are kept, and count as missing here. What can't be evaluated (a division by zero)
never keeps anybody from going on: its question is shown, its rule is ignored, its place in a text is empty.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.questionnaire.domain.answers import (
    Answers,
    Choice,
    Choices,
    Day,
    Number,
    Other,
    Photo,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
)
from services.questionnaire.domain.expressions import (
    Condition,
    Conditions,
    ExpressionInvalid,
    Prepared,
    Scope,
    Wording,
    bare_answer,
    names_in,
)
from services.questionnaire.domain.questions import (
    Question,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    QuestionnaireState,
    Rule,
    Section,
    SectionId,
    options_of,
)
from services.questionnaire.domain.translations import best_language, localized, mapped

MAX_PIPED_LENGTH = 200
"""How much of an answer stands in a later text, in characters."""

PIPED_PATHS = (".text", ".help")
"""The texts that may hold earlier answers."""

PIPE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_KEPT = 256
_LANGUAGES_KEPT = 24


@dataclass(frozen=True, slots=True)
class View:
    """What given answers make of a questionnaire."""

    visible: tuple[Question, ...]
    """In the order of the questions, texts as authored."""
    used: Mapping[QuestionId, Value]
    """Answers to visible questions."""
    hidden: tuple[QuestionId, ...]
    """Answered questions that are hidden, in the order of the questions."""

    @property
    def missing(self) -> list[QuestionId]:
        """Keys of visible required questions without an answer."""
        return [
            question.id for question in self.visible if question.required and question.id not in self.used
        ]

    @property
    def next(self) -> QuestionId | None:
        """The first visible question without an answer."""
        return next((question.id for question in self.visible if question.id not in self.used), None)


@dataclass(frozen=True, slots=True)
class FormContent:
    """What to show: texts in one language, earlier answers in them."""

    questionnaire: Questionnaire
    """Title and introduction are ready; its questions are all of them, and aren't."""
    language: str
    sections: tuple[Section, ...]
    """Those with a visible question."""
    questions: tuple[Question, ...]
    """The visible ones."""


class CompiledQuestionnaire:
    """A questionnaire, ready to be asked. Make one with `Compiled.of`."""

    def __init__(self, questionnaire: Questionnaire, conditions: Conditions) -> None:
        self.questionnaire = questionnaire
        self._scope = conditions.over(questionnaire.questions)
        self._sections = {
            section.id: _condition(self._scope, section.visible_if) for section in questionnaire.sections
        }
        self._questions = {
            question.id: _condition(self._scope, question.visible_if) for question in questionnaire.questions
        }
        self._rules: dict[QuestionId, list[tuple[Rule, Condition | None]]] = {}
        conditions_of_all = [
            *(section.visible_if for section in questionnaire.sections),
            *(question.visible_if for question in questionnaire.questions),
        ]
        self._decisive = frozenset(name for each in conditions_of_all for name in names_in(each))
        self._wordings: dict[str, Wording | None] = {}
        self._prepared: tuple[Answers, Prepared] | None = None
        self._localized: OrderedDict[str, Questionnaire] = OrderedDict()

    def view(self, answers: Answers) -> View:
        """Which questions are visible, and which answers are used, in one pass."""
        return self._seen(answers)[0]

    def visible(self, answers: Answers) -> tuple[Question, ...]:
        """The questions to ask, in order, texts as authored."""
        return self.view(answers).visible

    def broken_rules(self, question: Question, value: Value, used: Answers, language: str = "") -> list[Rule]:
        """The validation rules that a (well-formed) answer breaks, messages in a language.

        `used` are the answers to visible questions, as in `View.used`; only earlier ones should matter.
        """
        if not question.rules:
            return []
        if question.id not in self._rules:
            self._rules[question.id] = [
                (rule, _condition(self._scope, rule.expression, question)) for rule in question.rules
            ]
        rules = self._rules[question.id]
        prepared = self._ready(used)
        broken = [
            rule
            for rule, condition in rules
            if condition is not None and condition.holds(prepared, value) is False
        ]
        if not broken or not language:
            return broken
        translated = self.localized(language).question(question.id) or question
        messages = {rule.id: rule for rule in translated.rules}
        return [messages.get(rule.id, rule) for rule in broken]

    def rendered(self, question: Question, used: Answers, language: str = "") -> Question:
        """The question with its texts in a language, and earlier answers in them."""
        texts = self.localized(language)
        translated = texts.question(question.id) or question
        prepared = self._ready(used)
        return mapped(translated, lambda path, text: self._filled(path, text, used, prepared, texts))

    def form(self, answers: Answers, language: str = "") -> FormContent:
        """All there is to show now."""
        view, prepared = self._seen(answers)
        texts = self.localized(language)

        def say(path: str, text: str) -> str:
            return self._filled(path, text, view.used, prepared, texts)

        shown = {question.section_id for question in view.visible}
        translated = {question.id: question for question in texts.questions}
        return FormContent(
            questionnaire=texts,
            language=best_language(self.questionnaire, language),
            sections=tuple(section for section in texts.sections if section.id in shown),
            questions=tuple(mapped(translated[question.id], say) for question in view.visible),
        )

    def localized(self, language: str) -> Questionnaire:
        """The questionnaire in the nearest language; empty means its own."""
        nearest = language.lower() if language else self.questionnaire.default_language
        known = self._localized.get(nearest)
        if known is None:
            known = localized(self.questionnaire, nearest)
            self._localized[nearest] = known
            if len(self._localized) > _LANGUAGES_KEPT:
                self._localized.popitem(last=False)
        return known

    def _seen(self, answers: Answers) -> tuple[View, Prepared]:
        """The view, and the answers that are used.

        Conditions look at earlier questions, so later answers do no harm meanwhile; those that turn out to be
        hidden are taken out.
        """
        prepared = self._scope.prepared(answers)
        used: dict[QuestionId, Value] = dict(answers)
        visible: list[Question] = []
        hidden: list[QuestionId] = []
        shown_sections: dict[SectionId, bool] = {}
        is_stale = False
        for question in self.questionnaire.questions:
            if self._is_visible(question, prepared, shown_sections):
                visible.append(question)
            elif question.id in answers:
                hidden.append(question.id)
                used = {key: value for key, value in used.items() if key != question.id}
                is_stale = True
                if question.id in self._decisive:
                    prepared, is_stale = self._scope.prepared(used), False
        known = {question.id: used[question.id] for question in visible if question.id in used}
        return View(tuple(visible), known, tuple(hidden)), (
            self._scope.prepared(used) if is_stale else prepared
        )

    def _ready(self, used: Answers) -> Prepared:
        """Prepared answers; those of the last call are kept: questions are asked one by one."""
        if self._prepared is None or self._prepared[0] is not used:
            self._prepared = (used, self._scope.prepared(used))
        return self._prepared[1]

    def _is_visible(self, question: Question, used: Prepared, sections: dict[SectionId, bool]) -> bool:
        section = question.section_id
        if section is not None:
            if section not in sections:
                sections[section] = _shows(self._sections.get(section), used)
            if not sections[section]:
                return False
        return _shows(self._questions[question.id], used)

    def _filled(self, path: str, text: str, used: Answers, ready: Prepared, texts: Questionnaire) -> str:
        if "{{" not in text or not path.endswith(PIPED_PATHS):
            return text
        return PIPE.sub(lambda found: self._piped(found[1].strip(), used, ready, texts), text)

    def _piped(self, expression: str, used: Answers, ready: Prepared, texts: Questionnaire) -> str:
        name = bare_answer(expression)
        if name is not None:
            question, value = texts.question(name), used.get(name)
            return "" if question is None or value is None else shortened(as_read(question, value))
        if expression not in self._wordings:
            self._wordings[expression] = _wording(self._scope, expression)
        wording = self._wordings[expression]
        return shortened((wording and wording.text(ready)) or "")


class Compiled:
    """Compiled questionnaires, the published ones kept: they never change."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._kept: OrderedDict[tuple[QuestionnaireId, int], CompiledQuestionnaire] = OrderedDict()

    def of(self, questionnaire: Questionnaire) -> CompiledQuestionnaire:
        """The questionnaire, ready to be asked."""
        if questionnaire.state is QuestionnaireState.DRAFT:
            return CompiledQuestionnaire(questionnaire, self._conditions)
        key = (questionnaire.id, questionnaire.version)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = CompiledQuestionnaire(questionnaire, self._conditions)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return known


def as_read(question: Question, value: Value) -> str:
    """An answer as a person reads it: labels of options, own words, numbers without a needless `.0`."""
    labels = {option.value: option.label for option in options_of(question.kind)}
    match value:
        case Text(text) | Other(text):
            return text
        case Choice(chosen):
            return labels.get(chosen, chosen)
        case Choices(values, other):
            return ", ".join([*(labels.get(v, v) for v in values), *([other] if other else [])])
        case Ranking(values):
            return ", ".join(labels.get(v, v) for v in values)
        case Scale(number):
            return str(number)
        case Number(number):
            return str(int(number)) if number.is_integer() else f"{number:.10g}"
        case Day(iso):
            return iso
        case YesNo() | Photo():
            return ""


def shortened(text: str) -> str:
    """One line, and no longer than a text can bear."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_PIPED_LENGTH else line[: MAX_PIPED_LENGTH - 1].rstrip() + "…"


def pipes_in(text: str) -> Sequence[str]:
    """The expressions in a text."""
    return [found.strip() for found in PIPE.findall(text)]


def _shows(condition: Condition | None, used: Prepared) -> bool:
    return condition is None or condition.holds(used) is not False


def _condition(scope: Scope, expression: str, about: Question | None = None) -> Condition | None:
    """None where there is none, or where one of an unchecked draft doesn't compile."""
    if not expression.strip():
        return None
    try:
        return scope.condition(expression, about)
    except ExpressionInvalid:
        return None


def _wording(scope: Scope, expression: str) -> Wording | None:
    try:
        return scope.wording(expression)
    except ExpressionInvalid:
        return None
