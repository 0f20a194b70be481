"""Layers come together as they would in plain floats, and nothing that can be seen is left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("compositing") / "found.json"
    run_probe("compositing", out)
    read: dict[str, Any] = json.loads(out.read_text())
    return read


def test_a_layer_lands_where_fractions_of_a_pixel_put_it(found: dict[str, Any]) -> None:
    for case, off in found["laying"].items():
        assert off < 2.5, case


def test_a_layer_has_the_colours_it_was_painted_in(found: dict[str, Any]) -> None:
    packed = found["packed"]
    assert packed["off"] < 1.6
    assert not packed["brighter"]
    assert packed["opaque"]
    assert packed["empty"]
    assert packed["lo"]


def test_a_wide_blur_is_as_if_it_had_been_made_at_full_size(found: dict[str, Any]) -> None:
    for sigma, off in found["blurs"].items():
        assert off < 4, sigma


def test_foam_is_what_its_formula_says(found: dict[str, Any]) -> None:
    assert found["foam"]["share"] > 0.1
    assert found["foam"]["off"] < 0.001


def test_bloom_that_is_blurred_small_cannot_be_told_in_a_frame(found: dict[str, Any]) -> None:
    assert found["bloom"]["told"], "it was blurred at full size both times"
    assert found["bloom"]["psnr"] > 55


def test_leaving_out_what_is_hidden_changes_no_pixel(found: dict[str, Any]) -> None:
    for setting, scene in found["hiding"].items():
        assert scene["same"], setting


def test_something_is_left_out(found: dict[str, Any]) -> None:
    assert max(scene["left_out"] for scene in found["hiding"].values()) > 0.1


def test_the_warm_up_compiles_every_kernel(tmp_path: Path) -> None:
    out = tmp_path / "warm.json"
    run_probe("warm", out)
    found = json.loads(out.read_text())
    assert found["kernels"] > 15
    assert found["cold"] == []
