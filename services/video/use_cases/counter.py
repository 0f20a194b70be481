"""Where films are ordered: what a new film and a new version of one have in common."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from google.protobuf.message import Message

from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId, new_id
from services.kit.jobs.admission import Admission
from services.kit.plans import Plan
from services.video.domain.options import RenderOptions
from services.video.domain.video import Video
from services.video.errors import VideoNotFound
from services.video.ports import Portraits, Scripts, Videos
from services.video.use_cases.orders import (
    enqueue_film,
    finished_script,
    must_be_admitted,
    ordered,
    portrait_key,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a film."""

    method: str
    """Which RPC it came by."""
    request_id: uuid.UUID
    request: Message
    """As it came, to tell a repeated request from another one."""
    plan: Plan


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version of which film."""

    film_id: uuid.UUID
    number: int


@dataclass(frozen=True, slots=True)
class Counter:
    """Takes orders."""

    uow: UnitOfWork
    videos: Callable[[Tx], Videos]
    scripts: Scripts
    admission: Admission
    clock: Clock
    portraits: Portraits

    async def order(
        self,
        owner: UserId,
        asked: Asked,
        script_id: uuid.UUID,
        options: RenderOptions,
        seed: int,
        edition: Callable[[Videos], Awaitable[Edition]] | None = None,
    ) -> Video:
        """A video that waits to be made; the one that there is for a request that came before.

        Args:
            seed: 0 lets us choose.
            edition: which one it is, decided in the transaction that orders it; None for a new film.

        Raises:
            ScriptNotFound, ScriptNotReady: the script can't be filmed.
            PortraitNotFound, PortraitNotReady: who is to be seen in it can't be.
            RequestIdReused: the request id came before with another body.
            TooManyVideosWaiting, QueueFull: nothing more is taken on, for them or for anybody.
        """
        script = await finished_script(self.scripts, script_id)
        person = await portrait_key(self.portraits, owner, options)
        async with self.uow.begin(owner) as tx:
            seen = await first_seen(
                tx,
                method=asked.method,
                request_id=asked.request_id,
                request=asked.request,
                resource_id=new_id(),
            )
            videos = self.videos(tx)
            if not seen.is_new:
                return await found(videos, seen.resource_id)
            await must_be_admitted(tx, self.admission)
            which = None if edition is None else await edition(videos)
            video = ordered(
                seen.resource_id,
                script,
                options,
                seed,
                self.clock.now(),
                film_id=which.film_id if which else None,
                number=which.number if which else 1,
            )
            await videos.add(video)
            await enqueue_film(tx, video, script, asked.plan, portrait_key=person)
            return video


async def found(videos: Videos, video_id: uuid.UUID) -> Video:
    """A video of the caller's.

    Raises:
        VideoNotFound: they have no such video.
    """
    video = await videos.find(video_id)
    if video is None:
        raise VideoNotFound(video_id)
    return video
