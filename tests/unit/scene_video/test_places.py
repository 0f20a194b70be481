"""The places of cities, villages, gardens, roads, sports grounds and stages."""

import json
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")

SETTINGS = ("city", "village", "garden", "road", "sports_ground", "stage")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("places") / "findings.json"
    run_probe("places", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_every_built_setting_has_five_places_or_more(findings: dict[str, Any]) -> None:
    for setting in SETTINGS:
        assert len([name for name in findings if name.startswith(f"{setting}/")]) >= 5, setting


def test_a_place_is_the_same_picture_each_time_and_never_flat(findings: dict[str, Any]) -> None:
    places = {name: found for name, found in findings.items() if "/" in name}
    assert [name for name, found in places.items() if not found["same"]] == []
    assert [name for name, found in places.items() if found["spread"] < 12] == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_two_places_of_a_setting_look_alike(findings: dict[str, Any], setting: str) -> None:
    assert findings[setting] > 8  # levels of 255, averaged over all pixels


def test_what_stands_on_the_ground_does_not_slide_over_it_when_the_camera_moves(
    findings: dict[str, Any],
) -> None:
    assert findings["slide"] < 1.5  # pixels of a frame 320 wide
