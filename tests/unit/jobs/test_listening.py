"""An event is acknowledged once what follows from it is done, and not before."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast
from uuid import uuid4

from encompass.jobs.v1.event_pb2 import Event
from nats.aio.msg import Msg

from services.kit.errors import Unavailable
from services.kit.jobs.listening import EventListener, Hear, HeardEvent, ListenOptions
from services.kit.jobs.streams import SCRIPT_DELETED
from services.kit.settings import NatsSettings
from tests.fakes.clock import FakeClock

CLOCK = FakeClock()


@dataclass
class FakeMessage:
    """A message that notes what it is answered."""

    data: bytes
    tries: int = 1
    sent_at: datetime = field(default_factory=CLOCK.now)
    answers: list[str] = field(default_factory=list)
    headers: None = None

    @property
    def metadata(self) -> SimpleNamespace:
        return SimpleNamespace(num_delivered=self.tries, timestamp=self.sent_at)

    async def ack(self) -> None:
        self.answers.append("ack")

    async def nak(self, delay: float) -> None:
        self.answers.append(f"nak {delay:g}")

    async def term(self) -> None:
        self.answers.append("term")


def an_event() -> Event:
    return Event(
        event_id=str(uuid4()), type="script.script.deleted", user_id=str(uuid4()), resource_id=str(uuid4())
    )


async def taken(message: FakeMessage, hear: Hear, options: ListenOptions | None = None) -> list[str]:
    """What a listener answers."""
    nats = NatsSettings.model_validate({"url": "nats://nowhere"})
    await EventListener(nats, SCRIPT_DELETED, hear, CLOCK, options).take(cast(Msg, message))
    return message.answers


class Ears:
    """Hears, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.heard: list[HeardEvent] = []
        self.error = error

    async def __call__(self, event: HeardEvent) -> None:
        if self.error:
            raise self.error
        self.heard.append(event)


async def test_an_event_that_was_heard_is_acknowledged() -> None:
    event, ears = an_event(), Ears()
    assert await taken(FakeMessage(event.SerializeToString()), ears) == ["ack"]
    (heard,) = ears.heard
    assert (str(heard.owner), str(heard.resource_id)) == (event.user_id, event.resource_id)
    assert (str(heard.id), heard.type) == (event.event_id, event.type)


async def test_an_event_that_nobody_can_make_use_of_now_comes_again_later_and_later() -> None:
    data, away = an_event().SerializeToString(), Ears(Unavailable("away"))
    answers = [await taken(FakeMessage(data, tries), away) for tries in (1, 2, 5, 13, 199)]
    assert answers == [["nak 1"], ["nak 2"], ["nak 16"], ["nak 3600"], ["nak 3600"]]


async def test_a_mistake_of_ours_loses_no_event() -> None:
    assert await taken(FakeMessage(an_event().SerializeToString()), Ears(KeyError("oops"))) == ["nak 1"]


async def test_work_that_takes_too_long_is_stopped_before_another_is_given_the_event() -> None:
    async def sleep(_: HeardEvent) -> None:
        await asyncio.sleep(60)

    quick = ListenOptions(time_limit=timedelta(milliseconds=10))
    assert await taken(FakeMessage(an_event().SerializeToString()), sleep, quick) == ["nak 1"]


async def test_what_is_no_event_is_never_delivered_again() -> None:
    ears = Ears()
    without_owner = Event(event_id=str(uuid4()), resource_id=str(uuid4())).SerializeToString()
    for data in (b"\xff", without_owner):
        assert await taken(FakeMessage(data), ears) == ["term"]
    assert not ears.heard


async def test_a_young_event_is_heard_once_more_when_it_has_settled() -> None:
    data, ears = an_event().SerializeToString(), Ears()
    options = ListenOptions(settles_after=timedelta(seconds=30))
    ten_seconds_ago, long_ago = (CLOCK.now() - timedelta(seconds=age) for age in (10, 31))
    assert await taken(FakeMessage(data, 1, ten_seconds_ago), ears, options) == ["nak 20"]
    assert await taken(FakeMessage(data, 2, long_ago), ears, options) == ["ack"]
    assert len(ears.heard) == 2
