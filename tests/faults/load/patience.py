"""How people bear with a service that is away: they send again until they are answered, up to a bound."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from encompass.errors import (
    Aborted,
    Cancelled,
    DeadlineExceeded,
    EncompassError,
    Internal,
    ResourceExhausted,
    Unauthenticated,
    Unavailable,
)

from tests.faults.load.record import Complaint, PersonRecord

Answer = TypeVar("Answer")

_PASSES = (Aborted, Cancelled, DeadlineExceeded, Internal, ResourceExhausted, Unauthenticated, Unavailable)
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 2.0
_DRIVERS = ("psycopg", "sqlalchemy", "traceback", "nats:", "minio", "urllib3", "tritonclient", "asyncio.")
"""Words of our own machinery, which mustn't reach a person."""


class Patience:
    """Counts from when the last fault was healed: before that, anything may take as long as the fault."""

    def __init__(self, bound_s: float) -> None:
        self._bound_s = bound_s
        self._ends: float | None = None

    def starts(self) -> None:
        """From now on everything has to come to its end within the bound."""
        self._ends = monotonic() + self._bound_s

    @property
    def is_over(self) -> bool:
        return self._ends is not None and monotonic() > self._ends


class Unanswered(Exception):
    """A call that found no definite answer within the bound."""


class Caller:
    """Makes one person's calls, and notes answers that nobody should get."""

    def __init__(self, record: PersonRecord, patience: Patience, rng: random.Random) -> None:
        self.patience = patience
        self._record = record
        self._rng = rng

    async def until_answered(
        self, method: str, call: Callable[[], Awaitable[Answer]], *, before: Callable[[], None] | None = None
    ) -> Answer:
        """Sends a call until it is answered for certain.

        Args:
            before: is told each time that it is sent.

        Raises:
            EncompassError: a definite refusal.
            Unanswered: the bound is over.
        """
        attempt = 0
        while True:
            if before is not None:
                before()
            try:
                return await call()
            except EncompassError as error:
                self.note(method, error)
                if not isinstance(error, _PASSES):
                    raise
                if self.patience.is_over:
                    self._record.unanswered.append(f"{method}: {type(error).__name__} {error.message}")
                    raise Unanswered(method) from error
                await self.pause(attempt, error)
                attempt += 1

    async def pause(self, attempt: int, error: EncompassError | None = None) -> None:
        """Waits before another try: as long as the service asks for, or ever longer."""
        asked = error.retry_after.total_seconds() if error is not None and error.retry_after else 0.0
        longest = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2.0**attempt)
        await asyncio.sleep(max(min(asked, _LONGEST_PAUSE_S), self._rng.uniform(longest / 2, longest)))

    def note(self, method: str, error: EncompassError) -> None:
        """Notes an error that names our own machinery, or a fault that nobody translated."""
        words = error.message.lower()
        if any(driver in words for driver in _DRIVERS) or _is_our_own_fault(error):
            self.complain(method, type(error).__name__, f"{error.reason} {error.message} {error.request_id}")

    def complain(self, method: str, code: str, message: str) -> None:
        """Notes an answer that is wrong."""
        self._record.complaints.append(Complaint(method, code, message))


def _is_our_own_fault(error: EncompassError) -> bool:
    """An INTERNAL that one of our services said; one without a reason is the connection's."""
    return isinstance(error, Internal) and bool(error.reason)
