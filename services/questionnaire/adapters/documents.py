"""Questionnaires as YAML documents in this repository, checked when the service starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from services.kit.ids import WorkspaceId
from services.questionnaire.domain import questions as domain

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
MAX_TEXT_LENGTH = 4000
_KEY = r"^[a-z][a-z0-9_]{0,63}$"
_NAME = r"^[a-z][a-z0-9-]{0,63}$"


class DocumentInvalid(Exception):
    """A questionnaire that can't be used; one line for each thing that is wrong with it."""


class DocumentCatalogue:
    """Every version of every questionnaire of a folder, in memory."""

    def __init__(self, questionnaires: Iterable[domain.Questionnaire]) -> None:
        self._versions: dict[domain.QuestionnaireId, dict[int, domain.Questionnaire]] = defaultdict(dict)
        for questionnaire in questionnaires:
            if questionnaire.version in self._versions[questionnaire.id]:
                raise DocumentInvalid(f"{questionnaire.id} has version {questionnaire.version} twice")
            self._versions[questionnaire.id][questionnaire.version] = questionnaire

    async def find(
        self, questionnaire_id: domain.QuestionnaireId, version: int = 0
    ) -> domain.Questionnaire | None:
        versions = self._versions.get(questionnaire_id)
        if not versions:
            return None
        return versions.get(version or max(versions))

    async def listed(self, workspace_id: WorkspaceId) -> Sequence[domain.Questionnaire]:
        return self.latest()

    def latest(self) -> Sequence[domain.Questionnaire]:
        """The latest version of each, by id."""
        return [versions[max(versions)] for _, versions in sorted(self._versions.items())]


def load_catalogue(folder: Path = DOCUMENTS) -> DocumentCatalogue:
    """Reads every `*.yaml` of a folder. Raises DocumentInvalid."""
    return DocumentCatalogue(load_document(path) for path in sorted(folder.glob("*.yaml")))


def load_document(path: Path) -> domain.Questionnaire:
    """Reads one questionnaire. Raises DocumentInvalid."""
    try:
        document = Document.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise DocumentInvalid(f"{path.name}: {error}") from error
    except ValidationError as error:
        lines = [
            f"{path.name}: {'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors(include_url=False)
        ]
        raise DocumentInvalid("\n".join(lines)) from error
    return document.to_domain()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Question(_Strict):
    id: str = Field(pattern=_KEY)
    text: str = Field(min_length=1, max_length=300)
    help: str = Field(default="", max_length=500)
    required: bool = False

    def _to_domain(self, kind: domain.Kind) -> domain.Question:
        return domain.Question(domain.QuestionId(self.id), self.text, self.help, self.required, kind)


class _TextQuestion(_Question):
    type: Literal["text", "long_text"]
    min_length: int = Field(default=1, ge=1)
    max_length: int = Field(ge=1, le=MAX_TEXT_LENGTH)
    placeholder: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _bounds(self) -> _TextQuestion:
        if self.min_length > self.max_length:
            raise ValueError("min_length is more than max_length")
        return self

    def to_domain(self) -> domain.Question:
        return self._to_domain(
            domain.TextKind(self.min_length, self.max_length, self.placeholder, long=self.type == "long_text")
        )


class _Option(_Strict):
    value: str = Field(pattern=_KEY)
    label: str = Field(min_length=1, max_length=120)


class _WithOptions(_Question):
    options: list[_Option] = Field(min_length=2, max_length=50)

    @model_validator(mode="after")
    def _distinct(self) -> _WithOptions:
        if len({option.value for option in self.options}) != len(self.options):
            raise ValueError("two options have the same value")
        return self

    def _options(self) -> tuple[domain.Option, ...]:
        return tuple(domain.Option(option.value, option.label) for option in self.options)


class _ChoiceQuestion(_WithOptions):
    type: Literal["choice"]

    def to_domain(self) -> domain.Question:
        return self._to_domain(domain.ChoiceKind(self._options()))


class _MultipleChoiceQuestion(_WithOptions):
    type: Literal["multiple_choice"]
    min_choices: int = Field(default=1, ge=0)
    max_choices: int = Field(ge=1)

    @model_validator(mode="after")
    def _bounds(self) -> _MultipleChoiceQuestion:
        if not self.min_choices <= self.max_choices <= len(self.options):
            raise ValueError("min_choices, max_choices and the number of options must rise in this order")
        return self

    def to_domain(self) -> domain.Question:
        return self._to_domain(domain.MultipleChoiceKind(self._options(), self.min_choices, self.max_choices))


class _ScaleQuestion(_Question):
    type: Literal["scale"]
    minimum: int = Field(ge=-1000)
    maximum: int = Field(le=1000)
    minimum_label: str = Field(default="", max_length=80)
    maximum_label: str = Field(default="", max_length=80)

    @model_validator(mode="after")
    def _bounds(self) -> _ScaleQuestion:
        if self.minimum >= self.maximum:
            raise ValueError("minimum must be less than maximum")
        return self

    def to_domain(self) -> domain.Question:
        return self._to_domain(
            domain.ScaleKind(self.minimum, self.maximum, self.minimum_label, self.maximum_label)
        )


class _YesNoQuestion(_Question):
    type: Literal["yes_no"]

    def to_domain(self) -> domain.Question:
        return self._to_domain(domain.YesNoKind())


_AnyQuestion = Annotated[
    _TextQuestion | _ChoiceQuestion | _MultipleChoiceQuestion | _ScaleQuestion | _YesNoQuestion,
    Field(discriminator="type"),
]


class Document(_Strict):
    """A questionnaire as it stands in a file."""

    id: str = Field(pattern=_NAME)
    version: int = Field(ge=1)
    title: str = Field(min_length=1, max_length=120)
    introduction: str = Field(min_length=1, max_length=1000)
    estimated_minutes: int = Field(ge=1, le=120)
    questions: list[_AnyQuestion] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _distinct(self) -> Document:
        if len({question.id for question in self.questions}) != len(self.questions):
            raise ValueError("two questions have the same id")
        return self

    def to_domain(self) -> domain.Questionnaire:
        """The questionnaire that the file describes."""
        return domain.Questionnaire(
            id=domain.QuestionnaireId(self.id),
            version=self.version,
            title=self.title,
            introduction=self.introduction,
            estimated_minutes=self.estimated_minutes,
            questions=tuple(question.to_domain() for question in self.questions),
            audience=domain.Audience.ANYONE,
        )
