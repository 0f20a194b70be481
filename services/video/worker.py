"""The consumer of `video` jobs: a job's payload to the use case, a job's end to the video."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace

from encompass.jobs.v1.video_job_pb2 import VideoJob

from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx
from services.kit.jobs.handler import JobRun
from services.kit.jobs.listening import Hear, HeardEvent
from services.kit.jobs.model import Failure, JobView
from services.kit.logging import get_logger
from services.video.adapters.events import event_publisher
from services.video.domain import storage
from services.video.domain.options import SMALL
from services.video.domain.video import VideoFailure
from services.video.look_messages import look_in
from services.video.option_messages import options_of
from services.video.ports import Videos
from services.video.scene_messages import scene_of
from services.video.use_cases.failures import explained, told_reason
from services.video.use_cases.film import make_film
from services.video.use_cases.orders import JOB_KIND
from services.video.use_cases.production import Crew, FilmOrder, Production
from services.video.use_cases.removal import FilmRemoval

log = get_logger(__name__)


class VideoJobHandler:
    """See `services.kit.jobs.handler.JobHandler`."""

    kind = JOB_KIND

    def __init__(
        self,
        crew: Crew,
        clock: Clock,
        *,
        small: tuple[int, int] = SMALL,
        models_served: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """
        Args:
            small: the size of wide films of 360p.
            models_served: waits until narrator and renderer can be used, so that a film whose models are
                still being loaded uses up no attempt; None where somebody else has seen to that.
        """
        self._crew = crew
        self._small = small
        self._models_served = models_served
        self._publish = event_publisher(clock)

    async def run(self, job: JobRun) -> None:
        order = film_order(job.payload(VideoJob), self._small)
        with explained():
            if self._models_served is not None:
                await self._models_served()
            await make_film(Production(order, job, self._crew))

    async def finished(self, tx: Tx, job: JobView) -> None:
        await self._videos(tx).finish(job.resource_id)
        await self._ended(tx, job, "finished")

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        await self._videos(tx).fail(job.resource_id, VideoFailure(told_reason(failure), failure.message))
        await self._ended(tx, job, "failed")

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        await self._videos(tx).cancel(job.resource_id)
        await self._ended(tx, job, "cancelled")
        # A cancelled video can't be taken up again, so nobody will want these. What this misses is tidied up.
        tx.after_commit(lambda: self._delete_objects(job.resource_id))

    async def requeued(self, tx: Tx, job: JobView) -> None:
        await self._videos(tx).queue_again(job.resource_id)
        await self._ended(tx, job, "requeued")

    def _videos(self, tx: Tx) -> Videos:
        return self._crew.videos(tx)

    async def _ended(self, tx: Tx, job: JobView, event: str) -> None:
        await self._publish(tx, event, job.resource_id)
        self._crew.announce(tx, job.resource_id)

    async def _delete_objects(self, video_id: uuid.UUID) -> None:
        count = await self._crew.blobs.delete_prefix(storage.prefix(video_id))
        log.info("video.objects_deleted", video_id=str(video_id), count=count)


def script_deleted(removal: FilmRemoval) -> Hear:
    """What is done with `events.script.script.deleted`."""

    async def hear(event: HeardEvent) -> None:
        await removal.script_deleted(event.owner, event.resource_id)

    return hear


def portrait_recalled(removal: FilmRemoval) -> Hear:
    """What is done with `events.media.asset.recalled`."""

    async def hear(event: HeardEvent) -> None:
        await removal.portrait_recalled(event.owner, event.resource_id)

    return hear


def film_order(job: VideoJob, small: tuple[int, int] = SMALL) -> FilmOrder:
    """What film a job asks for."""
    options = options_of(job.options, job.format)
    picture = options.picture
    if (picture.width, picture.height) == SMALL:
        picture = replace(picture, width=small[0], height=small[1])
    return FilmOrder(
        video_id=uuid.UUID(job.video_id),
        script_id=uuid.UUID(job.script_id) if job.script_id else None,
        title=job.title,
        name=job.name,
        tone=job.tone,
        seed=job.seed,
        options=options,
        picture=picture,
        scenes=tuple(scene_of(scene) for scene in job.scenes),
        look=look_in(job),
        portrait_key=job.portrait_key,
    )
