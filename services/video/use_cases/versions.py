"""Versions of a film: made anew, listed, compared, restored."""

import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from google.protobuf.message import Message

from services.kit.bus.port import Bus, watch_subject
from services.kit.ids import UserId
from services.kit.plans import Plan
from services.video.domain.versions import MOST_VERSIONS, SceneDifference, compared
from services.video.domain.video import Video, VideoState
from services.video.errors import NotOfOneFilm, TooManyVersions, VersionNotReady
from services.video.ports import VideoPage, Videos
from services.video.use_cases.choices import Wish, settled
from services.video.use_cases.counter import Asked, Counter, Edition, found


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What version is asked for."""

    request_id: uuid.UUID
    video_id: uuid.UUID
    """The version that it is to be like."""
    wish: Wish | None
    """None: as that one."""
    seed: int
    """0: as that one."""
    request: Message
    """As it came, to tell a repeated request from another one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a film and how their scenes differ."""

    before: Video
    after: Video
    scenes: Sequence[SceneDifference]


class FilmVersions:
    """What a person can do with the versions of their films."""

    def __init__(self, counter: Counter, bus: Bus) -> None:
        self._counter = counter
        self._uow = counter.uow
        self._videos = counter.videos
        self._bus = bus

    async def remake(self, owner: UserId, new: NewVersion, *, plan: Plan = Plan.FREE) -> Video:
        """Orders a new version of a film, of its script as it stands now.

        Raises:
            VideoNotFound: the caller has no such video.
            ScriptNotFound, ScriptNotReady: its script can't be filmed.
            TierNotInPlan, OptionsBeyondTier: the film can't be had like that.
            PortraitNotFound, PortraitNotReady: who is to be seen in it can't be.
            TooManyVersions: the film has as many as one may have.
            RequestIdReused: the request id came before with another body.
            TooManyVideosWaiting, QueueFull: nothing more is taken on, for them or for anybody.
        """
        async with self._uow.read(owner) as tx:
            known = await found(self._videos(tx), new.video_id)
        options = known.options if new.wish is None else settled(new.wish, plan)

        async def next_edition(videos: Videos) -> Edition:
            versions = await videos.versions(known.film, lock=True)
            if len(versions) >= MOST_VERSIONS:
                raise TooManyVersions(known.film, MOST_VERSIONS)
            numbers = (version.number for version in versions)
            return Edition(known.film, 1 + max(numbers, default=known.number))

        asked = Asked("RemakeVideo", new.request_id, new.request, plan)
        seed = new.seed or known.seed
        return await self._counter.order(owner, asked, known.script_id, options, seed, next_edition)

    async def page(self, owner: UserId, video_id: uuid.UUID, page_size: int, page_token: str) -> VideoPage:
        """Some versions of a film, the latest first.

        Raises:
            VideoNotFound, PageTokenInvalid
        """
        async with self._uow.read(owner) as tx:
            videos = self._videos(tx)
            video = await found(videos, video_id)
            return await videos.version_page(video.film, page_size, page_token)

    async def compare(self, owner: UserId, before_id: uuid.UUID, after_id: uuid.UUID) -> Comparison:
        """How two versions of a film differ, scene by scene.

        Raises:
            VideoNotFound: the caller has not both.
            NotOfOneFilm: they are versions of different films.
        """
        async with self._uow.read(owner) as tx:
            videos = self._videos(tx)
            before, after = await found(videos, before_id), await found(videos, after_id)
        if before.film != after.film:
            raise NotOfOneFilm(before_id, after_id)
        return Comparison(before, after, compared(before.scenes, after.scenes))

    async def restore(self, owner: UserId, video_id: uuid.UUID) -> Video:
        """Lists a film as one of its finished versions; one that it is listed as already stays so.

        Raises:
            VideoNotFound: the caller has no such video.
            VersionNotReady: it isn't finished.
        """
        async with self._uow.begin(owner) as tx:
            videos = self._videos(tx)
            video = await found(videos, video_id)
            if video.state is not VideoState.READY:
                raise VersionNotReady(video_id, video.state.value)
            for version in await videos.versions(video.film, lock=True):
                tx.after_commit(self._waking(version.id))
            await videos.make_current(video)
        async with self._uow.read(owner) as tx:
            return await found(self._videos(tx), video_id)

    def _waking(self, video_id: uuid.UUID) -> Callable[[], Awaitable[None]]:
        return lambda: self._bus.publish(watch_subject("video", video_id))
