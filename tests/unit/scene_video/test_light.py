"""Which light and which composition a scene gets, by mood, weather, seed and its place in a film."""

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("light") / "findings.json"
    run_probe("light", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_a_films_light_is_coldest_and_dimmest_in_its_middle_and_strongest_at_its_end(
    findings: dict[str, Any],
) -> None:
    for film, scenes in findings["arcs"].items():
        keys, warmth = [s["key"] for s in scenes], [s["warmth"] for s in scenes]
        middle = len(scenes) // 2
        assert min(keys) == keys[middle] < 0.95 * keys[0], film
        assert min(warmth) == warmth[middle] < 0.8 * warmth[0], film
        assert max(keys) == keys[-1], film


def test_scenes_of_one_hour_and_mood_share_their_colours_within_a_film(findings: dict[str, Any]) -> None:
    assert max(findings["within_film"]) < 0.01


def test_films_differ_in_their_colours(findings: dict[str, Any]) -> None:
    for name, different in findings["skies"].items():
        assert different >= 8, name


def test_scenes_that_follow_one_another_never_share_a_composition(findings: dict[str, Any]) -> None:
    for setting, chosen in findings["neighbours"].items():
        assert all(a != b for a, b in pairwise(chosen)), setting


def test_a_settings_compositions_look_different(findings: dict[str, Any]) -> None:
    for setting, found in findings["compositions"].items():
        assert found["count"] >= 3, setting
        assert found["least"] > 7, setting


def test_each_weather_has_a_light_of_its_own(findings: dict[str, Any]) -> None:
    weathers = findings["weathers"]
    assert weathers["storm"]["horizon"] < 0.85 * weathers["clear"]["horizon"]
    assert weathers["storm"]["key"] < weathers["rain"]["key"] < weathers["clear"]["key"]
    assert weathers["aurora"]["horizon"] < 0.6 * weathers["clear"]["horizon"]
