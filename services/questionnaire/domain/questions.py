"""Questions: what may be asked, and what an answer may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType, TypeAlias

QuestionnaireId = NewType("QuestionnaireId", str)
QuestionId = NewType("QuestionId", str)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice: the value that an answer holds, and how a person reads it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TextKind:
    """Answered in words; lengths are in characters."""

    min_length: int
    max_length: int
    placeholder: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """Answered with one option."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MultipleChoiceKind:
    """Answered with several options."""

    options: tuple[Option, ...]
    min_choices: int
    max_choices: int


@dataclass(frozen=True, slots=True)
class ScaleKind:
    """Answered with a whole number between two ends, both included."""

    minimum: int
    maximum: int
    minimum_label: str = ""
    maximum_label: str = ""


@dataclass(frozen=True, slots=True)
class YesNoKind:
    """Answered with yes or no."""


Kind: TypeAlias = TextKind | ChoiceKind | MultipleChoiceKind | ScaleKind | YesNoKind


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    id: QuestionId
    text: str
    help: str
    required: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A version of a questionnaire. It never changes once people have answered it."""

    id: QuestionnaireId
    version: int
    title: str
    introduction: str
    estimated_minutes: int
    questions: tuple[Question, ...]

    def question(self, question_id: QuestionId) -> Question | None:
        """The question of this key, if there is one."""
        return next((question for question in self.questions if question.id == question_id), None)
