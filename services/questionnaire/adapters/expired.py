"""Expired responses of everybody on a shard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from services.kit.db.databases import unit
from services.kit.db.engines import Engines
from services.kit.ids import UserId
from services.questionnaire.adapters.rows import ResponseRow
from services.questionnaire.domain.responses import ResponseId
from services.questionnaire.ports import ExpiredResponse


class ShardExpired:
    """`ExpiredResponses` over the shards."""

    def __init__(self, shards: Mapping[str, Engines]) -> None:
        self._shards = shards

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self._shards)

    async def before(self, shard: str, moment: datetime, limit: int) -> Sequence[ExpiredResponse]:
        expired = (
            select(ResponseRow.user_id, ResponseRow.id)
            .where(ResponseRow.expires_at <= moment)
            .order_by(ResponseRow.expires_at)
            .limit(limit)
        )
        async with unit(self._shards[shard], writable=False) as session:
            return [
                ExpiredResponse(UserId(row.user_id), ResponseId(row.id))
                for row in await session.execute(expired)
            ]
