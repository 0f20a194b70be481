"""Sessions, and the chain of refresh tokens that each of them lives by."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Self
from uuid import UUID

from services.kit.ids import SessionId


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long things last."""

    access: timedelta = timedelta(minutes=10)
    refresh: timedelta = timedelta(days=30)
    """A session that isn't used for so long is over."""
    session: timedelta = timedelta(days=365)
    """However often it is used, a session is over after so long."""
    grace: timedelta = timedelta(seconds=10)
    """For so long after its use a refresh token may come again: two tabs, or a reply that got lost."""


class SessionEnd(Enum):
    """Why a session was closed."""

    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"
    TOKEN_REUSED = "token_reused"


@dataclass(frozen=True, slots=True)
class Session:
    """One place where a person is signed in."""

    id: SessionId
    device_name: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None

    @classmethod
    def opened(cls, session_id: SessionId, *, device_name: str, now: datetime, lifetimes: Lifetimes) -> Self:
        """A session that starts now."""
        return cls(
            id=session_id,
            device_name=device_name,
            created_at=now,
            last_used_at=now,
            expires_at=now + min(lifetimes.refresh, lifetimes.session),
        )

    def is_open(self, now: datetime) -> bool:
        """Whether it was neither closed nor forgotten."""
        return self.ended_at is None and now < self.expires_at

    def used(self, now: datetime, lifetimes: Lifetimes) -> Self:
        """The session after a refresh: it lasts from now again, up to its greatest age."""
        until = min(now + lifetimes.refresh, self.created_at + lifetimes.session)
        return replace(self, last_used_at=max(now, self.last_used_at), expires_at=max(until, self.expires_at))


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """What is kept of a refresh token: enough to know it again, not enough to use it."""

    id: UUID
    session_id: SessionId
    parent_id: UUID | None
    """The token that this one was given for; None for a session's first."""
    secret_hash: bytes
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    def is_made_of(self, secret: bytes) -> bool:
        """Whether `secret` is this token's, in a time that doesn't depend on how much of it is right."""
        return hmac.compare_digest(self.secret_hash, hash_secret(secret))

    def spent(self, now: datetime) -> Self:
        """The token once it was exchanged."""
        return replace(self, used_at=now)


class Verdict(Enum):
    """What is to be done with a refresh token that is one of ours."""

    ROTATE = "rotated"
    """Its first use: spend it, give a new pair."""
    REPEAT = "repeated"
    """Used a moment ago: give another pair, all stays as it is."""
    REUSED = "reused"
    """Used long ago, and not by the one who asks now, or not for the first time: close the session."""
    EXPIRED = "expired"
    SESSION_ENDED = "ended"


def judge(token: RefreshToken, session: Session, now: datetime, lifetimes: Lifetimes) -> Verdict:
    """What is to be done with a known refresh token of this session.

    A spent token that comes back after the grace is held by two parties. Which of them is the thief can't
    be told, so the session ends for both.
    """
    if session.ended_at is not None:
        return Verdict.SESSION_ENDED
    if token.used_at is not None and now - token.used_at > lifetimes.grace:
        return Verdict.REUSED
    if now >= token.expires_at:
        return Verdict.EXPIRED
    if not session.is_open(now):
        return Verdict.SESSION_ENDED
    return Verdict.ROTATE if token.used_at is None else Verdict.REPEAT


_SECRET_BYTES = 32


def new_secret() -> bytes:
    """The part of a refresh token that nobody can guess."""
    return secrets.token_bytes(_SECRET_BYTES)


def hash_secret(secret: bytes) -> bytes:
    """What is stored of a secret. It is random and long, so a fast hash is as good as a slow one."""
    return hashlib.sha256(secret).digest()


def issued(
    token_id: UUID, secret: bytes, session: Session, *, parent_id: UUID | None, now: datetime
) -> RefreshToken:
    """A new token of a session, which lasts as long as the session would without it."""
    return RefreshToken(
        id=token_id,
        session_id=session.id,
        parent_id=parent_id,
        secret_hash=hash_secret(secret),
        issued_at=now,
        expires_at=session.expires_at,
    )
