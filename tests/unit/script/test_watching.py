"""Reading along over a bus that loses and reorders nothing, and over one that does."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from encompass.jobs.v1.script_job_pb2 import LiveSceneText

from services.kit.bus import watch_subject
from services.kit.ids import UserId, new_id
from services.kit.streaming import WatchTiming
from services.script.adapters.live_text import BusLiveText
from services.script.domain import progress
from services.script.domain.model import (
    Length,
    Origin,
    SceneId,
    Script,
    ScriptId,
    ScriptState,
    Sentence,
    Writer,
)
from services.script.domain.person import understand
from services.script.domain.planning import plan
from services.script.translation import script_message
from services.script.use_cases.watching import ScriptShown, Shown, WordsShown, watch_script
from tests.fakes.bus import FakeBus
from tests.fakes.clock import FakeClock
from tests.unit.script.bank import the_bank
from tests.unit.script.people import MAYA

PATIENT = WatchTiming(poll=timedelta(hours=1), gather=timedelta(0))
RESTLESS = WatchTiming(poll=timedelta(milliseconds=50), gather=timedelta(0))
CLOCK = FakeClock()


class Shelf:
    """One script, changed by the test, and what somebody who watches it has seen."""

    def __init__(self, timing: WatchTiming = PATIENT) -> None:
        self.seen: list[Shown] = []
        self.reads = 0
        self._timing = timing
        self.bus = FakeBus()
        self.live = BusLiveText(self.bus, CLOCK)
        now = CLOCK.now()
        queued = Script(
            id=ScriptId(uuid4()),
            response_id=uuid4(),
            job_id=uuid4(),
            state=ScriptState.QUEUED,
            length=Length.SHORT,
            seed=1,
            changes=1,
            title="",
            logline="",
            scenes=(),
            failure=None,
            created_at=now,
            updated_at=now,
            finished_at=None,
        )
        outline = plan(understand(MAYA), Length.SHORT, 1, the_bank()).outline
        self.script = progress.planned(queued, outline, Writer(), now)

    async def get(self, owner: UserId, script_id: UUID) -> Script:
        self.reads += 1
        return self.script

    async def change(self, script: Script) -> None:
        self.script = script
        await self.bus.publish(self._subject)

    async def watched(self) -> "asyncio.Task[list[Shown]]":
        """Somebody watches, and has seen the script as it is."""

        async def read() -> list[Shown]:
            watching = watch_script(self.get, self.bus, UserId(new_id()), self.script.id, "", self._timing)
            async with aclosing(watching) as messages:
                async for watched in messages:
                    if watched.item is not None:
                        self.seen.append(watched.item)
            return self.seen

        task = asyncio.create_task(read())
        await self.until(lambda: bool(self.seen))
        return task

    async def show(self, text: str) -> None:
        """Words of the first scene come by and are seen."""
        before = len(self.seen)
        await self.live.show(self.script.id, 0, text)
        await self.until(lambda: len(self.seen) > before)

    async def looked_at(self) -> None:
        """Whoever watches has dealt with all that was announced: a bell that comes last makes them read."""
        before = self.reads
        await self.bus.publish(self._subject)
        await self.until(lambda: self.reads > before)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not holds():  # noqa: ASYNC110  (what is watched sets no event)
                await asyncio.sleep(0)

    async def finish(self) -> None:
        await self.change(progress.finished(self.script, CLOCK.now()))

    @property
    def _subject(self) -> str:
        return watch_subject("script", self.script.id)


async def test_words_come_as_what_was_added_and_finished_scenes_as_the_whole() -> None:
    shelf = Shelf()
    task = await shelf.watched()
    for text in ("Ask", "Ask Maya", "Ask Maya about"):
        await shelf.show(text)
    scene = shelf.script.scenes[0].written([Sentence("Ask Maya about it.", ("name",), Origin.BANK)])
    await shelf.change(progress.scene_written(shelf.script, scene, CLOCK.now()))
    await shelf.until(lambda: isinstance(shelf.seen[-1], ScriptShown))
    await shelf.finish()
    seen = await task
    words = [(item.offset, item.text) for item in seen if isinstance(item, WordsShown)]
    assert words == [(0, "Ask"), (3, " Maya"), (8, " about")]
    shown = [item for item in seen if isinstance(item, ScriptShown)]
    assert [len(item.script.finished_scenes) for item in shown] == [0, 1, 1]
    assert [item.unfinished for item in shown] == [None, None, None]


async def test_a_late_watcher_gets_the_scene_so_far_with_the_next_word() -> None:
    shelf = Shelf()
    await shelf.live.show(shelf.script.id, 0, "Ask Maya")
    task = await shelf.watched()
    await shelf.show("Ask Maya about")
    await shelf.finish()
    assert [i for i in await task if isinstance(i, WordsShown)] == [WordsShown(0, 0, "Ask Maya about")]


async def test_words_that_are_late_or_broken_change_nothing() -> None:
    shelf = Shelf()
    subject = watch_subject("script", shelf.script.id)
    task = await shelf.watched()
    for sequence, text in ((5, "Ask Maya"), (4, "Ask")):
        message = LiveSceneText(scene_index=0, text=text, sequence=sequence)
        await shelf.bus.publish(subject, message.SerializeToString())
        await shelf.looked_at()
    await shelf.bus.publish(subject, b"\xff\xff")
    await shelf.looked_at()
    await shelf.finish()
    assert [item for item in await task if isinstance(item, WordsShown)] == [WordsShown(0, 0, "Ask Maya")]


async def test_a_change_is_seen_though_every_message_is_lost() -> None:
    shelf = Shelf(RESTLESS)
    task = await shelf.watched()
    shelf.bus.losing = True
    await shelf.change(replace(shelf.script, changes=shelf.script.changes + 1, state=ScriptState.CANCELLED))
    async with asyncio.timeout(30):
        seen = await task
    assert isinstance(seen[-1], ScriptShown)
    assert seen[-1].script.state is ScriptState.CANCELLED


async def test_a_text_that_is_taken_back_says_where_to_cut() -> None:
    shelf = Shelf()
    task = await shelf.watched()
    for text in ("She opens the door", "She opens the small red box"):
        await shelf.show(text)
    await shelf.finish()
    words = [(item.offset, item.text) for item in await task if isinstance(item, WordsShown)]
    assert words == [(0, "She opens the door"), (14, "small red box")]


async def test_scenes_in_the_middle_are_read_along_while_they_are_written_anew() -> None:
    shelf = Shelf()
    ids = [SceneId(uuid4()) for _ in shelf.script.scenes]
    told = [Sentence("It was told before.", (), Origin.BANK)]
    finished = tuple(
        replace(scene.written(told), id=scene_id)
        for scene, scene_id in zip(shelf.script.scenes, ids, strict=True)
    )
    script = progress.finished(replace(shelf.script, scenes=finished), CLOCK.now())
    shelf.script = progress.rewriting(script, {ids[1]}, uuid4(), 2, CLOCK.now())
    task = await shelf.watched()
    await shelf.live.show(shelf.script.id, 0, "This scene is not asked for.")
    await shelf.looked_at()
    await shelf.live.show(shelf.script.id, 1, "A new beginning")
    await shelf.looked_at()
    await shelf.finish()
    seen = await task
    assert [(item.scene_index, item.text) for item in seen if isinstance(item, WordsShown)] == [
        (1, "A new beginning")
    ]
    first = next(item for item in seen if isinstance(item, ScriptShown))
    message = script_message(first.script, first.unfinished)
    assert [scene.finished for scene in message.scenes] == [True, False, *[True] * (len(ids) - 2)]
    assert list(message.rewriting_scene_ids) == [str(ids[1])]
    assert message.scenes[1].narration == "It was told before."
