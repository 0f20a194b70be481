"""What people do in a run, and when the fault strikes: all of it follows from the seed."""

import random
from dataclasses import dataclass

EXAMPLES = ("aiyana", "henrik", "maya", "noor", "tomasz")
"""Answers files of examples/."""
FEWEST_PEOPLE, MOST_PEOPLE = 2, 3
FEWEST_JOBS, MOST_JOBS = 2, 6
MOST_ENCORES = 6
_SEEDS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """How somebody watches what they asked for."""

    drops: tuple[int, ...] = ()
    """After how many messages of each connection it is dropped and opened again; then it is left open."""
    pauses_s: tuple[float, ...] = ()
    """How long they wait before each of these new connections."""


@dataclass(frozen=True, slots=True)
class FilmPlan:
    """A film that is asked for once its script is ready."""

    seed: int
    watch: WatchPlan
    asked_twice: bool
    """The same request is sent again after it was answered."""
    cancel_after_s: float | None
    """Seconds from being accepted to the wish to cancel; None lets it be made."""


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """A script, and the films of it."""

    wait_s: float
    """Before it is asked for."""
    seed: int
    watch: WatchPlan
    asked_twice: bool
    cancel_after_s: float | None
    films: tuple[FilmPlan, ...]

    @property
    def jobs(self) -> int:
        """The most jobs that this comes to."""
        return 1 + len(self.films)


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One person."""

    answers: str
    """Name of the answers file that is theirs."""
    edits: int
    """How often they save some of their answers again, changed."""
    stories: tuple[StoryPlan, ...]
    encores: tuple[StoryPlan, ...]
    """What they go on with, one after the other, for as long as the fault hasn't been healed."""
    lists: bool
    looks_at_others: bool

    @property
    def jobs(self) -> int:
        """The most jobs that they ask for."""
        return sum(story.jobs for story in self.stories)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """One run."""

    seed: int
    people: tuple[PersonPlan, ...]
    fault_after_s: float
    """Seconds from the first person's first request for a story to the fault."""
    fault_seed: int
    """Of the fault's own choices."""

    @property
    def jobs(self) -> int:
        """The most jobs that it comes to; films of cancelled scripts are never asked for."""
        return sum(person.jobs for person in self.people)


def plan_run(seed: int) -> RunPlan:
    """The plan of a seed, the same on every machine."""
    rng = random.Random(f"encompass faults {seed}")
    jobs = rng.randint(FEWEST_JOBS, MOST_JOBS)
    people_count = min(rng.randint(FEWEST_PEOPLE, MOST_PEOPLE), jobs)
    shares = [1] * people_count
    for _ in range(jobs - people_count):
        shares[rng.randrange(people_count)] += 1
    people = tuple(_person(rng, share) for share in shares)
    return RunPlan(seed, people, fault_after_s=rng.uniform(0.0, 4.0), fault_seed=rng.randrange(_SEEDS))


def _person(rng: random.Random, jobs: int) -> PersonPlan:
    stories: list[StoryPlan] = []
    left = jobs
    while left:
        films = rng.choice((0, 1, 1, 2)) if left > 1 else 0
        films = min(films, left - 1)
        stories.append(_story(rng, films, first=not stories))
        left -= 1 + films
    return PersonPlan(
        answers=rng.choice(EXAMPLES),
        edits=rng.randint(0, 2),
        stories=tuple(stories),
        encores=tuple(_story(rng, 1, first=False) for _ in range(MOST_ENCORES)),
        lists=rng.random() < 0.7,
        looks_at_others=rng.random() < 0.7,
    )


def _story(rng: random.Random, films: int, *, first: bool) -> StoryPlan:
    return StoryPlan(
        wait_s=0.0 if first else rng.uniform(0.0, 2.0),
        seed=rng.randint(1, _SEEDS),
        watch=_watch(rng),
        asked_twice=rng.random() < 0.4,
        # What is to be filmed isn't cancelled.
        cancel_after_s=rng.uniform(0.0, 1.5) if films == 0 and rng.random() < 0.25 else None,
        films=tuple(_film(rng) for _ in range(films)),
    )


def _film(rng: random.Random) -> FilmPlan:
    return FilmPlan(
        seed=rng.randint(1, _SEEDS),
        watch=_watch(rng),
        asked_twice=rng.random() < 0.4,
        cancel_after_s=rng.uniform(0.0, 4.0) if rng.random() < 0.25 else None,
    )


def _watch(rng: random.Random) -> WatchPlan:
    drops = tuple(rng.randint(1, 6) for _ in range(rng.choice((0, 0, 1, 2, 3))))
    return WatchPlan(drops, tuple(rng.uniform(0.0, 0.6) for _ in drops))
