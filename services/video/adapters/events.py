"""Telling others what happened to videos, through the outbox."""

import uuid
from collections.abc import Awaitable, Callable

from encompass.jobs.v1.event_pb2 import Event

from services.kit.bus.port import Bus, watch_subject
from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx
from services.kit.grpc.moments import timestamp
from services.kit.ids import new_id
from services.kit.jobs.queue import publish_event


def event_publisher(clock: Clock) -> Callable[[Tx, str, uuid.UUID], Awaitable[None]]:
    """Publishes `events.video.video.<event>` with a transaction."""

    async def publish(tx: Tx, event: str, video_id: uuid.UUID) -> None:
        message = Event(
            event_id=str(new_id()),
            type=f"video.video.{event}",
            user_id=str(tx.owner),
            resource_id=str(video_id),
            occur_time=timestamp(clock.now()),
        )
        await publish_event(tx, f"events.video.video.{event}", message)

    return publish


def announcer(bus: Bus) -> Callable[[Tx, uuid.UUID], None]:
    """Wakes the watchers of a video once a transaction is committed."""

    def announce(tx: Tx, video_id: uuid.UUID) -> None:
        tx.after_commit(lambda: bus.publish(watch_subject("video", video_id)))

    return announce
