"""The network that doubles frames: better than interpolation on scenes that it never saw."""

import json
import subprocess
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from services.stack.binaries import MODELS_ENVIRONMENT

PROBE = Path(__file__).parent / "probes" / "doubling.py"

pytestmark = pytest.mark.xdist_group("scene_video")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("doubling") / "findings.json"
    command = [str(MODELS_ENVIRONMENT / "bin" / "python"), str(PROBE), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_it_beats_bicubic_on_each_scene_that_it_never_saw_and_lanczos_on_the_whole(
    findings: dict[str, Any],
) -> None:
    scenes = findings["scenes"]
    assert all(scene["network"] > scene["bicubic"] for scene in scenes), scenes
    assert fmean(scene["network"] - scene["lanczos"] for scene in scenes) > 0.2, scenes


def test_colours_stay_as_they_are(findings: dict[str, Any]) -> None:
    assert findings["chroma"] == {"shape": [1, 192, 128], "u": [60, 60], "v": [200, 200]}


def test_what_are_no_frames_is_refused_in_words(findings: dict[str, Any]) -> None:
    too_many, odd_rows, odd_width, too_large = findings["refusals"]
    assert "from 1 to 16" in too_many
    assert "even" in odd_rows
    assert "even" in odd_width
    assert "at most" in too_large
