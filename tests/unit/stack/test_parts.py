"""Which parts are started, and in which order."""

import pytest

from services.stack.parts import Part, choose_parts, dependents_of, in_start_order
from services.stack.problems import StackProblem


def _part(name: str, *after: str, group: str = "") -> Part:
    return Part(name, ["true"], after=frozenset(after), groups=frozenset({group} - {""}))


PARTS = [
    _part("auth", "prepare", group="services"),
    _part("script", "prepare", group="services"),
    _part("prepare", "db", "bus"),
    _part("db"),
    _part("bus"),
    _part("models"),
]


def _names(parts: list[Part]) -> list[str]:
    return [part.name for part in parts]


def test_a_part_comes_behind_everything_that_it_needs() -> None:
    order = _names(in_start_order(PARTS))
    assert order.index("db") < order.index("prepare") < order.index("auth")
    assert sorted(order) == sorted(_names(PARTS))


def test_parts_that_wait_for_each_other_are_an_error() -> None:
    with pytest.raises(ValueError, match="circle"):
        in_start_order([_part("a", "b"), _part("b", "a")])


def test_what_a_wanted_part_needs_comes_along_and_nothing_else() -> None:
    assert set(_names(choose_parts(PARTS, {"auth"}))) == {"auth", "prepare", "db", "bus"}


def test_a_group_stands_for_its_parts() -> None:
    assert {"auth", "script"} <= set(_names(choose_parts(PARTS, {"services"})))


def test_nothing_wanted_in_particular_means_everything() -> None:
    assert len(choose_parts(PARTS, None)) == len(PARTS)


def test_an_unknown_part_is_told_with_the_known_ones() -> None:
    with pytest.raises(StackProblem, match=r"No part is called nonsense; there are auth, bus, db"):
        choose_parts(PARTS, {"nonsense"})


def test_parts_are_stopped_before_what_they_need() -> None:
    assert dependents_of("prepare", PARTS) == {"auth", "script"}
    assert dependents_of("auth", PARTS) == set()
