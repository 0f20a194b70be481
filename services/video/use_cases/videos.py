"""What a person can do with their videos."""

import uuid
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from google.protobuf.message import Message

from services.kit.bus.port import Bus, watch_subject
from services.kit.ids import JobId, UserId
from services.kit.jobs.queue import request_cancel, retry
from services.kit.plans import Plan
from services.kit.searching import words_of
from services.kit.streaming import Changes, Watched, watch
from services.video.domain.video import Video, VideoState
from services.video.errors import VideoNotFailed
from services.video.ports import VideoPage
from services.video.use_cases.choices import Wish, settled
from services.video.use_cases.counter import Asked, Counter, found


@dataclass(frozen=True, slots=True)
class NewVideo:
    """What film is asked for."""

    request_id: uuid.UUID
    script_id: uuid.UUID
    wish: Wish
    seed: int
    """0 lets us choose."""
    request: Message
    """As it came, to tell a repeated request from another one."""


class VideoDesk:
    """Takes orders and answers questions."""

    def __init__(self, counter: Counter, bus: Bus) -> None:
        self._counter = counter
        self._uow = counter.uow
        self._videos = counter.videos
        self._bus = bus

    async def create(self, owner: UserId, new: NewVideo, *, plan: Plan = Plan.FREE) -> Video:
        """Orders a film of a finished script.

        Raises:
            ScriptNotFound: the caller has no such script.
            ScriptNotReady: it isn't finished.
            TierNotInPlan, OptionsBeyondTier: the film can't be had like that.
            PortraitNotFound, PortraitNotReady: who is to be seen in it can't be.
            RequestIdReused: the request id came before with another body.
            TooManyVideosWaiting, QueueFull: nothing more is taken on, for them or for anybody.
        """
        options = settled(new.wish, plan)
        asked = Asked("CreateVideo", new.request_id, new.request, plan)
        return await self._counter.order(owner, asked, new.script_id, options, new.seed)

    async def get(self, owner: UserId, video_id: uuid.UUID) -> Video:
        """One of a person's videos.

        Raises:
            VideoNotFound: they have no such video.
        """
        async with self._uow.read(owner) as tx:
            return await found(self._videos(tx), video_id)

    async def page(
        self,
        owner: UserId,
        page_size: int,
        page_token: str,
        *,
        query: str = "",
        script_id: uuid.UUID | None = None,
    ) -> VideoPage:
        """Some of a person's videos, newest first: those that a query finds, made from one script.

        Raises:
            PageTokenInvalid
        """
        async with self._uow.read(owner) as tx:
            return await self._videos(tx).page(
                page_size, page_token, words=words_of(query), script_id=script_id
            )

    def watch(
        self, owner: UserId, video_id: uuid.UUID, resume_token: str
    ) -> AsyncGenerator[Watched[Video], None]:
        """The video as it stands, then after each change, until nothing more can happen."""

        async def load(known: int | None) -> Changes[Video]:
            video = await self.get(owner, video_id)
            items = () if known is not None and video.version <= known else (video,)
            return Changes(items, video.version, ended=video.state.is_final)

        return watch(load, bus=self._bus, subject=watch_subject("video", video_id), resume_token=resume_token)

    async def cancel(self, owner: UserId, video_id: uuid.UUID) -> Video:
        """Asks for a video to be cancelled; one that is over stays as it is.

        Raises:
            VideoNotFound: they have no such video.
        """
        async with self._uow.begin(owner) as tx:
            video = await found(self._videos(tx), video_id)
            if not video.state.is_final:
                await request_cancel(tx, JobId(video.job_id))
            return video

    async def retry(self, owner: UserId, video_id: uuid.UUID) -> Video:
        """Queues a failed video again; what was made of it is kept.

        Raises:
            VideoNotFound: they have no such video.
            VideoNotFailed: it didn't fail.
        """
        async with self._uow.begin(owner) as tx:
            videos = self._videos(tx)
            video = await found(videos, video_id)
            if video.state is not VideoState.FAILED:
                raise VideoNotFailed(video_id, video.state.value)
            await retry(tx, JobId(video.job_id))
            await videos.queue_again(video_id)
            tx.after_commit(lambda: self._bus.publish(watch_subject("video", video_id)))
        return await self.get(owner, video_id)
