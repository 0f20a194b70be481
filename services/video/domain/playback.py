"""Playback tokens: whoever holds one may watch one film until it expires.

A token carries the film's owner too, since the owner decides the shard; it is signed, not secret.
"""

import base64
import binascii
import hashlib
import hmac
import struct
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

PLAYBACK_TTL: Final = timedelta(hours=6)

_FORM = struct.Struct(">B16s16sQ")
_VERSION = 1
_SIGNATURE_BYTES = 24


@dataclass(frozen=True, slots=True)
class Playback:
    """What a token says."""

    video_id: uuid.UUID
    user_id: uuid.UUID
    expires_at: datetime


class PlaybackTokens:
    """Signs and checks tokens with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, playback: Playback) -> str:
        """A token for a URL; its time of expiry is kept to the second."""
        seconds = int(playback.expires_at.timestamp())
        body = _FORM.pack(_VERSION, playback.video_id.bytes, playback.user_id.bytes, seconds)
        return base64.urlsafe_b64encode(body + self._signature(body)).rstrip(b"=").decode()

    def read(self, token: str, now: datetime) -> Playback | None:
        """What a token says; None if it is forged, damaged or expired."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, signature = raw[: _FORM.size], raw[_FORM.size :]
        if len(body) != _FORM.size or not hmac.compare_digest(signature, self._signature(body)):
            return None
        version, video_id, user_id, seconds = _FORM.unpack(body)
        expires_at = datetime.fromtimestamp(seconds, UTC)
        if version != _VERSION or expires_at <= now:
            return None
        return Playback(uuid.UUID(bytes=video_id), uuid.UUID(bytes=user_id), expires_at)

    def _signature(self, body: bytes) -> bytes:
        return hmac.new(self._secret, b"encompass.playback\0" + body, hashlib.sha256).digest()[
            :_SIGNATURE_BYTES
        ]
