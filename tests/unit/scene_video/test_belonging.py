"""No story puts a thing where it makes no sense: every drawing on every ground, and in every setting."""

from itertools import product

import pytest
from cinematic.belonging import (
    OF_SETTINGS,
    Ground,
    beast_fits,
    belongs,
    fitting,
    needs_support,
    stands_by_itself,
    support,
)
from cinematic.footing import room_around
from cinematic.prop_names import CREATURES, DRAWN
from cinematic.spec import Setting

ROOMS = frozenset(
    {Ground.CLASSROOM, Ground.WORKSHOP, Ground.LIBRARY, Ground.LABORATORY, Ground.KITCHEN}
    | {Ground.STATION, Ground.STUDIO, Ground.HOSPITAL, Ground.DECK}
)
BY_WATER = frozenset({Ground.SHORE, Ground.WATERFRONT, Ground.ROCK})
OPEN = frozenset(Ground) - ROOMS - {Ground.STAGE}

SENSELESS: dict[str, tuple[frozenset[str], frozenset[Ground]]] = {
    "what a room is furnished with stands in no weather": (
        frozenset({"armchair", "desk", "bed", "lamp", "candles", "blackboard", "sewingmachine"}),
        OPEN,
    ),
    "nothing with legs for a floor stands on a boulder or on the moon": (
        frozenset({"armchair", "bed", "bench", "chair", "desk", "lamp", "piano", "stool", "table"}),
        frozenset({Ground.ROCK, Ground.MOON}),
    ),
    "instruments that rain spoils stay away from water": (
        frozenset({"piano", "cello", "drums", "microscope", "scales"}),
        BY_WATER,
    ),
    "what drives in streets drives in no room, no garden, no water and no dune": (
        frozenset({"bus", "van", "car"}),
        (ROOMS - {Ground.WORKSHOP})
        | {Ground.STAGE, Ground.GARDEN, Ground.SHORE, Ground.ROCK, Ground.DUNE, Ground.MOON, Ground.ROOF},
    ),
    "what has roots grows in earth": (
        frozenset({"tree", "bush"}),
        ROOMS | {Ground.ROOF, Ground.BRIDGE, Ground.ROCK, Ground.MOON, Ground.WATERFRONT},
    ),
    "no open fire burns within, on planks or without air": (
        frozenset({"fire"}),
        ROOMS | {Ground.STAGE, Ground.WATERFRONT, Ground.BRIDGE, Ground.MOON},
    ),
    "no flame burns without air": (
        frozenset({"candle", "candles", "matchbox", "cake"}),
        frozenset({Ground.MOON}),
    ),
    "nothing flies where there is no air": (
        frozenset({"kite", "balloon", "paperplane", "windsock"}),
        frozenset({Ground.MOON}),
    ),
    "no boat lies where there is neither water nor a wall to build it by": (
        frozenset({"boat", "surfboard", "anchor"}),
        frozenset(Ground) - BY_WATER - {Ground.WORKSHOP, Ground.STAGE},
    ),
    "what stands along ways and in fields stands in no room": (
        frozenset({"streetlamp", "busstop", "signpost", "milestone", "fence", "gate", "well", "fountain"})
        | {"tent", "scarecrow", "windsock", "snowman", "stall", "boulder", "lifebuoy", "kite"},
        ROOMS,
    ),
    "a door by itself is only a stage's": (frozenset({"door"}), frozenset(Ground) - {Ground.STAGE}),
    "what is as long as a room is high stays outside": (
        frozenset({"fishingrod", "oar", "axe", "spade", "rake"}),
        ROOMS - {Ground.WORKSHOP},
    ),
}
"""What must never be seen together."""


@pytest.mark.parametrize("rule", SENSELESS)
def test_no_pair_of_a_thing_and_a_ground_is_senseless(rule: str) -> None:
    things, grounds = SENSELESS[rule]
    assert things <= DRAWN
    shown = {fitting(word, ground, snowy=True) for word, ground in product(DRAWN, grounds)}
    wrong = [(word, ground) for word, ground in product(things, grounds) if belongs(word, ground)]
    assert wrong == []
    assert shown & things == set()


def test_what_takes_a_things_place_has_a_drawing_and_belongs_there_itself() -> None:
    for word, ground, snowy in product(DRAWN, Ground, (True, False)):
        shown = fitting(word, ground, snowy=snowy)
        assert shown == "" or (shown in DRAWN and belongs(shown, ground)), (word, ground)


def test_every_thing_belongs_somewhere_and_every_ground_has_most_of_them() -> None:
    for word in DRAWN:
        assert any(belongs(word, ground) for ground in Ground), word
    for ground in Ground:
        shown = sum(bool(fitting(word, ground, snowy=True)) for word in DRAWN)
        assert shown > 0.7 * len(DRAWN), (ground, shown)


def test_a_lamp_is_light_on_every_ground() -> None:
    lights = {"lamp", "streetlamp", "lantern", "torch"}
    assert {fitting("lamp", ground) for ground in Ground} <= lights
    assert {fitting("fire", ground) for ground in Ground} <= {"fire", *lights}


def test_a_snowman_needs_snow() -> None:
    assert fitting("snowman", Ground.GARDEN, snowy=True) == "snowman"
    assert fitting("snowman", Ground.GARDEN) == ""


def test_what_small_things_are_put_on_belongs_there_and_stands_by_itself() -> None:
    for ground in Ground:
        assert belongs(support(ground), ground)
        assert stands_by_itself(support(ground), ground)


def test_nothing_small_lies_about_and_no_long_thing_balances_on_a_floor() -> None:
    assert needs_support("cup")
    assert needs_support("microscope")
    assert not stands_by_itself("cup", Ground.LAND)
    assert stands_by_itself("spade", Ground.GARDEN)
    assert not stands_by_itself("broom", Ground.KITCHEN)
    assert stands_by_itself("suitcase", Ground.STATION)


def test_large_animals_stay_out_of_rooms_and_all_of_them_on_earth() -> None:
    for kind, ground in product(CREATURES, Ground):
        if ground in (Ground.MOON, Ground.DECK):
            assert not beast_fits(kind, ground)
    assert not beast_fits("horse", Ground.LIBRARY)
    assert not beast_fits("cow", Ground.HOSPITAL)
    assert beast_fits("cat", Ground.LIBRARY)
    assert beast_fits("horse", Ground.LAND)


def test_every_setting_has_a_ground() -> None:
    assert set(OF_SETTINGS) == set(Setting)


def test_there_is_room_only_as_far_as_the_ground_is_firm_and_level() -> None:
    assert room_around(0, 100, 1.0, None, (-50, 120)) == pytest.approx((0.5, 1.2))
    assert room_around(0, 100, -1.0, None, (-50, 120)) == pytest.approx((1.2, 0.5))
    back, ahead = room_around(0, 100, 1.0, lambda x: 0.0 if x < 60 else 400.0, None)
    assert back > 2
    assert 0.5 < ahead < 0.75
