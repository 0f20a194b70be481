"""Questionnaires as YAML documents in this repository, checked when the service starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from services.kit.ids import WorkspaceId
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.document_format import DocumentInvalid, read
from services.questionnaire.adapters.yaml_text import parse_yaml
from services.questionnaire.domain.publishing import findings
from services.questionnaire.domain.questions import (
    Audience,
    Questionnaire,
    QuestionnaireId,
    QuestionnaireState,
    StoryRole,
)

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"


class DocumentCatalogue:
    """Every version of every questionnaire of a folder, in memory."""

    def __init__(self, questionnaires: Iterable[Questionnaire]) -> None:
        self._versions: dict[QuestionnaireId, dict[int, Questionnaire]] = defaultdict(dict)
        for questionnaire in questionnaires:
            if questionnaire.version in self._versions[questionnaire.id]:
                raise DocumentInvalid(f"{questionnaire.id} has version {questionnaire.version} twice")
            self._versions[questionnaire.id][questionnaire.version] = questionnaire

    async def find(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire | None:
        versions = self._versions.get(questionnaire_id)
        if not versions:
            return None
        return versions.get(version or max(versions))

    async def listed(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        return self.latest()

    def latest(self) -> Sequence[Questionnaire]:
        """The latest version of each, by id."""
        return [versions[max(versions)] for _, versions in sorted(self._versions.items())]


def load_catalogue(folder: Path = DOCUMENTS) -> DocumentCatalogue:
    """Reads every `*.yaml` of a folder. Raises DocumentInvalid."""
    return DocumentCatalogue(load_document(path) for path in sorted(folder.glob("*.yaml")))


def load_document(path: Path) -> Questionnaire:
    """Reads one questionnaire, which anybody may answer. Raises DocumentInvalid."""
    try:
        document = read(parse_yaml(path.read_text(encoding="utf-8")), state=QuestionnaireState.PUBLISHED)
    except DocumentInvalid as error:
        raise DocumentInvalid(*(f"{path.name}: {line}" for line in error.lines)) from error
    found = [f"{path.name}: {one.field}: {one.description}" for one in findings(document, CelConditions())]
    if not document.id or document.version < 1:
        found.append(f"{path.name}: id, version: a document of Encompass has an id, and a version from 1 on")
    if found:
        raise DocumentInvalid(*found)
    return replace(_with_roles(document), audience=Audience.ANYONE)


def _with_roles(questionnaire: Questionnaire) -> Questionnaire:
    """Where no question has a story role, those whose key is the name of one have it.

    The first questionnaire was published, and so fixed, before there were roles.
    """
    if any(question.story_role for question in questionnaire.questions):
        return questionnaire
    roles = {role.value: role for role in StoryRole}
    return replace(
        questionnaire,
        questions=tuple(
            replace(question, story_role=roles.get(question.id)) for question in questionnaire.questions
        ),
    )
