"""Telling others: watchers at once, everybody else through the outbox."""

from encompass.jobs.v1.event_pb2 import Event

from services.kit.bus import Bus, watch_subject
from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx
from services.kit.ids import new_id
from services.kit.jobs.queue import publish_event
from services.script.adapters.live_text import DOMAIN
from services.script.domain.model import ScriptId


class ScriptEvents:
    """What happens to scripts, announced."""

    def __init__(self, bus: Bus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock

    def wake(self, tx: Tx, script_id: ScriptId) -> None:
        """Wakes whoever watches, once the transaction is committed."""

        async def ring() -> None:
            await self._bus.publish(watch_subject(DOMAIN, script_id))

        tx.after_commit(ring)

    async def announce(self, tx: Tx, event: str, script_id: ScriptId) -> None:
        """Publishes `events.script.script.<event>` with the transaction, and wakes whoever watches."""
        message = Event(
            event_id=str(new_id()),
            type=f"script.script.{event}",
            user_id=str(tx.owner),
            resource_id=str(script_id),
        )
        message.occur_time.FromDatetime(self._clock.now())
        await publish_event(tx, f"events.script.script.{event}", message)
        self.wake(tx, script_id)
