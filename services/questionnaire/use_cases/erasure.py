"""Erasing a person whose account is deleted."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.ids import UserId
from services.questionnaire.ports import Responses


@dataclass(frozen=True, slots=True)
class ResponseErasure:
    """Deletes all that somebody has answered. Doing it again changes nothing."""

    responses: Responses

    async def __call__(self, owner: UserId) -> None:
        """Deletes it, drafts and submissions alike, and tells nobody: whoever has to know hears it as well.

        Raises:
            DatabaseUnavailable, WriteConflict: nothing is deleted.
        """
        async with self.responses.begin(owner) as store:
            await store.remove_all()
