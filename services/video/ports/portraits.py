"""Photos of who is to be seen."""

import uuid
from typing import Protocol

from services.kit.ids import UserId


class Portraits(Protocol):
    """Photos that people sent to be seen in their films."""

    async def cutout_key(self, owner: UserId, asset_id: uuid.UUID) -> str:
        """Key in the store of the person cut out of a photo; the object never changes.

        Raises:
            PortraitNotFound: the owner has no such photo.
            PortraitNotReady: it can't be used, or hasn't been looked at yet.
        """
        ...
