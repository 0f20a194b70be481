"""Links by which others watch a film.

A link's token names its owner, whose slot says which shard knows the link, then the link, then a secret. The
secret is kept as a hash; it is made from the link's id with a key of the service, so that a request that
comes again gets the same address, and nobody with the database alone can tell it.
"""

import base64
import binascii
import hashlib
import hmac
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

MOST_PER_FILM: Final = 20
"""Links that work at a time, of all versions of a film together."""
SHARED_PLAYBACK_TTL: Final = timedelta(minutes=20)
"""How long whoever opens a link can play without asking again: a file's address can't be revoked."""
KEPT_WHEN_OVER: Final = timedelta(days=1)
"""How long a link that is over is remembered, for requests that come again."""

_VERSION = b"\x01"
_ID_BYTES = 16
_SECRET_BYTES = 32
_LENGTH = len(_VERSION) + 2 * _ID_BYTES + _SECRET_BYTES


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A link of one video."""

    id: uuid.UUID
    video_id: uuid.UUID
    secret_hash: bytes = field(repr=False)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and now < self.expires_at

    def is_opened_by(self, secret: bytes) -> bool:
        """Whether it was made with this secret."""
        return hmac.compare_digest(self.secret_hash, hash_of(secret))


@dataclass(frozen=True, slots=True)
class PresentedShare:
    """A token as its holder has it."""

    user_id: uuid.UUID
    link_id: uuid.UUID
    secret: bytes = field(repr=False)


class ShareTokens:
    """Makes the secrets of links with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def secret_of(self, link_id: uuid.UUID) -> bytes:
        """The secret of a link, always the same."""
        return hmac.new(self._key, b"encompass.share\0" + link_id.bytes, hashlib.sha256).digest()


def hash_of(secret: bytes) -> bytes:
    """What is kept of a secret. It is random, so that one round of SHA-256 is enough."""
    return hashlib.sha256(secret).digest()


def encode_share_token(share: PresentedShare) -> str:
    """The token, fit for an address."""
    raw = _VERSION + share.user_id.bytes + share.link_id.bytes + share.secret
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_share_token(text: str) -> PresentedShare | None:
    """The parts of a token; None for anything that isn't written like one."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != _LENGTH or not raw.startswith(_VERSION):
        return None
    user_id, link_id = raw[1 : 1 + _ID_BYTES], raw[1 + _ID_BYTES : 1 + 2 * _ID_BYTES]
    return PresentedShare(uuid.UUID(bytes=user_id), uuid.UUID(bytes=link_id), raw[1 + 2 * _ID_BYTES :])
