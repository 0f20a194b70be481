"""Reading along: the script as it stands in the shard, and the words that are on their way to it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from time import monotonic

from services.kit.bus import Bus, watch_subject
from services.kit.ids import UserId
from services.kit.streaming import Changes, Watched, WatchTiming, watch
from services.script.adapters.live_text import DOMAIN, LiveTextTap
from services.script.domain.model import Script, ScriptId
from services.script.ports import ShownScene


@dataclass(frozen=True, slots=True)
class ScriptShown:
    """The whole script, with the words so far of the scene that is being written."""

    script: Script
    unfinished: ShownScene | None


@dataclass(frozen=True, slots=True)
class WordsShown:
    """More words of the scene that is being written."""

    scene_index: int
    offset: int
    text: str


Shown = ScriptShown | WordsShown
GetScript = Callable[[UserId, ScriptId], Awaitable[Script]]


async def watch_script(
    get: GetScript,
    bus: Bus,
    owner: UserId,
    script_id: ScriptId,
    resume_token: str,
    timing: WatchTiming | None = None,
) -> AsyncGenerator[Watched[Shown], None]:
    """Everything that happens to a script, until nothing more can.

    Raises:
        ScriptNotFound, ResumeTokenExpired
    """
    timing = timing or WatchTiming()
    reader = _Reader(get, LiveTextTap(bus), owner, script_id, timing.poll.total_seconds())
    watching = watch(
        reader.load,
        bus=reader.tap,
        subject=watch_subject(DOMAIN, script_id),
        resume_token=resume_token,
        timing=timing,
    )
    async with aclosing(watching) as messages:
        async for watched in messages:
            yield watched


class _Reader:
    """What one watcher has seen."""

    def __init__(
        self, get: GetScript, tap: LiveTextTap, owner: UserId, script_id: ScriptId, poll_seconds: float
    ) -> None:
        self.tap = tap
        self._get = get
        self._owner = owner
        self._script_id = script_id
        self._poll_seconds = poll_seconds
        self._read_at = float("-inf")
        self._finished: frozenset[int] = frozenset()
        self._seen: ShownScene | None = None

    async def load(self, version: int | None) -> Changes[Shown]:
        """The script if it changed, else the words that came since. The shard is asked when it may have."""
        items: list[Shown] = []
        ended = False
        if version is None or self.tap.rung or monotonic() - self._read_at >= self._poll_seconds:
            self.tap.rung = False
            script = await self._get(self._owner, self._script_id)
            self._read_at = monotonic()
            ended = script.state.is_terminal
            self._finished = frozenset(scene.index for scene in script.finished_scenes)
            if version is None or script.changes > version:
                version = script.changes
                unfinished = self._upcoming()
                self._seen = unfinished
                items.append(ScriptShown(script, unfinished))
        words = None if ended else self._new_words()
        if words is not None:
            items.append(words)
        return Changes(items, version, ended)

    def _upcoming(self) -> ShownScene | None:
        """The live words, unless they are of a scene that is finished."""
        shown = self.tap.shown
        return shown if shown is not None and shown.index not in self._finished else None

    def _new_words(self) -> WordsShown | None:
        shown = self._upcoming()
        if shown is None or shown == self._seen:
            return None
        seen = self._seen.text if self._seen is not None and self._seen.index == shown.index else ""
        offset = _shared(seen, shown.text)
        self._seen = shown
        return WordsShown(shown.index, offset, shown.text[offset:])


def _shared(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))
