"""The streams and consumers of the platform: this file is where production and a laptop get them from.

No bell is a fact: jobs are rows, and the sweeper rings again for what is lost here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import BadRequestError, NotFoundError

JOBS: Final = "JOBS"
EVENTS: Final = "EVENTS"
KINDS: Final = ("script", "video")
"""Kinds of jobs; each has a durable consumer, declared before anybody subscribes."""

ACK_WAIT_SECONDS: Final = 10.0
"""How long a bell may go unanswered before it is delivered again; a committed claim answers it."""
_MAX_ACK_PENDING: Final = 1000
EVENT_ACK_WAIT_SECONDS: Final = 30.0
"""How long an event may be in somebody's hands before another is given it."""
_MAX_EVENT_TRIES: Final = 200
"""With the longest wait between two of an hour that is a week, and no event is kept longer."""
_DAY_SECONDS: Final = 86_400.0
_MIB: Final = 1024 * 1024


def job_subject(kind: str) -> str:
    """Where the bell of a kind of job rings."""
    return f"jobs.{kind}"


def cancel_subject(job_id: object) -> str:
    """Core NATS: tells whoever runs this job to stop. Three tokens, so that JOBS doesn't store it."""
    return f"jobs.cancel.{job_id}"


def consumer_name(kind: str) -> str:
    """The durable consumer of a kind of job."""
    return f"worker-{kind}"


@dataclass(frozen=True, slots=True)
class EventConsumer:
    """Somebody who has to hear of every event of a kind, whenever they come to it."""

    name: str
    subject: str
    description: str


SCRIPT_DELETED: Final = EventConsumer(
    "video-script-deleted", "events.script.script.deleted", "Films go with the script that they are of"
)
PORTRAIT_RECALLED: Final = EventConsumer(
    "video-portrait-recalled",
    "events.media.asset.recalled",
    "Films go with the photo that they show, if asked to",
)
ACCOUNT_DELETED: Final = "events.auth.account.deleted"
ERASERS: Final = {
    service: EventConsumer(
        f"{service}-account-deleted",
        ACCOUNT_DELETED,
        f"What {service} has of a person goes with their account",
    )
    for service in ("auth", "questionnaire", "script", "video", "media", "jobs")
}
"""By service, who has to hear that an account is deleted."""
EVENT_CONSUMERS: Final = (SCRIPT_DELETED, PORTRAIT_RECALLED, *ERASERS.values())
"""Each has a durable consumer, declared before anybody subscribes."""


def stream_configs(*, replicas: int = 1) -> tuple[StreamConfig, ...]:
    """JOBS is a work queue: a bell that was answered is gone. EVENTS keeps a week for whoever listens."""
    return (
        StreamConfig(
            name=JOBS,
            description="Bells: a job may be worth claiming",
            subjects=["jobs.*"],
            retention=RetentionPolicy.WORK_QUEUE,
            storage=StorageType.FILE,
            discard=DiscardPolicy.OLD,  # a lost bell costs a delay, a refused one an error
            max_age=_DAY_SECONDS,
            max_bytes=64 * _MIB,
            duplicate_window=120.0,
            num_replicas=replicas,
        ),
        StreamConfig(
            name=EVENTS,
            description="What happened to whose resource",
            subjects=["events.>"],
            retention=RetentionPolicy.LIMITS,
            storage=StorageType.FILE,
            discard=DiscardPolicy.OLD,
            max_age=7 * _DAY_SECONDS,
            max_bytes=256 * _MIB,
            duplicate_window=120.0,
            num_replicas=replicas,
        ),
    )


def consumer_config(kind: str) -> ConsumerConfig:
    """Delivered until acknowledged, to whichever worker asks first."""
    return ConsumerConfig(
        durable_name=consumer_name(kind),
        description=f"Workers of {kind} jobs",
        filter_subject=job_subject(kind),
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT_SECONDS,
        max_deliver=-1,
        max_ack_pending=_MAX_ACK_PENDING,
    )


def event_consumer_config(consumer: EventConsumer) -> ConsumerConfig:
    """Delivered until acknowledged, to one at a time, from the oldest event that is kept."""
    return ConsumerConfig(
        durable_name=consumer.name,
        description=consumer.description,
        filter_subject=consumer.subject,
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=EVENT_ACK_WAIT_SECONDS,
        max_deliver=_MAX_EVENT_TRIES,
        max_ack_pending=_MAX_ACK_PENDING,
    )


async def ensure_streams(js: JetStreamContext, *, replicas: int = 1, kinds: tuple[str, ...] = KINDS) -> None:
    """Creates what is missing and updates what differs; for the one who deploys."""
    await create_missing(js, replicas=replicas, kinds=kinds)
    for stream in stream_configs(replicas=replicas):
        await js.update_stream(stream)
    for stream_name, consumer in _consumers(kinds):
        await js.add_consumer(stream_name, consumer)


async def create_missing(js: JetStreamContext, *, replicas: int = 1, kinds: tuple[str, ...] = KINDS) -> None:
    """Creates what isn't there and touches nothing else; for whoever finds a store that was wiped.

    Safe to call at any time, by many at once.
    """
    for stream in stream_configs(replicas=replicas):
        look = partial(js.stream_info, stream.name or "")
        await _create_unless_there(look, partial(js.add_stream, stream))
    for stream_name, consumer in _consumers(kinds):
        look_for_consumer = partial(js.consumer_info, stream_name, consumer.durable_name or "")
        await _create_unless_there(look_for_consumer, partial(js.add_consumer, stream_name, consumer))


def _consumers(kinds: tuple[str, ...]) -> list[tuple[str, ConsumerConfig]]:
    """All durable consumers, each with its stream."""
    of_jobs = [(JOBS, consumer_config(kind)) for kind in kinds]
    return of_jobs + [(EVENTS, event_consumer_config(consumer)) for consumer in EVENT_CONSUMERS]


async def _create_unless_there(
    look: Callable[[], Awaitable[object]], create: Callable[[], Awaitable[object]]
) -> None:
    try:
        await look()
    except NotFoundError:
        try:
            await create()
        except BadRequestError:
            await look()  # somebody was quicker
