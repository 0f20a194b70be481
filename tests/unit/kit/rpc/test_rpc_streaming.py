"""Watching: nothing is missed, however many wake-ups are lost."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta

import pytest

from services.kit import context
from services.kit.bus import watch_subject
from services.kit.errors import ResumeTokenExpired
from services.kit.streaming import Changes, Watched, WatchTiming, watch
from tests.fakes.bus import FakeBus

SUBJECT = watch_subject("story", "7")
PATIENT = WatchTiming(poll=timedelta(hours=1), checkpoint=timedelta(hours=1), gather=timedelta(0))
RESTLESS = WatchTiming(poll=timedelta(milliseconds=5), checkpoint=timedelta(hours=1), gather=timedelta(0))


class Story:
    """A resource of lines; its version is how many there are."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.ended = False
        self.looks: list[int | None] = []

    async def load(self, since: int | None) -> Changes[str]:
        self.looks.append(since)
        if since is not None and since > len(self.lines):
            raise ResumeTokenExpired("Too new.")
        return Changes(self.lines[since or 0 :], len(self.lines), self.ended)


def watching(
    story: Story, bus: FakeBus, *, timing: WatchTiming = PATIENT, token: str = ""
) -> AsyncGenerator[Watched[str], None]:
    return watch(story.load, bus=bus, subject=SUBJECT, resume_token=token, timing=timing)


@pytest.fixture
def bus() -> FakeBus:
    return FakeBus()


async def test_a_watch_begins_with_what_there_is_and_ends_with_its_resource(bus: FakeBus) -> None:
    story = Story("once", "upon")
    story.ended = True
    assert [each.item async for each in watching(story, bus)] == ["once", "upon"]
    assert bus.subscribers(SUBJECT) == 0


async def test_a_wake_up_brings_the_change(bus: FakeBus) -> None:
    story = Story("once")
    async with aclosing(watching(story, bus)) as messages, asyncio.timeout(30):
        assert (await anext(messages)).item == "once"
        story.lines.append("upon")
        await bus.publish(SUBJECT)
        assert (await anext(messages)).item == "upon"
    assert bus.subscribers(SUBJECT) == 0


async def test_a_change_between_the_first_look_and_the_wait_is_not_missed(bus: FakeBus) -> None:
    story = Story("once")

    async def load(since: int | None) -> Changes[str]:
        changes = await story.load(since)
        if since is None:
            story.lines.append("upon")
            await bus.publish(SUBJECT)
        return changes

    messages = watch(load, bus=bus, subject=SUBJECT, timing=PATIENT)
    async with aclosing(messages), asyncio.timeout(30):
        assert [(await anext(messages)).item for _ in range(2)] == ["once", "upon"]


async def test_a_lost_wake_up_delays_a_change_and_loses_none(bus: FakeBus) -> None:
    bus.losing = True
    story = Story("once")
    async with aclosing(watching(story, bus, timing=RESTLESS)) as messages, asyncio.timeout(30):
        assert (await anext(messages)).item == "once"
        story.lines.extend(["upon", "a"])
        await bus.publish(SUBJECT)
        assert [(await anext(messages)).item for _ in range(2)] == ["upon", "a"]


async def test_an_idle_watch_says_that_it_lives(bus: FakeBus) -> None:
    timing = WatchTiming(poll=timedelta(hours=1), checkpoint=timedelta(milliseconds=5), gather=timedelta(0))
    story = Story("once")
    async with aclosing(watching(story, bus, timing=timing)) as messages, asyncio.timeout(30):
        last = await anext(messages)
        assert await anext(messages) == Watched(None, last.resume_token)
        assert await anext(messages) == Watched(None, last.resume_token)


async def test_a_resumed_watch_goes_on_where_the_last_one_stopped(bus: FakeBus) -> None:
    story = Story("once", "upon")
    async with aclosing(watching(story, bus)) as messages:
        token = [(await anext(messages)).resume_token for _ in range(2)][-1]
    story.lines.append("a")
    story.ended = True
    assert [each.item async for each in watching(story, bus, token=token)] == ["a"]


async def test_whoever_saw_half_of_a_snapshot_resumes_with_all_of_it(bus: FakeBus) -> None:
    story = Story("once", "upon")
    async with aclosing(watching(story, bus)) as messages:
        token = (await anext(messages)).resume_token
    assert token
    story.ended = True
    assert [each.item async for each in watching(story, bus, token=token)] == ["once", "upon"]


async def test_a_token_of_another_resource_or_of_nobody_has_expired(bus: FakeBus) -> None:
    story = Story("once")
    async with aclosing(
        watch(story.load, bus=bus, subject=watch_subject("story", "8"), timing=PATIENT)
    ) as other:
        foreign = (await anext(other)).resume_token
    for token in (foreign, "nonsense", "%%%", "MXx3YXRjaHxhYmM"):
        with pytest.raises(ResumeTokenExpired):
            await anext(watching(story, bus, token=token))


async def test_a_token_that_the_shard_cannot_follow_has_expired(bus: FakeBus) -> None:
    async with aclosing(watching(Story("once", "upon"), bus)) as messages:
        token = [(await anext(messages)).resume_token for _ in range(2)][-1]
    with pytest.raises(ResumeTokenExpired):
        await anext(watching(Story("restored"), bus, token=token))


async def test_a_watch_ends_after_its_lifetime(bus: FakeBus) -> None:
    timing = WatchTiming(poll=timedelta(milliseconds=1), lifetime=timedelta(milliseconds=20))
    async with asyncio.timeout(30):
        assert [each.item async for each in watching(Story("once"), bus, timing=timing)] == ["once"]


async def test_a_watch_ends_when_its_process_has_to(bus: FakeBus) -> None:
    stopping = asyncio.Event()
    context.set_stopping(stopping)
    async with asyncio.timeout(30):
        messages = watching(Story("once"), bus)
        assert (await anext(messages)).item == "once"
        stopping.set()
        with pytest.raises(StopAsyncIteration):
            await anext(messages)


async def test_many_wake_ups_cause_few_looks(bus: FakeBus) -> None:
    story = Story("once")
    timing = WatchTiming(
        poll=timedelta(hours=1), checkpoint=timedelta(hours=1), gather=timedelta(milliseconds=20)
    )
    async with aclosing(watching(story, bus, timing=timing)) as messages, asyncio.timeout(30):
        await anext(messages)
        for number in range(100):
            story.lines.append(str(number))
            await bus.publish(SUBJECT)
        for _ in range(100):
            await anext(messages)
    assert len(story.looks) <= 3
