"""The way from one scene to the next, as it is chosen and as it looks."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from services.video.domain.transitions import Transition, plan_transitions
from services.video.film.picture import Size, planes
from services.video.film.transitions import between

SIZE = Size(64, 36)
MOODS = ("hopeful", "tender", "tense", "lonely", "triumphant", "playful", "calm", "awe")


def frame(luma: int, chroma: int = 128) -> NDArray[np.uint8]:
    made = np.full((SIZE.i420_rows, SIZE.width), chroma, np.uint8)
    made[: SIZE.height] = luma
    return made


def mean_luma(picture: NDArray[np.uint8]) -> float:
    return float(planes(picture, SIZE).y.mean())


def test_a_loss_goes_through_black_and_a_find_through_light() -> None:
    assert plan_transitions(["calm", "lonely", "hopeful", "triumphant"]) == (
        Transition.THROUGH_BLACK,
        Transition.THROUGH_LIGHT,
        Transition.DISSOLVE,
    )


def test_play_sweeps_in() -> None:
    assert plan_transitions(["tender", "playful", "playful"]) == (Transition.SWEEP, Transition.DISSOLVE)


@given(st.lists(st.sampled_from(MOODS), max_size=12))
def test_there_is_one_for_each_scene_but_the_first_and_nothing_striking_twice_in_a_row(
    moods: list[str],
) -> None:
    plan = plan_transitions(moods)
    assert len(plan) == max(0, len(moods) - 1)
    for before, after in itertools.pairwise(plan):
        assert after is Transition.DISSOLVE or after is not before


@pytest.mark.parametrize("transition", Transition)
def test_each_goes_from_the_earlier_picture_to_the_later_one(transition: Transition) -> None:
    earlier, later = frame(60, 100), frame(200, 150)
    begun = between(transition, earlier, later, 0.0, SIZE)
    ended = between(transition, earlier, later, 1.0, SIZE)
    assert np.abs(begun.astype(int) - earlier).max() <= 1
    assert np.abs(ended.astype(int) - later).max() <= 1
    assert (mean_luma(earlier), mean_luma(later)) == (60, 200), "the frames were written over"


def test_half_way_it_is_dark_or_light() -> None:
    earlier, later = frame(120), frame(121)
    assert mean_luma(between(Transition.THROUGH_BLACK, earlier, later, 0.5, SIZE)) < 20
    assert mean_luma(between(Transition.THROUGH_LIGHT, earlier, later, 0.5, SIZE)) > 220


def test_a_sweep_moves_on_from_left_to_right() -> None:
    earlier, later = frame(40), frame(220)
    shown = [
        int((planes(between(Transition.SWEEP, earlier, later, step / 20, SIZE), SIZE).y[0] > 130).sum())
        for step in range(21)
    ]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0, SIZE.width)
    columns = planes(between(Transition.SWEEP, earlier, later, 0.5, SIZE), SIZE).y[0].astype(int)
    assert (np.diff(columns) <= 0).all()
    assert np.abs(np.diff(columns)).max() < 40, "the edge is soft"
