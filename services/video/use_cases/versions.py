"""Versions of a film: made anew, listed, compared, restored."""

import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from google.protobuf.message import Message

from services.kit.bus.port import Bus, watch_subject
from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId, new_id
from services.kit.jobs.admission import Admission
from services.kit.plans import Plan
from services.video.domain.versions import MOST_VERSIONS, SceneDifference, compared
from services.video.domain.video import Video, VideoState
from services.video.errors import NotOfOneFilm, TooManyVersions, VersionNotReady
from services.video.ports import Portraits, Scripts, VideoPage, Videos
from services.video.use_cases.choices import Wish, settled
from services.video.use_cases.orders import (
    enqueue_film,
    finished_script,
    must_be_admitted,
    ordered,
    portrait_key,
)
from services.video.use_cases.videos import found


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

    def __init__(
        self,
        uow: UnitOfWork,
        videos: Callable[[Tx], Videos],
        scripts: Scripts,
        bus: Bus,
        admission: Admission,
        clock: Clock,
        *,
        portraits: Portraits,
    ) -> None:
        self._uow = uow
        self._videos = videos
        self._scripts = scripts
        self._bus = bus
        self._admission = admission
        self._clock = clock
        self._portraits = portraits

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
        script = await finished_script(self._scripts, known.script_id)
        person = await portrait_key(self._portraits, owner, options)
        async with self._uow.begin(owner) as tx:
            seen = await first_seen(
                tx,
                method="RemakeVideo",
                request_id=new.request_id,
                request=new.request,
                resource_id=new_id(),
            )
            videos = self._videos(tx)
            if not seen.is_new:
                return await found(videos, seen.resource_id)
            await must_be_admitted(tx, self._admission)
            versions = await videos.versions(known.film, lock=True)
            if len(versions) >= MOST_VERSIONS:
                raise TooManyVersions(known.film, MOST_VERSIONS)
            video = ordered(
                seen.resource_id,
                script,
                options,
                new.seed or known.seed,
                self._clock.now(),
                film_id=known.film,
                number=1 + max((version.number for version in versions), default=known.number),
            )
            await videos.add(video)
            await enqueue_film(tx, video, script, plan, portrait_key=person)
            return video

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
