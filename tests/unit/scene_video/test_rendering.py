"""What frames look like and depend on, measured in the models' environment."""

import json
from statistics import median
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("renders") / "findings.json"
    run_probe("renders", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_a_frame_is_the_same_bytes_alone_in_a_run_and_in_another_process_order(
    findings: dict[str, Any],
) -> None:
    found = findings["determinism"]
    assert found["run"] == found["back"]
    assert found["alone"] == found["run"]["41"]
    assert len(set(found["run"].values())) == len(found["run"])


def test_another_seed_is_another_picture(findings: dict[str, Any]) -> None:
    assert findings["determinism"]["other_seed"] != findings["determinism"]["alone"]


def test_every_setting_hour_weather_mood_camera_and_pose_renders(findings: dict[str, Any]) -> None:
    scenes = findings["settings"]
    assert all(s["shape"] == [96, 114] for s in scenes)
    used = {kind: {s["used"][kind] for s in scenes} for kind in ("time", "weather", "mood", "camera", "hero")}
    assert {k: len(v) for k, v in used.items()} == {
        "time": 6,
        "weather": 8,
        "mood": 8,
        "camera": 9,
        "hero": 9,
    }


def test_no_picture_is_black_blown_out_or_flat(findings: dict[str, Any]) -> None:
    for scene in findings["settings"]:
        name = scene["name"]
        assert scene["lowest"] >= 16, name
        assert scene["highest"] <= 235, name
        assert 24 < scene["mean"] < 205, name
        assert scene["spread"] > 9, name
        assert scene["regions"] > 5, name


def test_water_whose_horizon_lies_above_the_frame_is_still_water(findings: dict[str, Any]) -> None:
    for scene in findings["water"]:
        assert scene["brightest"] < 200, scene["seed"]


def test_frames_follow_one_another_smoothly(findings: dict[str, Any]) -> None:
    for scene in findings["smoothness"]:
        steps = scene["steps"]
        assert max(steps) < 2 * median(steps) + 0.5, (scene["name"], steps)
        assert median(steps) > 0.15, f"{scene['name']} stands still"
        assert max(steps) < 12, scene["name"]


def test_sizes_from_the_smallest_to_tall_and_wide_ones_render(findings: dict[str, Any]) -> None:
    for found in findings["sizes"]:
        width, height = found["size"]
        assert found["shape"] == [height * 3 // 2, width]
