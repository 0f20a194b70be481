"""Which composition a scene gets, and what near shots look like, measured in the models' environment."""

import json
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

GLITTERING = {"ocean", "harbor", "river"}
"""Other pixels of their water catch the sun."""

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("compositions") / "found.json"
    run_probe("compositions", out)
    findings: dict[str, Any] = json.loads(out.read_text())
    return findings


def test_the_best_of_the_compositions_tried_is_filmed(found: dict[str, Any]) -> None:
    choice = found["choice"]
    assert choice["filmed"] == choice["best"]
    assert len(choice["totals"]) == 6
    assert max(choice["totals"]) > min(choice["totals"])


def test_a_scene_without_candidates_tries_none(found: dict[str, Any]) -> None:
    assert found["choice"]["without_candidates"] == found["choice"]["first"]


def test_the_same_composition_is_chosen_at_every_size(found: dict[str, Any]) -> None:
    assert found["choice"]["same_at_another_size"]


def test_each_part_of_a_score_lies_between_bad_and_good(found: dict[str, Any]) -> None:
    for score in found["choice"]["scores"]:
        assert set(score) == {"contrast", "thirds", "head", "exposure", "colour", "edges"}
        assert all(0 <= part <= 1 for part in score.values())


def test_what_is_far_in_a_near_shot_stays_in_place_where_it_is_built_at_half_the_size(
    found: dict[str, Any],
) -> None:
    for setting, half in found["halves"].items():
        assert half["soft"] > 0, setting
        assert half["mean"] < 6, (setting, half)
        assert half["worst"] < (60 if setting in GLITTERING else 25), (setting, half)


def test_a_tall_frame_of_full_size_is_painted(found: dict[str, Any]) -> None:
    assert found["tall"]["shape"] == [2880, 1080]
    assert found["tall"]["spread"] > 9
