"""What is done about a pair of instances, from what is seen of them. No I/O, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from services.stack.replication.record import Record

ALONE_AFTER_SECONDS = 3.0
"""How long commits may wait for a standby that doesn't follow: then availability goes before redundancy."""
REBUILD_AFTER_SECONDS = 30.0
"""How long a standby that runs may fail to follow before its data is copied anew."""
CAUGHT_UP_BYTES = 1024 * 1024


class AfterDeath(Enum):
    """What follows when the primary's process has ended."""

    TAKE_OVER = auto()
    """The standby is promoted, and the former primary will follow it."""
    COME_BACK = auto()
    """The primary starts again on its own data, which is the newest there is."""


class Action(Enum):
    """What follows from a look at a primary that answers."""

    NOTHING = auto()
    PROMOTE = auto()
    """It is the primary by the record, and still in recovery."""
    GO_ALONE = auto()
    """Stop waiting for the standby."""
    JOIN = auto()
    """Make commits wait for the standby again."""


class Follow(Enum):
    """How an instance becomes the standby."""

    AS_IT_IS = auto()
    REWIND = auto()
    """It was the primary: what it has beyond the new one is taken back, which nobody was told is written."""
    COPY = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """The primary by the record, at one moment."""

    in_recovery: bool
    waits_for_standby: bool
    """Commits are set to wait for the standby."""
    is_connected: bool
    """The standby receives what it lacks, be it that it is still behind."""
    follows: bool
    """The standby streams, and has said so within the last seconds."""
    behind_bytes: int = 0
    """What the standby has not yet flushed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What an instance's data says of itself."""

    exists: bool
    was_standby: bool
    is_whole: bool
    """No rewind of it was interrupted."""
    follows_in_vain: bool = False
    """It ran as a standby for long, and the primary never heard of it."""


def after_death(record: Record, *, has_served: bool, standby_answers: bool) -> AfterDeath:
    """Only a standby that has every acknowledged write may take over.

    `has_served`: the primary was seen at work since the stack started; one that merely doesn't start has lost
    nothing yet.
    """
    if record.synchronous and has_served and standby_answers:
        return AfterDeath.TAKE_OVER
    return AfterDeath.COME_BACK


def after_look(record: Record, seen: Seen, *, unfollowed_seconds: float) -> Action:
    """`unfollowed_seconds`: for how long now the standby hasn't followed."""
    if seen.in_recovery:
        return Action.PROMOTE
    if seen.follows:
        caught_up = seen.behind_bytes <= CAUGHT_UP_BYTES
        return Action.JOIN if caught_up and not record.synchronous else Action.NOTHING
    waits = record.synchronous or seen.waits_for_standby
    return Action.GO_ALONE if waits and unfollowed_seconds >= ALONE_AFTER_SECONDS else Action.NOTHING


def how_to_follow(folder: Folder) -> Follow:
    """The cheapest way that is safe."""
    if not folder.exists or not folder.is_whole or folder.follows_in_vain:
        return Follow.COPY
    return Follow.AS_IT_IS if folder.was_standby else Follow.REWIND
