"""Which key signs now, and which keys are still to be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """How keys come and go."""

    publish_before_use: timedelta = timedelta(minutes=15)
    """A new key is published for so long before it signs: by then every cache of the key set knows it."""
    keep_after_use: timedelta = timedelta(minutes=20)
    """A key is published for so long after its last signature: a token's life, and clocks that differ."""


@dataclass(frozen=True, slots=True)
class KeyAge:
    """A key by name, and when it was made."""

    kid: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KeyPlan:
    """What the keys are for at one moment."""

    signing: str
    published: tuple[str, ...]
    """Oldest first; the signing key and those to come are among them."""
    retired: tuple[str, ...]
    """No token that they signed can still be good; they may be deleted."""


def plan_keys(keys: Sequence[KeyAge], times: KeyTimes, now: datetime) -> KeyPlan:
    """The newest key that has been published for long enough signs; with none such, the oldest does.

    Raises:
        ValueError: there are no keys.
    """
    if not keys:
        raise ValueError("no signing keys")
    ordered = sorted(keys, key=lambda key: (key.created_at, key.kid))
    # The first key of all has no older one to sign in its place: it signs as soon as it is there.
    starts = [ordered[0].created_at, *(key.created_at + times.publish_before_use for key in ordered[1:])]
    signing = max(index for index, start in enumerate(starts) if index == 0 or start <= now)
    retired = [index for index in range(signing) if starts[index + 1] + times.keep_after_use <= now]
    return KeyPlan(
        signing=ordered[signing].kid,
        published=tuple(key.kid for index, key in enumerate(ordered) if index not in retired),
        retired=tuple(ordered[index].kid for index in retired),
    )
