"""How a request about a video fails."""

import uuid
from datetime import timedelta
from typing import ClassVar

from services.kit.errors import Code, DomainError


class VideoError(DomainError):
    """An error of this domain."""

    domain: ClassVar[str] = "encompass.video"


class VideoNotFound(VideoError):
    """The caller has no such video."""

    code = Code.NOT_FOUND
    reason = "VIDEO_NOT_FOUND"

    def __init__(self, video_id: uuid.UUID) -> None:
        super().__init__(f"You have no video {video_id}.", metadata={"video_id": str(video_id)})


class ScriptNotFound(VideoError):
    """The caller has no such script."""

    code = Code.NOT_FOUND
    reason = "SCRIPT_NOT_FOUND"

    def __init__(self, script_id: uuid.UUID) -> None:
        super().__init__(f"You have no script {script_id}.", metadata={"script_id": str(script_id)})


class ScriptNotReady(VideoError):
    """Only a finished script can be filmed."""

    code = Code.FAILED_PRECONDITION
    reason = "SCRIPT_NOT_READY"

    def __init__(self, script_id: uuid.UUID, state: str) -> None:
        super().__init__(
            f"Script {script_id} is {state}: a film can be made once it is READY.",
            metadata={"script_id": str(script_id), "state": state},
        )


class TierNotInPlan(VideoError):
    """The caller's plan doesn't have this quality."""

    code = Code.FAILED_PRECONDITION
    reason = "TIER_NOT_IN_PLAN"

    def __init__(self, tier: str, plan: str, plan_with_it: str) -> None:
        super().__init__(
            f"The quality {tier} isn't part of the plan {plan}; {plan_with_it} has it.",
            metadata={"tier": tier, "plan": plan, "plan_with_it": plan_with_it},
        )


class OptionsBeyondTier(VideoError):
    """The quality doesn't have so many pixels or frames."""

    code = Code.INVALID_ARGUMENT
    reason = "OPTIONS_BEYOND_TIER"

    def __init__(self, tier: str, resolution: int, fps: int, tier_with_it: str) -> None:
        super().__init__(
            f"The quality {tier} has no {resolution}p at {fps} frames a second; {tier_with_it} has.",
            metadata={
                "tier": tier,
                "resolution": str(resolution),
                "frame_rate": str(fps),
                "tier_with_it": tier_with_it,
            },
        )


class WorkspaceFull(VideoError):
    """The machine that makes the film has no room for its files."""

    code = Code.UNAVAILABLE
    reason = "STORAGE_UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("There is no room to put the film together now.")


class VideoNotFailed(VideoError):
    """Only a failed video can be retried."""

    code = Code.FAILED_PRECONDITION
    reason = "VIDEO_NOT_FAILED"

    def __init__(self, video_id: uuid.UUID, state: str) -> None:
        super().__init__(
            f"Video {video_id} is {state}: only a FAILED one can be retried.",
            metadata={"video_id": str(video_id), "state": state},
        )


class VersionNotReady(VideoError):
    """Only a finished version can be what a film is listed as."""

    code = Code.FAILED_PRECONDITION
    reason = "VERSION_NOT_READY"

    def __init__(self, video_id: uuid.UUID, state: str) -> None:
        super().__init__(
            f"Version {video_id} is {state}: only a READY one can be restored.",
            metadata={"video_id": str(video_id), "state": state},
        )


class VersionInUse(VideoError):
    """Another version is being made of what this one has."""

    code = Code.FAILED_PRECONDITION
    reason = "VERSION_IN_USE"

    def __init__(self, video_id: uuid.UUID, used_by: uuid.UUID) -> None:
        super().__init__(
            f"Version {used_by} of this film is being made and may use what {video_id} has. "
            "Delete this one once it is finished, or cancel it first.",
            metadata={"video_id": str(video_id), "used_by": str(used_by)},
        )


