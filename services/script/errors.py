"""Errors of the script domain."""

from datetime import timedelta
from uuid import UUID

from services.kit.errors import Code, DomainError
from services.script.domain.model import ScriptId, ScriptState


class ScriptError(DomainError):
    """Base of this domain's errors."""

    domain = "encompass.script"


class ScriptNotFound(ScriptError):
    """The caller has no such script."""

    code = Code.NOT_FOUND
    reason = "SCRIPT_NOT_FOUND"

    def __init__(self, script_id: ScriptId) -> None:
        super().__init__("You have no such script.", metadata={"script_id": str(script_id)})


class ResponseNotFound(ScriptError):
    """The caller has no such response."""

    code = Code.NOT_FOUND
    reason = "RESPONSE_NOT_FOUND"

    def __init__(self, response_id: UUID) -> None:
        super().__init__("You have no such response.", metadata={"response_id": str(response_id)})


class ResponseNotSubmitted(ScriptError):
    """The response is still a draft."""

    code = Code.FAILED_PRECONDITION
    reason = "RESPONSE_NOT_SUBMITTED"

    def __init__(self, response_id: UUID) -> None:
        super().__init__(
            "Submit the response first; a story is written from finished answers.",
            metadata={"response_id": str(response_id)},
        )


class QuestionnaireUnsupported(ScriptError):
    """The response is to a questionnaire that stories can't be written from."""

    code = Code.FAILED_PRECONDITION
    reason = "QUESTIONNAIRE_UNSUPPORTED"

    def __init__(self, questionnaire_id: str) -> None:
        super().__init__(
            f"No story can be written from the questionnaire “{questionnaire_id}”.",
            metadata={"questionnaire_id": questionnaire_id},
        )


class ScriptNotFailed(ScriptError):
    """Only a failed script can be retried."""

    code = Code.FAILED_PRECONDITION
    reason = "SCRIPT_NOT_FAILED"

    def __init__(self, script_id: ScriptId, state: ScriptState) -> None:
        super().__init__(
            f"Only a failed script can be retried; this one is {state.value}.",
            metadata={"script_id": str(script_id), "state": state.value},
        )


class TooManyScriptsWaiting(ScriptError):
    """The caller has as many scripts waiting as anybody may."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "TOO_MANY_SCRIPTS_WAITING"

    def __init__(self, limit: int, retry_after: timedelta) -> None:
        super().__init__(
            f"You have {limit} stories waiting to be written, which is as many as one person can have. "
            "Ask again once some are finished.",
            metadata={"limit": str(limit), "retry_after_s": f"{retry_after.total_seconds():.0f}"},
            retry_after=retry_after,
        )


class QueueFull(ScriptError):
    """So many scripts wait that no more are taken on."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "QUEUE_FULL"

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(
            "So many stories are waiting to be written that we can't take on more just now. Try again soon.",
            metadata={"retry_after_s": f"{retry_after.total_seconds():.0f}"},
            retry_after=retry_after,
        )


class StoryModelUnavailable(Exception):
    """The story model doesn't answer now; it may, later."""


class StoryModelRejected(Exception):
    """The story model failed on one request."""
