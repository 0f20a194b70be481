"""Nothing stutters, pops or flickers: optical flow over whole scenes, in frames 100 ms apart."""

import json
from statistics import median
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("flow") / "flow.json"
    run_probe("flow", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def stutters(scene: dict[str, Any]) -> bool:
    """The flow of most of the picture changes far more at one moment than it usually does.

    Flow follows less well what moves fast, such as the sun's glitter on waves.
    """
    return bool(max(scene["jerks"]) > 1.6 * median(scene["jerks"]) + 0.06 + 0.05 * scene["speed"])


def pops(scene: dict[str, Any]) -> bool:
    """A part of the picture changes at once, in a way that movement doesn't explain.

    Flow follows less well what moves fast.
    """
    return bool(max(scene["pops"]) > 12 + 6 * scene["speed"])


def flickers(scene: dict[str, Any]) -> bool:
    """The whole picture's brightness (16 to 235) jumps within 100 ms."""
    return bool(max(scene["light"]) > 2.2)


def test_no_move_shot_or_weather_stutters_pops_or_flickers(seen: dict[str, Any]) -> None:
    for name, scene in seen["scenes"].items():
        assert not stutters(scene), (name, scene["jerks"])
        assert not pops(scene), (name, scene["pops"], scene["speed"])
        assert not flickers(scene), (name, scene["light"])


def test_every_scene_moves_yet_none_rushes(seen: dict[str, Any]) -> None:
    for name, scene in seen["scenes"].items():
        assert 0.1 < scene["speed"] < 8, name


@pytest.mark.parametrize("fault", ["shown_twice", "left_out"])
def test_a_frame_shown_twice_or_left_out_is_found(seen: dict[str, Any], fault: str) -> None:
    assert stutters(seen["faults"][fault])


def test_a_thing_that_pops_up_is_found(seen: dict[str, Any]) -> None:
    assert pops(seen["faults"]["popped"])


def test_a_flicker_is_found(seen: dict[str, Any]) -> None:
    assert flickers(seen["faults"]["flickered"])
