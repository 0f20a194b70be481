"""A run's plan follows from its seed alone, and is never out of bounds."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.faults.__main__ import seed_of
from tests.faults.plan import FEWEST_JOBS, FEWEST_PEOPLE, MOST_JOBS, MOST_PEOPLE, plan_run

SEEDS = st.integers(min_value=0, max_value=2**63)


@given(SEEDS)
def test_a_seed_has_one_plan(seed: int) -> None:
    assert plan_run(seed) == plan_run(seed)


def test_a_plan_is_the_same_in_another_process() -> None:
    script = "from tests.faults.plan import plan_run; print(hash(repr(plan_run(42))) and repr(plan_run(42)))"
    root = Path(__file__).resolve().parents[3]
    elsewhere = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert elsewhere.stdout.strip() == repr(plan_run(42))


@given(SEEDS)
def test_a_plan_keeps_its_bounds(seed: int) -> None:
    plan = plan_run(seed)
    assert FEWEST_PEOPLE <= len(plan.people) <= MOST_PEOPLE
    assert FEWEST_JOBS <= plan.jobs <= MOST_JOBS
    assert plan.fault_after_s >= 0
    for person in plan.people:
        for story in (*person.stories, *person.encores):
            assert story.seed > 0
            assert len(story.watch.drops) == len(story.watch.pauses_s)
            assert all(count >= 1 for count in story.watch.drops)
            assert story.cancel_after_s is None or not story.films


def test_plans_of_many_seeds_try_everything() -> None:
    plans = [plan_run(seed) for seed in range(60)]
    stories = [story for plan in plans for person in plan.people for story in person.stories]
    films = [film for story in stories for film in story.films]
    assert any(story.cancel_after_s is not None for story in stories)
    assert any(film.cancel_after_s is not None for film in films)
    assert any(story.asked_twice for story in stories)
    assert any(film.watch.drops for film in films)
    assert any(person.looks_at_others for plan in plans for person in plan.people)


def test_the_runs_of_one_call_have_seeds_of_their_own_and_the_first_the_one_given() -> None:
    assert seed_of(7, 0) == 7
    assert len({seed_of(first, number) for first in range(50) for number in range(50)}) == 2500
