"""From what a handler raised to what becomes of its job."""

import random
from dataclasses import dataclass
from datetime import timedelta

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.errors import Code, DomainError
from services.kit.jobs.errors import PermanentError, RetryableError
from services.kit.jobs.machine import Failed, Outcome, SetDown, TryAgain
from services.kit.jobs.model import Failure

_MAY_PASS = frozenset(
    {
        Code.UNAVAILABLE,
        Code.DEADLINE_EXCEEDED,
        Code.RESOURCE_EXHAUSTED,
        Code.ABORTED,
        Code.INTERNAL,
        Code.UNKNOWN,
    }
)
_UNEXPECTED = Failure(
    "INTERNAL", "Something went wrong on our side. You can try again; what is finished already is kept."
)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double from one attempt to the next, with jitter: a crowd doesn't come back at once."""

    first: timedelta = timedelta(seconds=3)
    longest: timedelta = timedelta(minutes=5)

    def after(self, attempt: int, rng: random.Random) -> timedelta:
        """How long to wait after this attempt (the first is 1): at least three quarters of it, at random."""
        doubled = min(self.first * 2 ** min(attempt - 1, 30), self.longest)
        jitter: float = rng.uniform(0.75, 1.0)
        return timedelta(seconds=doubled.total_seconds() * jitter)


def outcome_of(error: BaseException, attempt: int, backoff: Backoff, rng: random.Random) -> Outcome:
    """What a failed run comes to."""
    match error:
        case DatabaseUnavailable() | WriteConflict():
            # Not the handler's doing, and not an attempt that it used up.
            return SetDown(backoff.after(1, rng))
        case PermanentError():
            return Failed(Failure(error.reason, error.message))
        case RetryableError():
            delay = max(backoff.after(attempt, rng), error.retry_after or timedelta(0))
            return TryAgain(Failure(error.reason, error.message), delay)
        case DomainError() if error.code in _MAY_PASS:
            delay = max(backoff.after(attempt, rng), error.retry_after or timedelta(0))
            return TryAgain(Failure(error.reason, error.message), delay)
        case DomainError():
            return Failed(Failure(error.reason, error.message))
        case _:
            return TryAgain(_UNEXPECTED, backoff.after(attempt, rng))
