"""What a person reads when a film can't be made."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.kit.blobs.port import BlobNotFound, BlobStoreUnavailable
from services.kit.jobs.errors import FailureKind, RetryableError
from services.kit.jobs.model import Failure
from services.kit.triton.errors import ModelRejected, ModelUnavailable
from services.video.errors import WorkspaceFull
from services.video.use_cases.pictures import FramesMissing

MODEL_UNAVAILABLE = "VIDEO_MODEL_UNAVAILABLE"
STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE"
VIDEO_FAILED = "VIDEO_FAILED"


_TOLD = frozenset({MODEL_UNAVAILABLE, STORAGE_UNAVAILABLE, VIDEO_FAILED})


def told_reason(failure: Failure) -> str:
    """The reason as this domain's contract has it: what only the queue knows is a fault of ours to others."""
    return failure.reason if failure.reason in _TOLD else VIDEO_FAILED


@contextmanager
def explained() -> Iterator[None]:
    """Turns what goes wrong while a film is made into a reason that its owner understands."""
    try:
        yield
    except* (ModelUnavailable, FramesMissing) as group:
        raise RetryableError(
            MODEL_UNAVAILABLE,
            "The renderer or the narrator didn't answer in time. What is finished is kept: try again soon.",
            kind=FailureKind.MODEL,
        ) from group
    except* (BlobStoreUnavailable, BlobNotFound, WorkspaceFull) as group:
        raise RetryableError(
            STORAGE_UNAVAILABLE,
            "The film couldn't be stored. What is finished is kept: try again in a while.",
            kind=FailureKind.STORE,
        ) from group
    except* ModelRejected as group:
        # Retried all the same: a model's process that died answers like this, too, until it is revived.
        raise RetryableError(
            VIDEO_FAILED,
            "A scene of this film couldn't be rendered. Retry; if it happens again, tell us the video's id.",
            kind=FailureKind.UNEXPECTED,
        ) from group
