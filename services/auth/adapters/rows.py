"""Tables of auth."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, DirectoryBase, OwnedRow

_MOMENT = DateTime(timezone=True)


class WorkspaceRow(DirectoryBase):
    """A business, or the default workspace of everybody else."""

    __tablename__ = "workspace"
    __table_args__ = (CheckConstraint("plan IN ('FREE', 'PLUS', 'PRO')", name="plan"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    plan: Mapped[str] = mapped_column(Text, server_default="FREE")
    created_at: Mapped[datetime] = mapped_column(_MOMENT)


class IdentityRow(DirectoryBase):
    """Whose an e-mail address is."""

    __tablename__ = "identity"

    email_normalized: Mapped[str] = mapped_column(Text, primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    workspace_id: Mapped[uuid.UUID]
    pending: Mapped[bool]
    reserved_at: Mapped[datetime] = mapped_column(_MOMENT)
    activated_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class ThrottleRow(DirectoryBase):
    """A counter of attempts."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    blocked_until: Mapped[datetime | None] = mapped_column(_MOMENT)
    trusted_until: Mapped[datetime | None] = mapped_column(_MOMENT)
    keep_until: Mapped[datetime] = mapped_column(_MOMENT, index=True)


class AccountRow(OwnedRow, Base):
    """Who a person is; one a person."""

    __tablename__ = "account"

    workspace_id: Mapped[uuid.UUID]
    email: Mapped[str] = mapped_column(Text)
    display_name: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    created_at: Mapped[datetime] = mapped_column(_MOMENT)


class PasswordRow(OwnedRow, Base):
    """What proves that an account is somebody's; apart from the account, which can be read back."""

    __tablename__ = "password"

    hash: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(_MOMENT)


class SessionRow(OwnedRow, Base):
    """A place where a person is, or was, signed in."""

    __tablename__ = "session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    device_name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(_MOMENT)
    last_used_at: Mapped[datetime] = mapped_column(_MOMENT)
    expires_at: Mapped[datetime] = mapped_column(_MOMENT)
    ended_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    end_reason: Mapped[str | None] = mapped_column(Text)


class RefreshTokenRow(OwnedRow, Base):
    """A link of a session's chain of refresh tokens."""

    __tablename__ = "refresh_token"
    __table_args__ = (
        ForeignKeyConstraint(
            ["slot", "user_id", "session_id"],
            ["session.slot", "session.user_id", "session.id"],
            name="fk_refresh_token_session",
            ondelete="CASCADE",
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    session_id: Mapped[uuid.UUID]
    parent_id: Mapped[uuid.UUID | None]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    issued_at: Mapped[datetime] = mapped_column(_MOMENT)
    expires_at: Mapped[datetime] = mapped_column(_MOMENT)
    used_at: Mapped[datetime | None] = mapped_column(_MOMENT)
