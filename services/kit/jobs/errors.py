"""How a handler says that its work failed, and how running work learns that it must stop."""

from datetime import timedelta


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

    def __init__(self, reason: str, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(reason, message)
        self.retry_after = retry_after
        """The least time to wait; None leaves it to the backoff."""


class PermanentError(JobError):
    """It will never go well: the job fails at once."""


class JobStopped(Exception):
    """Running work has to stop, and writes nothing more."""


class JobCancelled(JobStopped):
    """Its owner asked for the job to be cancelled."""


class LeaseLost(JobStopped):
    """The job isn't this worker's any more; another one runs it, or will."""
