"""Encompass: answers in, a story to read along, a film to watch."""

from encompass.client import Encompass
from encompass.errors import (
    Aborted,
    AlreadyExists,
    Cancelled,
    DeadlineExceeded,
    EncompassError,
    FailedPrecondition,
    HelpLink,
    Internal,
    InvalidArgument,
    NotFound,
    OutOfRange,
    PermissionDenied,
    ResourceExhausted,
    Unauthenticated,
    Unavailable,
    Violation,
)
from encompass.responses import Answer, Questionnaire, Response
from encompass.scripts import Scene, Script, ScriptChange, ScriptLength, ScriptState
from encompass.videos import Playback, Video, VideoFormat, VideoState

__all__ = [
    "Aborted",
    "AlreadyExists",
    "Answer",
    "Cancelled",
    "DeadlineExceeded",
    "Encompass",
    "EncompassError",
    "FailedPrecondition",
    "HelpLink",
    "Internal",
    "InvalidArgument",
    "NotFound",
    "OutOfRange",
    "PermissionDenied",
    "Playback",
    "Questionnaire",
    "ResourceExhausted",
    "Response",
    "Scene",
    "Script",
    "ScriptChange",
    "ScriptLength",
    "ScriptState",
    "Unauthenticated",
    "Unavailable",
    "Video",
    "VideoFormat",
    "VideoState",
    "Violation",
]
