"""Light, shadow and perspective in rooms, and that no two designs of a setting look alike."""

import itertools
import json
from collections import defaultdict
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("rooms") / "findings.json"
    run_probe("rooms", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_a_lamp_lights_the_floor_below_it_more_than_the_floor_aside(findings: dict[str, Any]) -> None:
    lamps = findings["lamps"]
    assert lamps["below"] > 1.5 * lamps["aside"]
    assert lamps["aside"] > 2 * lamps["off"]


def test_what_stands_below_a_lamp_casts_a_shadow(findings: dict[str, Any]) -> None:
    assert findings["lamps"]["shaded"] < 0.5 * findings["lamps"]["open"]


def test_the_sun_through_a_window_meets_the_floor_where_geometry_says(findings: dict[str, Any]) -> None:
    sun = findings["sunlight"]
    assert -3 < sun["x"] < 3
    assert 2 < sun["z"] < 8
    assert sun["lit"] > 3 * sun["beside"]


def test_a_point_of_the_floor_is_found_again_from_where_the_lens_shows_it(findings: dict[str, Any]) -> None:
    assert findings["perspective"] < 1e-6


def test_each_room_has_three_designs_that_do_not_look_alike(findings: dict[str, Any]) -> None:
    by_setting = defaultdict(list)
    for design in findings["designs"]:
        by_setting[design["setting"]].append(design)
    assert len(by_setting) == 8
    for setting, designs in by_setting.items():
        assert len(designs) >= 3, setting
        for a, b in itertools.combinations(designs, 2):
            pairs = zip(a["noon"]["small"], b["noon"]["small"], strict=True)
            apart = sum(abs(p - q) for p, q in pairs) / len(a["noon"]["small"])
            assert apart > 8, (a["name"], b["name"], apart)


def test_a_room_at_night_is_lit_by_its_lamps_and_keeps_its_shadows(findings: dict[str, Any]) -> None:
    for design in findings["designs"]:
        night = design["night"]
        assert night["light"] > 90, design["name"]
        assert night["mean"] < design["noon"]["mean"] + 25, design["name"]
        assert 35 < night["mean"] < 130, design["name"]
        assert night["spread"] > 14, design["name"]
