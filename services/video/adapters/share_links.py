"""Share links in their owner's shard."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_

from services.kit.db.pages import fetch_page
from services.kit.db.unit_of_work import Tx
from services.video.adapters.tables import ShareLinkRow
from services.video.domain.share_links import ShareLink
from services.video.ports import ShareLinkPage


class SqlShareLinks:
    """See `ports.ShareLinks`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, link: ShareLink) -> None:
        self._tx.add(
            ShareLinkRow(
                id=link.id,
                video_id=link.video_id,
                secret_hash=link.secret_hash,
                created_at=link.created_at,
                expires_at=link.expires_at,
                revoked_at=link.revoked_at,
            )
        )

    async def find(self, link_id: uuid.UUID) -> ShareLink | None:
        row = await self._tx.find(ShareLinkRow, link_id)
        return _link(row) if row else None

    async def page(
        self, video_id: uuid.UUID, now: datetime, page_size: int, page_token: str
    ) -> ShareLinkPage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(ShareLinkRow).where(ShareLinkRow.video_id == video_id, _works(now)),
            keys=(ShareLinkRow.created_at, ShareLinkRow.id),
            page_size=page_size,
            page_token=page_token,
            list_name=f"videos/{video_id}/share-links",
        )
        return ShareLinkPage(tuple(_link(row) for row in page.rows), page.next_page_token)

    async def count(self, video_ids: Sequence[uuid.UUID], now: datetime) -> int:
        query = self._tx.owned(ShareLinkRow).where(ShareLinkRow.video_id.in_(video_ids), _works(now))
        return await self._tx.session.scalar(query.with_only_columns(func.count())) or 0

    async def revoke(self, link_id: uuid.UUID, now: datetime) -> bool:
        query = self._tx.owned_update(ShareLinkRow).where(
            ShareLinkRow.id == link_id, ShareLinkRow.revoked_at.is_(None)
        )
        revoked = await self._tx.session.execute(query.values(revoked_at=now).returning(ShareLinkRow.id))
        return revoked.one_or_none() is not None

    async def forget_over(self, video_ids: Sequence[uuid.UUID], before: datetime) -> None:
        is_over = or_(ShareLinkRow.expires_at < before, ShareLinkRow.revoked_at < before)
        await self._tx.session.execute(
            self._tx.owned_delete(ShareLinkRow).where(ShareLinkRow.video_id.in_(video_ids), is_over)
        )


def _works(now: datetime) -> ColumnElement[bool]:
    return and_(ShareLinkRow.revoked_at.is_(None), ShareLinkRow.expires_at > now)


def _link(row: ShareLinkRow) -> ShareLink:
    return ShareLink(
        id=row.id,
        video_id=row.video_id,
        secret_hash=row.secret_hash,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
