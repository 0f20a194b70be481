"""Where share links are kept."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.video.domain.share_links import ShareLink


@dataclass(frozen=True, slots=True)
class ShareLinkPage:
    """Some links of a video, the latest first."""

    links: tuple[ShareLink, ...]
    next_page_token: str


class ShareLinks(Protocol):
    """One person's share links, within one transaction. They go with their video."""

    async def add(self, link: ShareLink) -> None:
        """A new link."""
        ...

    async def find(self, link_id: uuid.UUID) -> ShareLink | None:
        """A link of this person's, whether it still works or not."""
        ...

    async def page(
        self, video_id: uuid.UUID, now: datetime, page_size: int, page_token: str
    ) -> ShareLinkPage:
        """Some links of a video that work."""
        ...

    async def count(self, video_ids: Sequence[uuid.UUID], now: datetime) -> int:
        """How many links of these videos work."""
        ...

    async def revoke(self, link_id: uuid.UUID, now: datetime) -> bool:
        """Ends a link; False if it had been revoked before."""
        ...

    async def forget_over(self, video_ids: Sequence[uuid.UUID], before: datetime) -> None:
        """Deletes those of these videos' links that expired or were revoked before then."""
        ...
