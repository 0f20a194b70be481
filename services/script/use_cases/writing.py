"""Writing a story: what the model is asked for each scene, and how its words appear meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from services.script.domain.model import Outline, Scene, ScriptId
from services.script.domain.scenes import SceneDraft
from services.script.ports import LiveText
from services.script.use_cases.scene_writing import SceneTask, SceneWriter, WrittenScene

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast words appear, in words a second."""

    waiting: float = 9.0
    """While the model works: there is time to fill."""
    telling: float = 14.0
    """Once a scene is known to its end, while the next one is being made."""
    hurrying: float = 60.0
    """Once the next scene is there, too: nobody is to wait for the show."""

    def times(self, factor: float) -> "Pace":
        """So many times as fast."""
        return Pace(self.waiting * factor, self.telling * factor, self.hurrying * factor)


@dataclass(slots=True)
class _Telling:
    """What is known of a scene's words so far."""

    known: str = ""
    grown: asyncio.Event = field(default_factory=asyncio.Event)

    def grow(self, known: str) -> None:
        self.known = known
        self.grown.set()


@dataclass(frozen=True, slots=True)
class SceneInHand:
    """A scene that is being written in the background."""

    index: int
    task: asyncio.Task[WrittenScene]
    telling: _Telling


class StoryWriter:
    """Writes the scenes of one story, each while the one before it is being shown."""

    def __init__(
        self,
        writer: SceneWriter,
        live: LiveText,
        *,
        script_id: ScriptId,
        outline: Outline,
        pace: Pace | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._writer = writer
        self._live = live
        self._script_id = script_id
        self._outline = outline
        self._pace = pace or Pace()
        self._sleep = sleep

    def begin(self, scene: Scene, draft: SceneDraft, earlier: Sequence[str]) -> SceneInHand:
        """Starts to write a scene. Whoever begins one also awaits or cancels its task."""
        telling = _Telling()
        wanted = SceneTask(scene, draft, self._outline, tuple(earlier))
        task = asyncio.create_task(self._writer.write(wanted, telling.grow))
        task.add_done_callback(lambda _: telling.grown.set())
        return SceneInHand(scene.index, task, telling)

    async def show(self, scene: SceneInHand, begin_next: Callable[[str], SceneInHand | None]) -> WrittenScene:
        """Shows a scene's words as they come to be known, and returns it once all have been shown.

        Args:
            begin_next: starts the next scene as soon as this one's narration is decided.
        """
        upcoming: SceneInHand | None = None
        has_begun_next = False
        shown = 0
        while True:
            if scene.task.done() and not has_begun_next:
                upcoming = begin_next(scene.task.result().narration)
                has_begun_next = True
            words = scene.telling.known.split(" ")
            if scene.telling.known and shown < len(words):
                shown += 1
                await self._live.show(self._script_id, scene.index, " ".join(words[:shown]))
                await self._sleep(1.0 / self._words_a_second(scene, upcoming))
            elif scene.task.done():
                return scene.task.result()
            else:
                scene.telling.grown.clear()
                if not scene.task.done():
                    await scene.telling.grown.wait()

    def _words_a_second(self, scene: SceneInHand, upcoming: SceneInHand | None) -> float:
        if not scene.task.done():
            return self._pace.waiting
        return self._pace.hurrying if upcoming is None or upcoming.task.done() else self._pace.telling
