"""The plan of a story: which authored scenes, in which order, for this person; the same for the same seed."""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from services.script.domain.bank.model import Entry, SceneBank, Thread
from services.script.domain.lines import narration
from services.script.domain.model import Beat, Length, Options, Outline, Scene, Tone, Visual
from services.script.domain.person import Person
from services.script.domain.picturing import picture_of
from services.script.domain.scenes import SceneDraft, Teller
from services.script.domain.titling import headline, logline_of, title_of
from services.script.domain.wishes import NO_WISH, Wish

_NOTHING_USED: Mapping[str, int] = MappingProxyType({})
_DEFAULT_SCENES = {Length.SHORT: 6, Length.STANDARD: 7}
_IN_THIS_ORDER = (
    Beat.LONGING,
    Beat.BECOMING,
    Beat.OBSTACLE,
    Beat.HELPER,
    Beat.CHANGE,
    Beat.CALL,
    Beat.TRIAL,
    Beat.TRIAL,
    Beat.TRIAL,
    Beat.LONGING,
    Beat.OBSTACLE,
    Beat.CALL,
)
"""Which scenes a story has: the first three, or as many as it is to have, told in the order of the beats."""
_NEAR = {
    Tone.HOPEFUL: (Tone.GENTLE, Tone.ADVENTUROUS),
    Tone.GENTLE: (Tone.HOPEFUL,),
    Tone.ADVENTUROUS: (Tone.EPIC, Tone.HOPEFUL),
    Tone.EPIC: (Tone.ADVENTUROUS,),
    Tone.FUNNY: (),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is decided before the model has a say."""

    outline: Outline
    drafts: tuple[SceneDraft, ...]


def plan(
    person: Person,
    length: Length,
    seed: int,
    bank: SceneBank,
    options: Options | None = None,
    *,
    used: Mapping[str, int] = _NOTHING_USED,
    most_scenes: int | None = None,
) -> Plan:
    """Plans a story. Any person can be planned for, even one who answered nothing.

    Args:
        used: how often the person's workspace has been told each scene, by its id; the least told come first.
        most_scenes: leaves out what comes after that many.
    """
    options = options or Options()
    # The person is part of the seed: two people who ask with the same one get stories of their own.
    rng = random.Random(f"{seed}/{person.name}/{person.texts.get('dream', '')}")
    tone = options.tone or person.tone
    beats = beats_of(options.scene_count or _DEFAULT_SCENES[length])
    entries = _Chooser(bank, person, tone, beats, used, rng).run()
    teller = Teller(person, length, rng, options.reading_age)
    drafts = [teller.draft(entry) for entry in entries]
    scenes: list[Scene] = []
    titles: set[str] = set()
    for index, (entry, draft) in enumerate(zip(entries, drafts, strict=True)):
        previous = scenes[-1].visual if scenes else None
        scene = _scene(entry, draft, index, person, previous, titles, rng)
        titles.add(scene.title)
        scenes.append(scene)
    own = [entry for entry in entries if entry.thread_id == entries[0].thread_id]
    told = " ".join(narration(draft.variants[0].lines) for draft in drafts)
    title = title_of(person, own, told, titles, rng)
    outline = Outline(title, logline_of(person, rng), tuple(scenes[:most_scenes]))
    return Plan(outline, tuple(drafts[:most_scenes]))


def plan_scene(
    person: Person,
    length: Length,
    seed: int,
    bank: SceneBank,
    options: Options | None = None,
    *,
    beat: Beat,
    index: int,
    neighbours: tuple[Scene | None, Scene | None] = (None, None),
    wish: Wish = NO_WISH,
    kept_entries: Collection[str] = (),
    retold_entry: str = "",
    used: Mapping[str, int] = _NOTHING_USED,
) -> tuple[Scene, SceneDraft]:
    """One scene anew, or one more: another than those that the story keeps, as near to the wish as there is.

    Args:
        neighbours: the scenes before and after it.
        kept_entries: ids of the authored scenes that the story has already.
        retold_entry: the authored scene to be told again, of other answers; empty for another one.
    """
    options = options or Options()
    rng = random.Random(f"{seed}/{index}/{person.name}/{wish.text}")
    tone = wish.tone or options.tone or person.tone
    own_threads = {entry_id.rsplit("/", 1)[0] for entry_id in kept_entries}
    near = [scene.visual for scene in neighbours if scene is not None]

    def cost(entry: Entry) -> float:
        thread_tones = next(thread.tones for thread in bank.threads if thread.id == entry.thread_id)
        total = 40.0 if entry.id in kept_entries else 0.0
        total += 2.0 * used.get(entry.id, 0) + rng.random()
        total += _world_cost(entry.world, person) + _tone_cost(thread_tones, tone)
        total -= 1.0 if entry.thread_id in own_threads and not wish.text else 0.0
        total += sum(1.5 for visual in near if visual.setting == entry.picture.settings[-1])
        return total + wish.distance(entry.picture)

    entry = bank.find(retold_entry) or min(
        (entry for entry in bank.entries() if entry.beat is beat), key=cost
    )
    teller = Teller(person, wish.length or length, rng, options.reading_age)
    draft = teller.draft(entry)
    taken = {scene.title for scene in neighbours if scene is not None}
    before = neighbours[0].visual if neighbours[0] is not None else None
    scene = _scene(entry, draft, index, person, before, taken, rng)
    return replace(scene, visual=wish.granted(scene.visual)), draft


def beats_of(count: int) -> tuple[Beat, ...]:
    """The beats of a story of so many scenes, from 3 to 12, in its order."""
    order = list(Beat)
    return tuple(sorted(_IN_THIS_ORDER[: max(3, min(12, count))], key=order.index))


class _Chooser:
    """Picks the authored scenes of one story: one thread, and others where it has no more."""

    def __init__(
        self,
        bank: SceneBank,
        person: Person,
        tone: Tone,
        beats: tuple[Beat, ...],
        used: Mapping[str, int],
        rng: random.Random,
    ) -> None:
        self._used = used
        self._beats = beats
        ranked = [
            (
                self._uses(thread),
                _cost(thread, person, tone),
                _unheard(thread, person, beats) + rng.random(),
                thread,
            )
            for thread in bank.threads
        ]
        fitting = [item for item in ranked if item[1] < _UNFITTING] or ranked
        by_use = sorted(fitting, key=lambda item: (item[0], item[1] + 1.6 * item[2]))
        self._threads = [thread for *_, thread in by_use]
        others = sorted(ranked, key=lambda item: (item[1] + 2.0 * item[0], item[2]))
        self._threads += [thread for *_, thread in others if thread not in self._threads]

    def run(self) -> list[Entry]:
        """A scene for each beat, none twice; those of one beat in the order of their thread."""
        beats = self._beats
        taken: dict[Beat, list[Entry]] = {}
        for beat in set(beats):
            wanted = beats.count(beat)
            fitting = (entry for thread in self._threads for entry in thread.of(beat))
            taken[beat] = [entry for _, entry in zip(range(wanted), fitting, strict=False)]
        return [taken[beat].pop(0) for beat in beats]

    def _uses(self, thread: Thread) -> int:
        return max(self._used.get(entry.id, 0) for entry in thread.entries)


_UNFITTING = 6.0


def _cost(thread: Thread, person: Person, tone: Tone) -> float:
    return _world_cost(thread.world, person) + _tone_cost(thread.tones, tone)


def _unheard(thread: Thread, person: Person, beats: Collection[Beat]) -> float:
    """How many of the person's answers the thread wouldn't tell in the sentences that are always told."""
    told = frozenset[str]().union(
        *(
            group.alternatives[0].answer_ids
            for entry in thread.entries
            if entry.beat in beats
            for group in entry.groups
            if not group.is_extra
        )
    )
    return 0.5 * sum(1 for key in _TELLING if key in person.texts and key not in told)


_TELLING = ("place", "today", "dream", "reason", "obstacle", "strength", "helper", "treasure", "moment")


def _world_cost(world: object, person: Person) -> float:
    if world is None:
        return 1.5
    if world not in person.worlds:
        return 8.0
    return 1.0 * person.worlds.index(world)


def _tone_cost(tones: Collection[Tone], wanted: Tone) -> float:
    if wanted in tones:
        return 0.0
    return 2.0 if any(near in tones for near in _NEAR[wanted]) else 6.0


def _scene(
    entry: Entry,
    draft: SceneDraft,
    index: int,
    person: Person,
    previous: Visual | None,
    taken: Collection[str],
    rng: random.Random,
) -> Scene:
    lines = draft.variants[0].lines
    told = narration(lines)
    named = frozenset[str]().union(*(line.answer_ids for line in lines))
    known = tuple(key for key in person.texts if key in named)
    titles = [title for title in entry.titles if title not in taken] or list(entry.titles)
    title = headline(rng.choice(titles))
    return Scene(index, entry.beat, title, picture_of(entry, person, told, previous), known or ("name",))
