"""Which entries of the scene bank the stories of a workspace were told by, in the directory."""

import asyncio
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Index, Text, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import DirectoryBase
from services.kit.db.databases import Directory
from services.kit.errors import DomainError
from services.kit.logging import get_logger
from services.script.domain.model import ScriptId

log = get_logger(__name__)

_OF_LATE = 5000
"""Uses that count, the latest first: enough for the whole bank to come round, and few enough to count."""

_PATIENCE_SECONDS = 3.0
"""A story doesn't wait longer for the directory: it is told all the same."""


class SceneUseRow(DirectoryBase):
    """A story of a workspace was told by an entry."""

    __tablename__ = "scene_use"
    __table_args__ = (
        Index("ix_scene_use_latest", "workspace_id", "used_at"),
        Index("ix_scene_use_script", "script_id"),
    )

    workspace_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(Text, primary_key=True)
    script_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    used_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class SqlSceneUses:
    """`SceneUses` in the directory. A story is written without it while the directory is away."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def counts(self, workspace_id: UUID) -> Mapping[str, int]:
        """See `SceneUses.counts`."""
        latest = (
            select(SceneUseRow.entry_id)
            .where(SceneUseRow.workspace_id == workspace_id)
            .order_by(SceneUseRow.used_at.desc())
            .limit(_OF_LATE)
            .subquery()
        )
        query = select(latest.c.entry_id, func.count()).group_by(latest.c.entry_id)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS), self._directory.read() as session:
                return {entry_id: int(count) for entry_id, count in (await session.execute(query)).all()}
        except (DomainError, TimeoutError) as error:
            log.warning("scene_uses.unknown", error=type(error).__name__)
            return {}

    async def note(self, workspace_id: UUID, script_id: ScriptId, entry_ids: Collection[str]) -> None:
        """See `SceneUses.note`."""
        rows = [
            {"workspace_id": workspace_id, "entry_id": entry_id, "script_id": script_id}
            for entry_id in sorted({each for each in entry_ids if each})
        ]
        if not rows:
            return
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS), self._directory.begin() as session:
                await session.execute(insert(SceneUseRow).values(rows).on_conflict_do_nothing())
        except (DomainError, TimeoutError) as error:
            log.warning("scene_uses.not_noted", script_id=str(script_id), error=type(error).__name__)

    async def forget(self, script_id: ScriptId) -> None:
        """See `SceneUses.forget`.

        Raises:
            DatabaseUnavailable
        """
        async with self._directory.begin() as session:
            await session.execute(delete(SceneUseRow).where(SceneUseRow.script_id == script_id))
