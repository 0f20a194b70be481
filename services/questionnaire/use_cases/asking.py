"""Versions of questionnaires in memory, ready to be asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from services.kit.ids import WorkspaceId
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId
from services.questionnaire.domain.translations import titles_of
from services.questionnaire.domain.visibility import Compiled, CompiledQuestionnaire
from services.questionnaire.errors import QuestionnaireNotFound
from services.questionnaire.ports import Catalogue

_KEPT: Final = 256


class VersionNotAtHand(Exception):
    """A version that has to be fetched, which can't be done inside a transaction."""

    def __init__(self, questionnaire_id: QuestionnaireId, version: int) -> None:
        super().__init__(questionnaire_id, version)
        self.questionnaire_id = questionnaire_id
        self.version = version


class AskedVersions:
    """The versions that people answer just now. A published version never changes, so it is kept."""

    def __init__(self, catalogue: Catalogue, compiled: Compiled) -> None:
        self._catalogue = catalogue
        self._compiled = compiled
        self._kept: OrderedDict[tuple[QuestionnaireId, int], CompiledQuestionnaire] = OrderedDict()

    def at_hand(self, questionnaire_id: QuestionnaireId, version: int) -> CompiledQuestionnaire:
        """A version that was fetched before. Raises VersionNotAtHand: fetch it, then try again."""
        known = self._kept.get((questionnaire_id, version))
        if known is None:
            raise VersionNotAtHand(questionnaire_id, version)
        self._kept.move_to_end((questionnaire_id, version))
        return known

    async def fetch(self, questionnaire_id: QuestionnaireId, version: int) -> CompiledQuestionnaire:
        """A version, which is at hand from now on. Raises QuestionnaireNotFound."""
        try:
            return self.at_hand(questionnaire_id, version)
        except VersionNotAtHand:
            found = await self.found(questionnaire_id, version)
        asked = self._kept[questionnaire_id, version] = self._compiled.of(found)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return asked

    async def found(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire:
        """A version, the latest by default, with its state as of now. Raises QuestionnaireNotFound."""
        questionnaire = await self._catalogue.find(questionnaire_id, version)
        if questionnaire is None:
            raise QuestionnaireNotFound(questionnaire_id, version)
        return questionnaire

    async def titles(self, questionnaire_ids: Iterable[QuestionnaireId]) -> Mapping[QuestionnaireId, str]:
        """The titles of the latest versions, in all their languages; without those that are gone."""
        found = {each: await self._catalogue.find(each) for each in questionnaire_ids}
        return {each: titles_of(latest) for each, latest in found.items() if latest is not None}

    async def listed(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        """The latest version of each that is shown to a workspace."""
        return await self._catalogue.listed(workspace_id)
