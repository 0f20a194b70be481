"""The bank of authored scenes: threads, the scenes of each, and the sentences of those."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.script.domain.bank.template import Template
from services.script.domain.model import Beat, Tone
from services.script.domain.writing.worlds import World

PLACE = "place"
"""A picture's setting where the person's own place is to be seen, if it is known."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a scene shows, as its author saw it."""

    settings: tuple[str, ...]
    """The first one that is known; `place` stands for the person's own."""
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A sentence in one or several wordings, of which one is told."""

    alternatives: tuple[Template, ...]
    is_extra: bool
    """Whether it is told only where there is room."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An authored scene."""

    id: str
    """The thread's, and its place there: `sea-tide-table/3`."""
    thread_id: str
    world: World | None
    beat: Beat
    titles: tuple[str, ...]
    picture: Picture
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """Scenes that belong together, in the order of a story."""

    id: str
    world: World | None
    """None for any."""
    tones: frozenset[Tone]
    entries: tuple[Entry, ...]

    def of(self, beat: Beat) -> tuple[Entry, ...]:
        """Its scenes for this beat, in order."""
        return tuple(entry for entry in self.entries if entry.beat is beat)


@dataclass(frozen=True, slots=True)
class SceneBank:
    """All threads."""

    version: str
    """Changes with every change of any of them."""
    threads: Sequence[Thread]
    _by_id: dict[str, Entry] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update({entry.id: entry for entry in self.entries()})

    def entries(self) -> Iterator[Entry]:
        """All scenes of all threads."""
        for thread in self.threads:
            yield from thread.entries

    def find(self, entry_id: str) -> Entry | None:
        """The scene of this id, if this version of the bank has it."""
        return self._by_id.get(entry_id)
