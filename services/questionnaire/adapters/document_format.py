"""The form that questionnaires have in YAML and in the database: plain data, defaults left out.

It holds drafts as well: whether a questionnaire is written to its end is for the checks before publishing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AllowInfNan, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from services.kit.ids import WorkspaceId
from services.questionnaire.domain import questions as domain
from services.questionnaire.domain.completeness import MAX_ANSWER_LENGTH

MAX_QUESTIONS = 200


class DocumentInvalid(Exception):
    """A document that can't be read, or a questionnaire that can't be used; one line for each mistake."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _as_words(value: object) -> object:
    """A day that YAML has read as one."""
    return value.isoformat() if type(value) is date else value


_Id = Annotated[str, Field(min_length=1, max_length=64)]
_Condition = Annotated[str, Field(max_length=500)]
_Day = Annotated[str, BeforeValidator(_as_words), Field(max_length=10)]
_Language = Annotated[str, Field(max_length=35)]
_Float = Annotated[float, AllowInfNan(False)]
_Whole = Annotated[int, Field(ge=-(2**31), lt=2**31)]
_Length = Annotated[int, Field(ge=0, le=MAX_ANSWER_LENGTH)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Option(_Strict):
    value: str = Field(max_length=64)
    label: str = Field(max_length=200)


class _Rule(_Strict):
    id: _Id
    expression: str = Field(min_length=1, max_length=500)
    message: str = Field(min_length=1, max_length=300)


class _Question(_Strict):
    id: _Id
    text: str = Field(default="", max_length=500)
    help: str = Field(default="", max_length=500)
    required: bool = False
    section: _Id | None = None
    visible_if: _Condition = ""
    rules: list[_Rule] = Field(default=[], max_length=10)
    story_role: Literal[tuple(role.value for role in domain.StoryRole)] | None = None  # type: ignore[valid-type]

    def kind(self) -> domain.Kind:
        raise NotImplementedError

    def to_domain(self) -> domain.Question:
        return domain.Question(
            id=domain.QuestionId(self.id),
            text=self.text,
            help=self.help,
            required=self.required,
            kind=self.kind(),
            section_id=None if self.section is None else domain.SectionId(self.section),
            visible_if=self.visible_if,
            rules=tuple(domain.Rule(rule.id, rule.expression, rule.message) for rule in self.rules),
            story_role=None if self.story_role is None else domain.StoryRole(self.story_role),
        )


class _TextQuestion(_Question):
    type: Literal["text", "long_text"]
    min_length: _Length = 1
    max_length: _Length = MAX_ANSWER_LENGTH
    placeholder: str = Field(default="", max_length=300)

    def kind(self) -> domain.Kind:
        return domain.TextKind(
            self.min_length, self.max_length, self.placeholder, long=self.type == "long_text"
        )


class _WithOptions(_Question):
    options: list[_Option] = Field(max_length=50)

    def _options(self) -> tuple[domain.Option, ...]:
        return tuple(domain.Option(option.value, option.label) for option in self.options)


class _ChoiceQuestion(_WithOptions):
    type: Literal["choice"]
    allows_other: bool = False

    def kind(self) -> domain.Kind:
        return domain.ChoiceKind(self._options(), self.allows_other)


class _MultipleChoiceQuestion(_WithOptions):
    type: Literal["multiple_choice"]
    min_choices: _Whole = 1
    max_choices: _Whole
    allows_other: bool = False

    def kind(self) -> domain.Kind:
        return domain.MultipleChoiceKind(
            self._options(), self.min_choices, self.max_choices, self.allows_other
        )


class _RankingQuestion(_WithOptions):
    type: Literal["ranking"]
    options: list[_Option] = Field(max_length=20)

    def kind(self) -> domain.Kind:
        return domain.RankingKind(self._options())


class _ScaleQuestion(_Question):
    type: Literal["scale"]
    minimum: _Whole
    maximum: _Whole
    minimum_label: str = Field(default="", max_length=120)
    maximum_label: str = Field(default="", max_length=120)

    def kind(self) -> domain.Kind:
        return domain.ScaleKind(self.minimum, self.maximum, self.minimum_label, self.maximum_label)


class _YesNoQuestion(_Question):
    type: Literal["yes_no"]

    def kind(self) -> domain.Kind:
        return domain.YesNoKind()


class _DateQuestion(_Question):
    type: Literal["date"]
    minimum: _Day = ""
    maximum: _Day = ""

    def kind(self) -> domain.Kind:
        return domain.DateKind(self.minimum, self.maximum)


class _NumberQuestion(_Question):
    type: Literal["number"]
    minimum: _Float | None = None
    maximum: _Float | None = None
    whole: bool = False
    unit: str = Field(default="", max_length=40)

    def kind(self) -> domain.Kind:
        return domain.NumberKind(self.minimum, self.maximum, self.whole, self.unit)


class _PhotoQuestion(_Question):
    type: Literal["photo"]

    def kind(self) -> domain.Kind:
        return domain.PhotoKind()


_AnyQuestion = Annotated[
    _TextQuestion
    | _ChoiceQuestion
    | _MultipleChoiceQuestion
    | _RankingQuestion
    | _ScaleQuestion
    | _YesNoQuestion
    | _DateQuestion
    | _NumberQuestion
    | _PhotoQuestion,
    Field(discriminator="type"),
]


class _Section(_Strict):
    id: _Id
    title: str = Field(default="", max_length=120)
    introduction: str = Field(default="", max_length=1000)
    visible_if: _Condition = ""

    def to_domain(self) -> domain.Section:
        return domain.Section(domain.SectionId(self.id), self.title, self.introduction, self.visible_if)


_Texts = Annotated[
    dict[Annotated[str, Field(max_length=200)], Annotated[str, Field(max_length=1000)]],
    Field(max_length=4000),
]


class _Document(_Strict):
    id: str = Field(default="", max_length=64)
    version: _Whole = 0
    title: str = Field(default="", max_length=120)
    introduction: str = Field(default="", max_length=1000)
    estimated_minutes: int = Field(default=0, ge=0, le=240)
    language: _Language = domain.DEFAULT_LANGUAGE
    audience: Literal["workspace", "anyone"] = "workspace"
    response_days: int = Field(default=0, ge=0, le=3650)
    sections: list[_Section] = Field(default=[], max_length=40)
    questions: list[_AnyQuestion] = Field(default=[], max_length=MAX_QUESTIONS)
    translations: dict[_Language, _Texts] = Field(default={}, max_length=20)

    def to_domain(
        self, workspace_id: WorkspaceId | None, state: domain.QuestionnaireState
    ) -> domain.Questionnaire:
        return domain.Questionnaire(
            id=domain.QuestionnaireId(self.id),
            version=self.version,
            title=self.title,
            introduction=self.introduction,
            estimated_minutes=self.estimated_minutes,
            questions=tuple(question.to_domain() for question in self.questions),
            sections=tuple(section.to_domain() for section in self.sections),
            default_language=self.language,
            translations=tuple(
                domain.Translation(language, texts) for language, texts in self.translations.items()
            ),
            audience=domain.Audience(self.audience),
            response_days=self.response_days,
            workspace_id=workspace_id,
            state=state,
        )


def read(
    data: object,
    *,
    workspace_id: WorkspaceId | None = None,
    state: domain.QuestionnaireState = domain.QuestionnaireState.DRAFT,
) -> domain.Questionnaire:
    """The questionnaire that the data describes. Raises DocumentInvalid."""
    try:
        return _Document.model_validate(data).to_domain(workspace_id, state)
    except ValidationError as error:
        raise DocumentInvalid(
            *(
                f"{'.'.join(str(part) for part in problem['loc']) or 'document'}: {problem['msg']}"
                for problem in error.errors(include_url=False, include_input=False)
            )
        ) from error


def written(questionnaire: domain.Questionnaire) -> dict[str, Any]:
    """The data that `read` makes the same questionnaire of, but for its workspace and state."""
    data: dict[str, Any] = {
        "id": str(questionnaire.id),
        "version": questionnaire.version,
        "title": questionnaire.title,
        "introduction": questionnaire.introduction,
        "estimated_minutes": questionnaire.estimated_minutes,
        "language": questionnaire.default_language,
        "audience": questionnaire.audience.value,
        "response_days": questionnaire.response_days,
        "sections": [_section(section) for section in questionnaire.sections],
        "questions": [_question(question) for question in questionnaire.questions],
        "translations": {item.language: dict(item.texts) for item in questionnaire.translations},
    }
    return _without_defaults(data, _Document.model_fields)


def _section(section: domain.Section) -> dict[str, Any]:
    data = {
        "id": str(section.id),
        "title": section.title,
        "introduction": section.introduction,
        "visible_if": section.visible_if,
    }
    return _without_defaults(data, _Section.model_fields)


def _question(question: domain.Question) -> dict[str, Any]:
    kind, model = _kind(question.kind)
    data = {
        "id": str(question.id),
        "type": kind.pop("type"),
        "text": question.text,
        "help": question.help,
        "required": question.required,
        "section": question.section_id and str(question.section_id),
        "visible_if": question.visible_if,
        **kind,
        "rules": [
            {"id": rule.id, "expression": rule.expression, "message": rule.message} for rule in question.rules
        ],
        "story_role": question.story_role and question.story_role.value,
    }
    return _without_defaults(data, model.model_fields)


def _kind(kind: domain.Kind) -> tuple[dict[str, Any], type[_Question]]:
    match kind:
        case domain.TextKind(shortest, longest, placeholder, long):
            return {
                "type": "long_text" if long else "text",
                "min_length": shortest,
                "max_length": longest,
                "placeholder": placeholder,
            }, _TextQuestion
        case domain.ChoiceKind(options, other):
            return {
                "type": "choice",
                "options": _options(options),
                "allows_other": other,
            }, _ChoiceQuestion
        case domain.MultipleChoiceKind(options, fewest, most, other):
            return {
                "type": "multiple_choice",
                "options": _options(options),
                "min_choices": fewest,
                "max_choices": most,
                "allows_other": other,
            }, _MultipleChoiceQuestion
        case domain.RankingKind(options):
            return {"type": "ranking", "options": _options(options)}, _RankingQuestion
        case domain.ScaleKind(low, high, low_label, high_label):
            return {
                "type": "scale",
                "minimum": low,
                "maximum": high,
                "minimum_label": low_label,
                "maximum_label": high_label,
            }, _ScaleQuestion
        case domain.YesNoKind():
            return {"type": "yes_no"}, _YesNoQuestion
        case domain.DateKind(first, last):
            return {"type": "date", "minimum": first, "maximum": last}, _DateQuestion
        case domain.NumberKind(lowest, highest, whole, unit):
            return {
                "type": "number",
                "minimum": lowest,
                "maximum": highest,
                "whole": whole,
                "unit": unit,
            }, _NumberQuestion
        case domain.PhotoKind():
            return {"type": "photo"}, _PhotoQuestion


def _options(options: tuple[domain.Option, ...]) -> list[dict[str, str]]:
    return [{"value": option.value, "label": option.label} for option in options]


def _without_defaults(data: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != fields[key].default}
