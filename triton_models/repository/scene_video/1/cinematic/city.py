"""City: which of its places a scene shows."""

from __future__ import annotations

from collections.abc import Callable

from cinematic.backdrop import Stage
from cinematic.bridges import bridge
from cinematic.firmament import variant
from cinematic.quay import riverside
from cinematic.rooftop import rooftop
from cinematic.scene import Element
from cinematic.square import square
from cinematic.street import narrow_lane, shopping_street

PLACES: tuple[Callable[[Stage], list[Element]], ...] = (
    shopping_street,
    riverside,
    narrow_lane,
    rooftop,
    square,
    bridge,
)


def city(stage: Stage) -> list[Element]:
    """One of the city's places, by the seed; in a film the next scene in a city shows another."""
    return PLACES[variant(stage, len(PLACES))](stage)
