"""The tables of assets."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow


class AssetRow(OwnedRow, Base):
    """One asset."""

    __tablename__ = "media_asset"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    content_type: Mapped[str] = mapped_column(Text)
    announced_bytes: Mapped[int] = mapped_column(BigInteger)
    announced_sha256: Mapped[str] = mapped_column(Text)
    consent_wording: Mapped[str] = mapped_column(Text)
    consent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    upload_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    refusal: Mapped[str | None] = mapped_column(Text)
    width_px: Mapped[int | None] = mapped_column(Integer)
    height_px: Mapped[int | None] = mapped_column(Integer)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    cutout_width_px: Mapped[int | None] = mapped_column(Integer)
    cutout_height_px: Mapped[int | None] = mapped_column(Integer)
    cutout_sha256: Mapped[str | None] = mapped_column(Text)


class DeletedAssetRow(OwnedRow, Base):
    """An asset that was deleted and may have objects left."""

    __tablename__ = "deleted_media_asset"

    asset_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    deleted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """By the database's clock."""
