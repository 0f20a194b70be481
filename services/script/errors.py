"""Errors of the script domain."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from services.kit.errors import Code, DomainError, FieldViolation, HelpLink
from services.script.domain.model import SceneId, ScriptId, ScriptState


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


class SceneNotFound(ScriptError):
    """The script has no such scene."""

    code = Code.NOT_FOUND
    reason = "SCENE_NOT_FOUND"

    def __init__(self, script_id: ScriptId, scene_id: SceneId) -> None:
        super().__init__(
            "This story has no such scene.",
            metadata={"script_id": str(script_id), "scene_id": str(scene_id)},
        )


class VersionNotFound(ScriptError):
    """The script has no such version."""

    code = Code.NOT_FOUND
    reason = "VERSION_NOT_FOUND"

    def __init__(self, script_id: ScriptId, version: int) -> None:
        super().__init__(
            f"This story has no version {version}.",
            metadata={"script_id": str(script_id), "version": str(version)},
        )


class ScriptNotReady(ScriptError):
    """Only a finished script can be edited."""

    code = Code.FAILED_PRECONDITION
    reason = "SCRIPT_NOT_READY"

    def __init__(self, script_id: ScriptId, state: ScriptState) -> None:
        super().__init__(
            f"Only a finished story can be changed; this one is {state.value}.",
            metadata={"script_id": str(script_id), "state": state.value},
        )


class EtagMismatch(ScriptError):
    """Another editor changed the script meanwhile."""

    code = Code.ABORTED
    reason = "ETAG_MISMATCH"

    def __init__(self, script_id: ScriptId, etag: str) -> None:
        super().__init__(
            "Somebody else has changed this story meanwhile. Read it again, then make your change.",
            metadata={"script_id": str(script_id), "etag": etag},
        )


class VisualInvalid(ScriptError):
    """A picture says something that the renderer doesn't know."""

    code = Code.INVALID_ARGUMENT
    reason = "VISUAL_INVALID"

    def __init__(self, parts: Mapping[str, str]) -> None:
        """`parts` says what each field may be, by its path in the picture."""
        super().__init__(
            "The picture has something in it that can't be drawn.",
            metadata={"violations": str(len(parts))},
            violations=[
                FieldViolation(f"scene.visual.{field}", description, "visual.vocabulary")
                for field, description in parts.items()
            ],
        )


class TooFewScenes(ScriptError):
    """A story keeps a least number of scenes."""

    code = Code.FAILED_PRECONDITION
    reason = "TOO_FEW_SCENES"

    def __init__(self, minimum: int) -> None:
        super().__init__(f"A story keeps at least {minimum} scenes.", metadata={"minimum": str(minimum)})


class TooManyScenes(ScriptError):
    """A story has at most so many scenes."""

    code = Code.FAILED_PRECONDITION
    reason = "TOO_MANY_SCENES"

    def __init__(self, maximum: int) -> None:
        super().__init__(f"A story has at most {maximum} scenes.", metadata={"maximum": str(maximum)})


class EditInvalid(ScriptError):
    """An edit lacks what a story can't be told without, or names what can't be edited."""

    code = Code.INVALID_ARGUMENT
    reason = "VALIDATION_FAILED"
    domain = "encompass.common"

    def __init__(self, field: str, description: str) -> None:
        super().__init__(
            "The request isn't valid.", violations=[FieldViolation(field, description, "edit.invalid")]
        )


class LanguageUnsupported(ScriptError):
    """The model can't write in this language."""

    code = Code.INVALID_ARGUMENT
    reason = "LANGUAGE_UNSUPPORTED"

    def __init__(self, language: str, languages: Sequence[str]) -> None:
        known = ",".join(languages)
        super().__init__(
            f"We can't write in “{language}” yet; we can in: {known}.",
            metadata={"language": language, "languages": known},
        )


class AnswersNeedCare(ScriptError):
    """An answer speaks of harm to the person: no story, but words that a person wrote, and where help is."""

    code = Code.FAILED_PRECONDITION
    reason = "ANSWERS_NEED_CARE"

    def __init__(
        self, message: str, concern: str, answer_ids: Sequence[str], help_links: Sequence[HelpLink]
    ) -> None:
        super().__init__(
            message,
            metadata={"concern": concern, "answer_ids": ",".join(answer_ids)},
            help_links=help_links,
        )


class AnswersRefused(ScriptError):
    """An answer holds what no story is written about."""

    code = Code.FAILED_PRECONDITION
    reason = "ANSWERS_REFUSED"

    def __init__(self, message: str, concern: str, answer_ids: Sequence[str]) -> None:
        super().__init__(message, metadata={"concern": concern, "answer_ids": ",".join(answer_ids)})


class TextRefused(ScriptError):
    """A text or a wish holds what isn't written."""

    code = Code.INVALID_ARGUMENT
    reason = "TEXT_REFUSED"

    def __init__(self, concern: str, fields: Sequence[str]) -> None:
        super().__init__(
            "This isn't something that we put into a story. Try it in other words.",
            metadata={"concern": concern},
            violations=[
                FieldViolation(field, "holds what we don't put into stories", "text.refused")
                for field in fields
            ],
        )


class StoryModelUnavailable(Exception):
    """The story model doesn't answer now; it may, later."""


class StoryModelRejected(Exception):
    """The story model failed on one request."""
