"""Questions: what may be asked, when, and what an answer may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NewType, TypeAlias

from services.kit.ids import WorkspaceId

QuestionnaireId = NewType("QuestionnaireId", str)
QuestionId = NewType("QuestionId", str)
SectionId = NewType("SectionId", str)

DEFAULT_LANGUAGE = "en"
OTHER = "other"
"""What an answer in the person's own words counts as, where a choice allows one."""


class QuestionnaireState(Enum):
    """Where a version stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Audience(Enum):
    """Who may answer: members of its workspace, or anybody who is signed in."""

    WORKSPACE = "workspace"
    ANYONE = "anyone"


class StoryRole(Enum):
    """What an answer means to a story that is written from it."""

    NAME = "name"
    PRONOUNS = "pronouns"
    AGE_BAND = "age_band"
    PLACE = "place"
    TODAY = "today"
    DREAM = "dream"
    REASON = "reason"
    OBSTACLE = "obstacle"
    STRENGTH = "strength"
    HELPER = "helper"
    TREASURE = "treasure"
    MOMENT = "moment"
    TONE = "tone"


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
    """Answered with one option, or in the person's own words where that is allowed."""

    options: tuple[Option, ...]
    allows_other: bool = False


@dataclass(frozen=True, slots=True)
class MultipleChoiceKind:
    """Answered with several options; an own one counts as one of them."""

    options: tuple[Option, ...]
    min_choices: int
    max_choices: int
    allows_other: bool = False


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


@dataclass(frozen=True, slots=True)
class RankingKind:
    """Answered with all options, in an order."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class DateKind:
    """Answered with a day; the ends are included, as `2026-11-28`, and empty where there is none."""

    minimum: str = ""
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class NumberKind:
    """Answered with a number; both ends are included."""

    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PhotoKind:
    """Answered with an uploaded picture."""


Kind: TypeAlias = (
    TextKind
    | ChoiceKind
    | MultipleChoiceKind
    | ScaleKind
    | YesNoKind
    | RankingKind
    | DateKind
    | NumberKind
    | PhotoKind
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition over `value` and `answers` that a valid answer fulfils, and what to say otherwise."""

    id: str
    expression: str
    message: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a questionnaire; its condition is that of each of its questions, too."""

    id: SectionId
    title: str
    introduction: str = ""
    visible_if: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `required` counts only while it is visible."""

    id: QuestionId
    text: str
    help: str
    required: bool
    kind: Kind
    section_id: SectionId | None = None
    visible_if: str = ""
    rules: tuple[Rule, ...] = ()
    story_role: StoryRole | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """Texts in another language, by their path; what is missing falls back."""

    language: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A version of a questionnaire. It never changes once it is published."""

    id: QuestionnaireId
    version: int
    title: str
    introduction: str
    estimated_minutes: int
    questions: tuple[Question, ...]
    sections: tuple[Section, ...] = ()
    default_language: str = DEFAULT_LANGUAGE
    translations: tuple[Translation, ...] = ()
    audience: Audience = Audience.WORKSPACE
    response_days: int = 0
    """After how many days a response that isn't submitted expires; 0 means never."""
    workspace_id: WorkspaceId | None = None
    """None: it belongs to Encompass."""
    state: QuestionnaireState = QuestionnaireState.PUBLISHED

    def question(self, question_id: QuestionId) -> Question | None:
        """The question of this key, if there is one."""
        return next((question for question in self.questions if question.id == question_id), None)

    def may_be_answered_by(self, workspace_id: WorkspaceId) -> bool:
        """Whether members of this workspace may answer it."""
        return self.audience is Audience.ANYONE or self.workspace_id in (None, workspace_id)


def options_of(kind: Kind) -> tuple[Option, ...]:
    """The options of a kind; none for kinds without options."""
    match kind:
        case ChoiceKind() | MultipleChoiceKind() | RankingKind():
            return kind.options
        case _:
            return ()
