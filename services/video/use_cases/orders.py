"""From a script and what is asked for to a video that waits, and the job that makes it."""

import uuid
from datetime import datetime
from typing import Final

from encompass.jobs.v1.video_job_pb2 import VideoJob

from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.admission import Admission, Bound
from services.kit.jobs.fairness import priority_of
from services.kit.jobs.model import NewJob
from services.kit.jobs.queue import enqueue
from services.kit.plans import Plan
from services.video.domain.look import look_of
from services.video.domain.options import RenderOptions
from services.video.domain.video import Video, VideoId, VideoScene, VideoState
from services.video.errors import QueueFull, ScriptNotFound, ScriptNotReady, TooManyVideosWaiting
from services.video.look_messages import look_message
from services.video.option_messages import options_message
from services.video.ports import Portraits, Scripts, ScriptSnapshot
from services.video.scene_messages import scene_message

JOB_KIND: Final = "video"
_SCRIPT_READY: Final = "READY"
_SEEDS: Final = 2**31 - 1


async def finished_script(scripts: Scripts, script_id: uuid.UUID) -> ScriptSnapshot:
    """A script of the caller's that can be filmed.

    Raises:
        ScriptNotFound: the caller has no such script.
        ScriptNotReady: it isn't finished.
    """
    script = await scripts.find(script_id)
    if script is None:
        raise ScriptNotFound(script_id)
    if script.state != _SCRIPT_READY:
        raise ScriptNotReady(script_id, script.state)
    return script


async def portrait_key(portraits: Portraits, owner: UserId, options: RenderOptions) -> str:
    """Key of the cut-out of who is to be seen; empty where somebody is drawn.

    Raises:
        PortraitNotFound, PortraitNotReady: the photo can't be used.
    """
    if options.portrait_asset_id is None:
        return ""
    return await portraits.cutout_key(owner, options.portrait_asset_id)


async def must_be_admitted(tx: Tx, admission: Admission) -> None:
    """Nothing, if one more film is taken on.

    Raises:
        TooManyVideosWaiting, QueueFull: nothing more is taken on, for them or for anybody.
    """
    refusal = await admission.refusal(tx)
    if refusal is None:
        return
    if refusal.bound is Bound.OWNER:
        raise TooManyVideosWaiting(refusal.limit, refusal.retry_after)
    raise QueueFull(refusal.retry_after)


def ordered(
    video_id: uuid.UUID,
    script: ScriptSnapshot,
    options: RenderOptions,
    seed: int,
    now: datetime,
    *,
    film_id: uuid.UUID | None = None,
    number: int = 1,
) -> Video:
    """A video that waits to be made.

    Args:
        seed: 0 lets us choose.
        film_id: whose version it is; None for a new film.
    """
    return Video(
        id=VideoId(video_id),
        script_id=script.script_id,
        job_id=new_id(),
        title=script.title,
        options=options,
        state=VideoState.QUEUED,
        version=1,
        created_at=now,
        updated_at=now,
        scenes=tuple(VideoScene(index, scene.title) for index, scene in enumerate(script.scenes)),
        film_id=film_id or video_id,
        number=number,
        is_current=film_id is None,
        seed=seed or usual_seed(video_id),
        hero_name=script.name,
        language=script.language,
    )


def usual_seed(video_id: uuid.UUID) -> int:
    """The seed of a film for which nobody chose one."""
    return video_id.int % _SEEDS + 1


async def enqueue_film(
    tx: Tx, video: Video, script: ScriptSnapshot, plan: Plan, *, portrait_key: str = ""
) -> None:
    """Queues the job that makes a video; `portrait_key` is that of the cut-out of who is seen in it."""
    payload = VideoJob(
        video_id=str(video.id),
        script_id=str(video.script_id),
        title=script.title,
        scenes=[scene_message(index, scene) for index, scene in enumerate(script.scenes)],
        options=options_message(video.options),
        look=look_message(look_of(script.hero, video.options.look, tx.owner)),
        seed=video.seed,
        tone=script.tone,
        name=script.name,
        portrait_key=portrait_key,
    )
    await enqueue(tx, NewJob(JobId(video.job_id), JOB_KIND, video.id, payload, priority=priority_of(plan)))
