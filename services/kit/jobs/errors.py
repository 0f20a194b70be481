"""How a handler says that its work failed, and how running work learns that it must stop."""

from datetime import timedelta
from enum import Enum, auto


class FailureKind(Enum):
    """What went wrong, as far as waiting depends on it; see `failures.BACKOFFS`."""

    MODEL = auto()
    """A model doesn't answer, or is busy."""
    STORE = auto()
    """The object store doesn't answer."""
    DATABASE = auto()
    """A database doesn't answer; this uses up no attempt."""
    RATE_LIMIT = auto()
    """Something wants to be asked less often."""
    TIMEOUT = auto()
    """A step took longer than it may."""
    UNEXPECTED = auto()
    """Nobody foresaw it: a fault of ours. When attempts are used up by it the job is set aside."""
    OTHER = auto()
    """Anything else that may pass."""


class JobError(Exception):
    """A failure with a reason for programs and a message that the job's owner understands."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason
        """UPPER_SNAKE, stored with the job and shown in the API."""
        self.message = message
        """For the person: what happened and what they can do. Never driver or stack text."""


class RetryableError(JobError):
    """It may go well next time: the job runs again after a backoff, until its attempts are used up."""

    def __init__(
        self,
        reason: str,
        message: str,
        *,
        kind: FailureKind = FailureKind.OTHER,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(reason, message)
        self.kind = kind
        """How long to wait, and whether it is our fault."""
        self.retry_after = retry_after
        """The least time to wait; None leaves it to the backoff."""


class StepTimedOut(RetryableError):
    """A step took longer than it may; its work was cancelled."""

    def __init__(self, key: str, limit: timedelta) -> None:
        super().__init__(
            "STEP_TIMEOUT",
            "A part of this took longer than we allow. What is finished is kept: trying again goes on there.",
            kind=FailureKind.TIMEOUT,
        )
        self.key = key
        self.limit = limit

    def __str__(self) -> str:
        return f"step {self.key} took longer than {self.limit.total_seconds():g} s"


class PermanentError(JobError):
    """It will never go well: the job fails at once."""


class JobStopped(Exception):
    """Running work has to stop, and writes nothing more."""


class JobCancelled(JobStopped):
    """Its owner asked for the job to be cancelled."""


class LeaseLost(JobStopped):
    """The job isn't this worker's any more; another one runs it, or will."""