class TooManyVersions(VideoError):
    """The film has as many versions as one may have."""

    code = Code.FAILED_PRECONDITION
    reason = "TOO_MANY_VERSIONS"

    def __init__(self, film_id: uuid.UUID, limit: int) -> None:
        super().__init__(
            f"This film has {limit} versions, which is as many as one can have; delete one first.",
            metadata={"film_id": str(film_id), "limit": str(limit)},
        )


class NotOfOneFilm(VideoError):
    """Versions of different films can't be compared."""

    code = Code.INVALID_ARGUMENT
    reason = "NOT_OF_ONE_FILM"

    def __init__(self, video_id: uuid.UUID, other_id: uuid.UUID) -> None:
        super().__init__(
            f"Videos {video_id} and {other_id} aren't versions of one film.",
            metadata={"video_id": str(video_id), "other_video_id": str(other_id)},
        )


class TooManyVideosWaiting(VideoError):
    """The caller has as many videos waiting as anybody may."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "TOO_MANY_VIDEOS_WAITING"

    def __init__(self, limit: int, retry_after: timedelta) -> None:
        super().__init__(
            f"You have {limit} films waiting to be made, which is as many as one person can have. "
            "Ask again once some are finished.",
            metadata={"limit": str(limit), "retry_after_s": f"{retry_after.total_seconds():.0f}"},
            retry_after=retry_after,
        )


class QueueFull(VideoError):
    """So many videos wait that no more are taken on."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "QUEUE_FULL"

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(
            "So many films are waiting to be made that we can't take on more just now. Try again soon.",
            metadata={"retry_after_s": f"{retry_after.total_seconds():.0f}"},
            retry_after=retry_after,
        )


class PortraitNotFound(VideoError):
    """The caller has no such photo, or has deleted it."""

    code = Code.NOT_FOUND
    reason = "PORTRAIT_NOT_FOUND"

    def __init__(self, asset_id: uuid.UUID) -> None:
        super().__init__(
            f"You have no photo {asset_id}. Send another one, or have somebody drawn.",
            metadata={"portrait_asset_id": str(asset_id)},
        )


class PortraitNotReady(VideoError):
    """The photo can't be used, or hasn't been looked at yet."""

    code = Code.FAILED_PRECONDITION
    reason = "PORTRAIT_NOT_READY"

    def __init__(self, asset_id: uuid.UUID) -> None:
        super().__init__(
            f"Photo {asset_id} can't be used in a film: only one that is READY can.",
            metadata={"portrait_asset_id": str(asset_id)},
        )


class VideoNotPlayable(VideoError):
    """Nothing of it can be played yet, or any more."""

    code = Code.FAILED_PRECONDITION
    reason = "VIDEO_NOT_PLAYABLE"

    def __init__(self, video_id: uuid.UUID) -> None:
        super().__init__(
            f"Nothing of video {video_id} can be played yet; watch it first.",
            metadata={"video_id": str(video_id)},
        )


class ShareLinkNotFound(VideoError):
    """A share link that doesn't work: unknown, damaged, expired and revoked ones look alike."""

    code = Code.NOT_FOUND
    reason = "SHARE_LINK_NOT_FOUND"

    def __init__(self, link_id: uuid.UUID | None = None) -> None:
        """`link_id` is for the link's owner only."""
        if link_id is None:
            super().__init__("This link doesn't work any more. Ask whoever sent it to you for a new one.")
        else:
            super().__init__(f"You have no share link {link_id}.", metadata={"share_link_id": str(link_id)})


class TooManyShareLinks(VideoError):
    """The film has as many links that work as one may have."""

    code = Code.FAILED_PRECONDITION
    reason = "TOO_MANY_SHARE_LINKS"

    def __init__(self, film_id: uuid.UUID, limit: int) -> None:
        super().__init__(
            f"This film has {limit} share links, which is as many as one can have; revoke one first.",
            metadata={"film_id": str(film_id), "limit": str(limit)},
        )


class PlaybackTokenInvalid(VideoError):
    """A link that is damaged or has expired."""

    code = Code.PERMISSION_DENIED
    reason = "PLAYBACK_TOKEN_INVALID"

    def __init__(self) -> None:
        super().__init__("This link is damaged or has expired; get a new one.")
