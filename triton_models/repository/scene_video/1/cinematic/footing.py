"""How much ground there is around somebody for their things."""

from __future__ import annotations

from collections.abc import Callable

_WIDEST = 2.4
"""How far is looked, in grown body heights."""
_STEP = 0.06
_STEEPEST = 0.20
"""How much lower or higher than the feet the ground may be for things to stand there, in body heights."""


def room_around(
    x: float,
    height: float,
    side: float,
    line: Callable[[float], float] | None,
    firm: tuple[float, float] | None,
) -> tuple[float, float]:
    """How far the ground reaches (behind, ahead of) feet at x, in body heights.

    Args:
        height: of a grown body, in design units.
        side: where the body faces: 1 right, -1 left.
        line: how high the ground is at an x, in design units downwards; level where it isn't said.
        firm: from where to where there is any; everywhere where it isn't said.
    """

    def reach(way: float) -> float:
        far = _WIDEST
        if firm is not None:
            far = min(far, max(0.0, ((firm[1] - x) if way > 0 else (x - firm[0])) / height))
        if line is not None:
            steps = 1
            while steps * _STEP < far and abs(line(x + way * steps * _STEP * height) - line(x)) < (
                _STEEPEST * height
            ):
                steps += 1
            far = min(far, steps * _STEP)
        return far

    return reach(-side), reach(side)
