"""A person in a scene: in near shots, lit by it, never cut off by the frame's lower edge."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PYTHON = ROOT / ".venv" / "models" / "bin" / "python"

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("portraits") / "scenes.json"
    probe = Path(__file__).parent / "probes" / "scenes.py"
    done = subprocess.run(
        [str(PYTHON), str(probe), str(out)], capture_output=True, text=True, timeout=220, check=False
    )
    if done.returncode != 0:
        pytest.fail(f"the probe ended with {done.returncode}:\n{done.stderr[-3000:]}")
    measured: dict[str, Any] = json.loads(out.read_text())
    return measured


def test_near_shots_show_the_person_and_a_close_one_shows_more_of_them(found: dict[str, Any]) -> None:
    assert found["close"]["share"] > found["medium"]["share"] > 0.04
    assert found["close"]["share"] > 0.10
    assert found["close"]["lowest"] == found["medium"]["lowest"] == 107


def test_a_wide_shot_and_a_scene_without_a_hero_do_not_show_them(found: dict[str, Any]) -> None:
    for name in ("wide", "absent", "film opens wide"):
        assert found[name]["share"] == 0, name


def test_a_shot_that_is_left_to_us_comes_near(found: dict[str, Any]) -> None:
    assert found["auto"]["share"] > 0.04


def test_the_same_person_gives_the_same_frame(found: dict[str, Any]) -> None:
    assert found["again"]


def test_a_person_is_darker_by_night_than_at_noon_and_can_still_be_seen(found: dict[str, Any]) -> None:
    assert 20 < found["night"]["level"] < 0.75 * found["noon"]["level"]


def test_nothing_of_the_photos_background_shows_at_the_edges(found: dict[str, Any]) -> None:
    assert found["green"] < 30


def test_in_every_move_the_person_stands_on_the_frames_lower_edge(found: dict[str, Any]) -> None:
    for camera, move in found["moves"].items():
        assert move["bottom"] > 0.10, camera


def test_moves_move_and_never_jump(found: dict[str, Any]) -> None:
    for camera, move in found["moves"].items():
        assert move["step"] < 2.0, camera
        if camera != "still":
            assert move["travel"] > 2 * move["step"], camera


def test_light_lies_on_the_side_of_the_sun_and_snow_on_top(found: dict[str, Any]) -> None:
    assert found["sun on the right"] == [0, 0, 0, 0, 0, 0, 1, 0, 0]
    assert found["snow from above"] == [0, 0, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("picture", "said"), [("flat", "height"), ("no alpha", "height"), ("tiny", "32"), ("empty", "nobody")]
)
def test_what_is_no_portrait_is_refused_with_what_is_wrong(
    found: dict[str, Any], picture: str, said: str
) -> None:
    assert said in found[picture]
