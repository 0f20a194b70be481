"""Playback tokens: whoever holds one may watch one film until it expires.

A token carries the film's owner too, since the owner decides the shard; it is signed, not secret. One that
was given out by a share link names the link, without which it is worth nothing.
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

_FORMS: Final = {1: struct.Struct(">B16s16sQ"), 2: struct.Struct(">B16s16sQ16s")}
"""By their first byte, the version: what an owner gets, and what a share link gives out."""
_SIGNATURE_BYTES = 24


@dataclass(frozen=True, slots=True)
class Playback:
    """What a token says."""

    video_id: uuid.UUID
    user_id: uuid.UUID
    expires_at: datetime
    share_link_id: uuid.UUID | None = None
    """The share link that gave it out; None for one of the owner's own."""


class PlaybackTokens:
    """Signs and checks tokens with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, playback: Playback) -> str:
        """A token for a URL; its time of expiry is kept to the second."""
        seconds = int(playback.expires_at.timestamp())
        fields = [playback.video_id.bytes, playback.user_id.bytes, seconds]
        if playback.share_link_id is None:
            body = _FORMS[1].pack(1, *fields)
        else:
            body = _FORMS[2].pack(2, *fields, playback.share_link_id.bytes)
        return base64.urlsafe_b64encode(body + self._signature(body)).rstrip(b"=").decode()

    def read(self, token: str, now: datetime) -> Playback | None:
        """What a token says; None if it is forged, damaged or expired."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        form = _FORMS.get(raw[0]) if raw else None
        if form is None or len(raw) != form.size + _SIGNATURE_BYTES:
            return None
        body, signature = raw[: form.size], raw[form.size :]
        if not hmac.compare_digest(signature, self._signature(body)):
            return None
        _, video_id, user_id, seconds, *link_id = form.unpack(body)
        expires_at = datetime.fromtimestamp(seconds, UTC)
        if expires_at <= now:
            return None
        return Playback(
            uuid.UUID(bytes=video_id),
            uuid.UUID(bytes=user_id),
            expires_at,
            uuid.UUID(bytes=link_id[0]) if link_id else None,
        )

    def _signature(self, body: bytes) -> bytes:
        return hmac.new(self._secret, b"encompass.playback\0" + body, hashlib.sha256).digest()[
            :_SIGNATURE_BYTES
        ]
