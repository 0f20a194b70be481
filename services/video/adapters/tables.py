"""The tables of videos."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    Double,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow


class VideoRow(OwnedRow, Base):
    """One video."""

    __tablename__ = "video"
    __table_args__ = (Index("ix_video_film", "slot", "user_id", "film_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    script_id: Mapped[uuid.UUID]
    job_id: Mapped[uuid.UUID]
    title: Mapped[str] = mapped_column(Text)
    hero_name: Mapped[str] = mapped_column(Text, server_default="")
    """Empty of films that are older than this column."""
    format: Mapped[str] = mapped_column(Text)
    """What older processes read: HD or SMALL."""
    options: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """The contract's RenderOptions as JSON; None of films that are older than those."""
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    progress: Mapped[float] = mapped_column(Double)
    time_left_ms: Mapped[int | None] = mapped_column(BigInteger)
    failure_reason: Mapped[str | None] = mapped_column(Text)
    failure_message: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    waste_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it was cancelled, by the database's clock; None again once its objects are certainly gone."""
    seed: Mapped[int | None] = mapped_column(BigInteger)
    film_id: Mapped[uuid.UUID | None]
    """Id of the first version of the film; None of a video that is older than versions, a first one."""
    number: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    """Of the version, from 1."""
    is_current: Mapped[bool] = mapped_column(Boolean, server_default=true())
    """Whether it is the version that its film is listed as."""
    language: Mapped[str | None] = mapped_column(Text)
    """BCP 47; None of films that are older than this column, which are told in English."""


class VideoSceneRow(OwnedRow, Base):
    """One scene of a video."""

    __tablename__ = "video_scene"

    video_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    index: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    start_ms: Mapped[int] = mapped_column(BigInteger)
    duration_ms: Mapped[int] = mapped_column(BigInteger)
    rendered_frames: Mapped[int] = mapped_column(Integer)
    total_frames: Mapped[int] = mapped_column(Integer)
    pictures_key: Mapped[str | None] = mapped_column(Text)
    """What its pictures depend on, hashed; None until they are planned."""
    narration_key: Mapped[str | None] = mapped_column(Text)
    """What its narration depends on, hashed."""


class VideoSegmentRow(OwnedRow, Base):
    """One stored segment."""

    __tablename__ = "video_segment"

    video_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    index: Mapped[int] = mapped_column(Integer, primary_key=True)
    scene_index: Mapped[int] = mapped_column(SmallInteger)
    blob_key: Mapped[str] = mapped_column(Text)
    frame_count: Mapped[int] = mapped_column(Integer)
    pictures_key: Mapped[str | None] = mapped_column(Text)
    """What its pictures depend on, hashed."""
    small_blob_key: Mapped[str | None] = mapped_column(Text)
    """The same two seconds for phones; None where the film is small already."""
    small_size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    captions_key: Mapped[str | None] = mapped_column(Text)
    """What is said in it, as WebVTT; None where captions are in the picture."""
    size_bytes: Mapped[int] = mapped_column(BigInteger)


class VideoRenditionRow(OwnedRow, Base):
    """One file of a finished film."""

    __tablename__ = "video_rendition"

    video_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    content_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    blob_key: Mapped[str] = mapped_column(Text)


class DeletedVideoRow(OwnedRow, Base):
    """A video that was deleted and may have objects left."""

    __tablename__ = "deleted_video"

    video_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    deleted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """By the database's clock."""


class ShareLinkRow(OwnedRow, Base):
    """A link by which others watch a video."""

    __tablename__ = "share_link"
    __table_args__ = (Index("ix_share_link_video", "slot", "user_id", "video_id", "created_at", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    video_id: Mapped[uuid.UUID]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256 of what opens it."""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
