"""From what a handler raised to what becomes of its job."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

import psycopg
from sqlalchemy.exc import StatementError

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.errors import Code, DomainError
from services.kit.jobs.errors import FailureKind, PermanentError, RetryableError
from services.kit.jobs.machine import Failed, Outcome, SetDown, TryAgain
from services.kit.jobs.model import Failure, SetAside

_KIND_OF_CODE: Final = MappingProxyType(
    {
        Code.UNAVAILABLE: FailureKind.OTHER,
        Code.DEADLINE_EXCEEDED: FailureKind.OTHER,
        Code.ABORTED: FailureKind.OTHER,
        Code.RESOURCE_EXHAUSTED: FailureKind.RATE_LIMIT,
        Code.INTERNAL: FailureKind.UNEXPECTED,
        Code.UNKNOWN: FailureKind.UNEXPECTED,
    }
)
"""The codes that may pass; any other is for good."""

_UNEXPECTED = Failure(
    "INTERNAL", "Something went wrong on our side. You can try again; what is finished already is kept."
)

LONGEST_DETAIL: Final = 1000
"""Characters of a detail."""

_SECRETS: Final = (
    re.compile(r"(?<=://)[^\s/@]+(?=@)"),
    re.compile(
        r"(?i)(?:password|passwd|secret|token|authorization|api[_-]?key)[\"']?\s*[=:]\s*(?:bearer\s+)?\S+"
    ),
    re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+"),
)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that grow from one attempt to the next, with jitter: a crowd doesn't come back at once."""

    first: timedelta = timedelta(seconds=3)
    longest: timedelta = timedelta(minutes=5)
    factor: float = 2.0

    def after(self, attempt: int, rng: random.Random) -> timedelta:
        """How long to wait after this attempt (the first is 1): at least three quarters of it, at random."""
        jitter: float = rng.uniform(0.75, 1.0)
        return self.whole(attempt) * jitter

    def whole(self, attempt: int) -> timedelta:
        """The wait after this attempt before jitter shortens it."""
        longest = self.longest.total_seconds()
        # The exponent is bounded, because a float overflows where a wait has long been at its longest.
        grown = self.first.total_seconds() * self.factor ** min(attempt - 1, 60)
        return timedelta(seconds=min(grown, longest))


Backoffs = Mapping[FailureKind, Backoff]

BACKOFFS: Final[Backoffs] = MappingProxyType(
    {
        # Triton is back within a minute of a crash, and a busy one soon has room.
        FailureKind.MODEL: Backoff(timedelta(seconds=3), timedelta(minutes=2)),
        FailureKind.STORE: Backoff(timedelta(seconds=3), timedelta(minutes=1)),
        # A primary is replaced within seconds.
        FailureKind.DATABASE: Backoff(timedelta(seconds=3), timedelta(minutes=1)),
        FailureKind.RATE_LIMIT: Backoff(timedelta(seconds=5), timedelta(minutes=5)),
        # It has waited for long already.
        FailureKind.TIMEOUT: Backoff(timedelta(seconds=3), timedelta(minutes=2)),
        # The same fault at once would come to the same end: a deploy may have to come in between.
        FailureKind.UNEXPECTED: Backoff(timedelta(seconds=3), timedelta(minutes=10), factor=3.0),
        FailureKind.OTHER: Backoff(timedelta(seconds=3), timedelta(minutes=5)),
    }
)
"""How long to wait after each kind of failure."""


def same_backoff(backoff: Backoff) -> Backoffs:
    """One backoff for every kind of failure, as tests want it."""
    return MappingProxyType(dict.fromkeys(FailureKind, backoff))


def outcome_of(
    error: BaseException, attempt: int, backoffs: Backoffs, rng: random.Random, *, losses: int = 0
) -> Outcome:
    """What a failed run comes to.

    Args:
        attempt: the one that failed; the first is 1.
        losses: how often the job was lost or set down before.
    """
    detail = detail_of(error)
    match error:
        case DatabaseUnavailable() | WriteConflict():
            # Not the handler's doing, and not an attempt that it used up.
            return SetDown(backoffs[FailureKind.DATABASE].after(losses + 1, rng), detail)
        case RetryableError() | DomainError():
            kind = _kind_of(error)
            failure = Failure(error.reason, error.message)
            least = error.retry_after or timedelta(0)
        case PermanentError():
            return Failed(Failure(error.reason, error.message), detail)
        case _:
            kind, failure, least = FailureKind.UNEXPECTED, _UNEXPECTED, timedelta(0)
    if kind is None:
        return Failed(failure, detail)
    set_aside = SetAside.UNEXPECTED_ERROR if kind is FailureKind.UNEXPECTED else None
    return TryAgain(failure, max(backoffs[kind].after(attempt, rng), least), detail, set_aside)


def detail_of(error: BaseException) -> str:
    """The error and what caused it, for operators: classes and messages, bounded, with no secrets."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_told(current))
        if isinstance(current, BaseExceptionGroup):
            parts += [_told(inner) for inner in current.exceptions[:3]]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    # Postgres keeps no NUL in a text.
    told = " <- ".join(parts).replace("\x00", "")
    for secret in _SECRETS:
        told = secret.sub("***", told)
    return told if len(told) <= LONGEST_DETAIL else told[: LONGEST_DETAIL - 1] + "…"


def _kind_of(error: RetryableError | DomainError) -> FailureKind | None:
    """None: it will never go well."""
    return error.kind if isinstance(error, RetryableError) else _KIND_OF_CODE.get(error.code)


def _told(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, StatementError):
        # Its text quotes the statement with its values, which are people's own words.
        return f"{name} of {type(error.orig).__name__}"
    if isinstance(error, psycopg.Error):
        return f"{name}: {error.diag.message_primary or error.sqlstate or ''}"
    text = str(error)
    return f"{name}: {text}" if text else name
