"""How heroes and what is with them are drawn, measured in the models' environment."""

import json
from statistics import median
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")

_SMOOTH = 2.4
"""How much more than usual a frame of steady movement may differ from the one before."""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("figures") / "findings.json"
    run_probe("figures", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_every_look_is_drawn_in_every_pose_and_is_the_same_each_time(findings: dict[str, Any]) -> None:
    assert len(findings["looks"]) > 300
    for found in findings["looks"]:
        name = (found["field"], found["value"], found["pose"])
        assert 0.02 < found["covered"] < 0.45, name
        assert found["digest"] == found["again"], name


def test_every_value_of_a_look_can_be_told_from_the_others(findings: dict[str, Any]) -> None:
    pictures: dict[tuple[str, str], list[str]] = {}
    for found in findings["looks"]:
        pictures.setdefault((found["field"], found["pose"]), []).append(found["digest"])
    for (field, pose), digests in pictures.items():
        if pose in ("standing", "walking"):
            assert len(set(digests)) == len(digests), (field, pose)


def test_nobody_jumps_from_one_frame_to_the_next(findings: dict[str, Any]) -> None:
    for found in findings["movement"]:
        assert max(found["steps"]) < _SMOOTH * median(found["steps"]) + 0.02, found["name"]


def test_a_jump_would_be_seen(findings: dict[str, Any]) -> None:
    assert max(findings["planted"]) > _SMOOTH * median(findings["planted"]) + 0.02


def test_a_wheelchair_user_never_stands(findings: dict[str, Any]) -> None:
    assert len(findings["seated"]) == 8
    for pose, height in findings["seated"].items():
        assert 0.6 < height < 0.78, pose


def test_every_thing_that_has_a_drawing_is_seen_beside_the_hero(findings: dict[str, Any]) -> None:
    things = findings["things"]
    assert len(things) > 150
    assert [name for name, changed in things.items() if changed < 0.0004] == []


def test_who_goes_along_has_the_wanted_age_and_other_clothes(findings: dict[str, Any]) -> None:
    for found in findings["companions"]:
        assert found["age"] == found["wanted"]
        assert found["alike"] == []
        assert found["again"]


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        ("book", {"held": "book", "around": [], "far_hand": False}),
        ("book on the bench", {"held": "", "around": ["book"], "raised": [True]}),
        ("book on the table", {"held": "", "around": ["table", "book"], "raised": [False, True]}),
        ("book and cane", {"held": "book", "far_hand": True}),
        ("book and crutches", {"held": "", "around": ["crate", "book"]}),
        ("spade in a wheelchair", {"held": "", "around": ["spade"]}),
        ("bus outside", {"around": ["bus"]}),
        ("bus inside", {"around": [], "held": ""}),
        ("apple on a stall that has no room", {"around": ["sidetable", "apple", "basket"]}),
        ("horse in a classroom", {"beasts": []}),
        ("lamp on a quay", {"held": "lantern", "around": []}),
        ("lamp in a street", {"held": "", "around": ["streetlamp"]}),
        ("table on a boulder", {"held": "", "around": []}),
        ("table on a short jetty", {"around": ["table"]}),
        ("cup and bread by a lake", {"held": "cup", "around": ["boulder", "bread"]}),
        ("bicycle that is ridden", {"around": ["suitcase"]}),
        ("van of the story", {"pose": "standing", "around": ["van"]}),
        ("running on crutches", {"pose": "walking"}),
        ("riding with a white cane", {"pose": "walking"}),
        ("riding a horse", {"pose": "riding", "mount": True, "beasts": []}),
        ("guide dog", {"guide": True, "beasts": ["dog"]}),
        ("boy of the story", {"companion": "child"}),
        ("many animals", {"beasts": ["cat", "dog"]}),
        ("nothing known", {"held": "", "around": [], "beasts": [], "companion": "none"}),
    ],
)
def test_what_is_with_the_hero_follows_the_words_and_what_they_can_do(
    findings: dict[str, Any], scene: str, expected: dict[str, Any]
) -> None:
    found = findings["casts"][scene]
    assert {key: found[key] for key in expected} == expected


def test_nobody_works_at_a_bench_in_the_open(findings: dict[str, Any]) -> None:
    settings = findings["worksites"]["settings"]
    assert len(settings) > 15
    assert "bench" not in settings.values()
    assert len(set(findings["worksites"]["pictures"].values())) == len(findings["worksites"]["pictures"])
