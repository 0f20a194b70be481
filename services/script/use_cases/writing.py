"""Writing a story: what the model is asked for each scene, and how its words appear meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from services.script.domain import compose, prompts
from services.script.domain.model import Length, Origin, Scene, ScriptId, Sentence
from services.script.domain.person import Person
from services.script.domain.plan import SceneDraft
from services.script.domain.templates import joined
from services.script.ports import LiveText, StoryModel

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


@dataclass(frozen=True, slots=True)
class WrittenScene:
    """A scene's final words."""

    sentences: tuple[Sentence, ...]
    candidate_count: int
    fallback_count: int

    @property
    def narration(self) -> str:
        """All of it, as it is spoken."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(slots=True)
class _Telling:
    """What is known of a scene's words so far."""

    known: str = ""
    finished: bool = False
    grown: asyncio.Event = field(default_factory=asyncio.Event)

    def grow(self, known: str, *, finished: bool = False) -> None:
        self.known = known
        self.finished = finished
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
        model: StoryModel,
        live: LiveText,
        *,
        script_id: ScriptId,
        person: Person,
        length: Length,
        seed: int,
        candidates: int,
        pace: Pace | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._model = model
        self._live = live
        self._script_id = script_id
        self._person = person
        self._length = length
        self._seed = seed
        self._candidates = candidates
        self._pace = pace or Pace()
        self._sleep = sleep

    def begin(self, scene: Scene, draft: SceneDraft, earlier: Sequence[str]) -> SceneInHand:
        """Starts to write a scene. Whoever begins one also awaits or cancels its task."""
        telling = _Telling()
        task = asyncio.create_task(self._write(scene, draft, tuple(earlier), telling))
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

    async def _write(
        self, scene: Scene, draft: SceneDraft, earlier: tuple[str, ...], telling: _Telling
    ) -> WrittenScene:
        fragments: list[str] = []
        asked = fallbacks = 0
        for blank in compose.blanks(draft):
            before = compose.text_before(draft, blank, fragments)
            line = draft.lines[blank]
            telling.grow(joined(before, line.lead))
            candidates = await self._model.candidates(
                prompts.prompt(self._person, before, line),
                count=self._candidates,
                seed=self._seed + 1009 * scene.index + 101 * blank,
            )
            choice = compose.choose(
                self._person,
                self._length,
                scene.visual.setting,
                draft,
                blank,
                fragments,
                candidates,
                earlier,
            )
            fragments.append(choice.text)
            asked += len(candidates)
            fallbacks += choice.is_fallback
        written = WrittenScene(_sentences(draft, fragments), asked, fallbacks)
        telling.grow(written.narration, finished=True)
        return written


def _sentences(draft: SceneDraft, fragments: Sequence[str]) -> tuple[Sentence, ...]:
    remaining = iter(fragments)
    return tuple(
        Sentence(
            line.text(next(remaining) if line.has_blank else ""),
            tuple(sorted(line.answer_ids)),
            Origin.COMPLETED if line.has_blank else Origin.BANK,
        )
        for line in draft.lines
    )
