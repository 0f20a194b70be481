"""How a benchmark tells whether memory grows with the length of a film."""

import random

import pytest

from benchmarks.film.growth import WORKER, Growth, least_squares


def growth(memory: "list[tuple[float, float]]") -> Growth:
    return Growth(30, [(there, {WORKER: mib}) for there, mib in memory])


def test_the_slope_of_a_line_is_found_through_noise() -> None:
    dice = random.Random(4)
    points = [(place / 10, 300 + 1.5 * place / 10 + dice.uniform(-5, 5)) for place in range(300)]
    assert least_squares(points) == pytest.approx(1.5, abs=0.1)


def test_points_above_one_another_have_no_slope() -> None:
    assert least_squares([(1.0, 5.0), (1.0, 9.0)]) is None


def test_what_settles_in_the_first_half_and_what_joining_takes_is_no_growth() -> None:
    settling = [(place / 10, 200.0 + place) for place in range(100)]
    steady = [(place / 10, 300.0) for place in range(100, 280)]
    joining = [(28.0, 400.0)] * 40
    seen = growth(settling + steady + joining)
    assert seen.slope(WORKER) == pytest.approx(0.0, abs=1e-9)
    assert seen.peak(WORKER) == 400


def test_few_looks_tell_no_slope() -> None:
    assert growth([(place / 2, 300.0) for place in range(10)]).slope(WORKER) is None
    assert growth([]).slope(WORKER) is None
    assert growth([]).peak(WORKER) == 0
