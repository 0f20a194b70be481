"""Identifiers: their types, the time-ordered ids that we make, and the slot that a person's id falls into."""

import hashlib
import secrets
import threading
import time
import uuid
from typing import Final, NewType

UserId = NewType("UserId", uuid.UUID)
WorkspaceId = NewType("WorkspaceId", uuid.UUID)
SessionId = NewType("SessionId", uuid.UUID)
JobId = NewType("JobId", uuid.UUID)

SLOTS: Final = 1024
"""How many slots people are spread over. Fixed for ever: every stored row carries its slot."""


def slot_of(user_id: UserId) -> int:
    """The slot of a person: the first eight bytes of BLAKE2b over the id's sixteen, modulo SLOTS.

    It is stored in every row and decides the shard, so it must never change; a test pins golden values.
    A hash, rather than the id's own bits, because time-ordered ids are anything but evenly spread.
    """
    digest = hashlib.blake2b(user_id.bytes, digest_size=8).digest()
    return int.from_bytes(digest, "big") % SLOTS


class _Uuid7Clock:
    """Milliseconds plus a 12-bit fraction, strictly rising within a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def tick(self) -> int:
        now = time.time_ns()
        stamp = ((now // 1_000_000) << 12) | ((now % 1_000_000) * 4096 // 1_000_000)
        with self._lock:
            self._last = max(stamp, self._last + 1)
            return self._last


_CLOCK = _Uuid7Clock()


def new_id() -> uuid.UUID:
    """A UUID of version 7: ordered by time of making, so that new rows land at the end of their index."""
    stamp = _CLOCK.tick()
    millis, fraction = stamp >> 12, stamp & 0xFFF
    value = (millis & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)
