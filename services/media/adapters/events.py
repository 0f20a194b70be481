"""Telling others what happened to assets, through the outbox."""

import uuid
from collections.abc import Awaitable, Callable

from encompass.jobs.v1.event_pb2 import Event

from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx
from services.kit.grpc.moments import timestamp
from services.kit.ids import new_id
from services.kit.jobs.queue import publish_event


def event_publisher(clock: Clock) -> Callable[[Tx, str, uuid.UUID], Awaitable[None]]:
    """Publishes `events.media.asset.<event>` with a transaction."""

    async def publish(tx: Tx, event: str, asset_id: uuid.UUID) -> None:
        message = Event(
            event_id=str(new_id()),
            type=f"media.asset.{event}",
            user_id=str(tx.owner),
            resource_id=str(asset_id),
            occur_time=timestamp(clock.now()),
        )
        await publish_event(tx, f"events.media.asset.{event}", message)

    return publish
