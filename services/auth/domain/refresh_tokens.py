"""How a refresh token is written: who it belongs to, which one it is, and the secret that proves it."""

import base64
import binascii
from dataclasses import dataclass, field
from uuid import UUID

from services.kit.ids import UserId

_VERSION = b"\x01"
_ID_BYTES = 16
_SECRET_BYTES = 32
_LENGTH = len(_VERSION) + 2 * _ID_BYTES + _SECRET_BYTES


@dataclass(frozen=True, slots=True)
class PresentedToken:
    """A refresh token as its holder has it. The user id says which shard knows it."""

    user_id: UserId
    token_id: UUID
    secret: bytes = field(repr=False)


def encode_refresh_token(token: PresentedToken) -> str:
    """The text that a client keeps."""
    raw = _VERSION + token.user_id.bytes + token.token_id.bytes + token.secret
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_refresh_token(text: str) -> PresentedToken | None:
    """The parts of a token; None for anything that isn't written like one."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != _LENGTH or not raw.startswith(_VERSION):
        return None
    user_id, token_id = raw[1 : 1 + _ID_BYTES], raw[1 + _ID_BYTES : 1 + 2 * _ID_BYTES]
    return PresentedToken(UserId(UUID(bytes=user_id)), UUID(bytes=token_id), raw[1 + 2 * _ID_BYTES :])
