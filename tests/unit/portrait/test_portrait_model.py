"""The portrait model on variations of one photo, in the models' environment."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PYTHON = ROOT / ".venv" / "models" / "bin" / "python"
ARTIFACTS = ROOT / ".venv" / "models" / "artifacts"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("portraits") / "found.json"
    done = subprocess.run(
        [str(PYTHON), str(Path(__file__).parent / "probes" / "portraits.py"), str(out)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "ENCOMPASS_MODEL_ARTIFACTS": str(ARTIFACTS)},
    )
    if done.returncode != 0:
        pytest.fail(f"the probe ended with {done.returncode}:\n{done.stderr[-3000:]}")
    answers: dict[str, Any] = json.loads(out.read_text())
    return answers


@pytest.mark.parametrize(
    ("photo", "verdict"),
    [
        ("one person", "OK"),
        ("a large photo", "OK"),
        ("a face that fills it", "OK"),
        ("a little soft", "OK"),
        ("somebody small behind", "OK"),
        ("two people", "SEVERAL_FACES"),
        ("nobody", "NO_FACE"),
        ("far away", "FACE_TOO_SMALL"),
        ("out of focus", "TOO_BLURRED"),
    ],
)
def test_a_photo_gets_the_verdict_that_it_deserves(found: dict[str, Any], photo: str, verdict: str) -> None:
    assert found[photo]["verdict"] == verdict, found[photo]["scores"]


@pytest.mark.parametrize("photo", ["one person", "a large photo"])
def test_the_person_is_cut_out_whole_and_the_background_is_gone(found: dict[str, Any], photo: str) -> None:
    assert found[photo]["face_covered"] > 0.98
    assert found[photo]["beside_the_head"] < 0.02
    assert 0.002 < found[photo]["soft"] < 0.2, (
        "hair and shoulders have an edge that is neither hard nor foggy"
    )


def test_a_cut_out_is_no_higher_than_768_pixels_and_says_where_face_and_head_are(
    found: dict[str, Any],
) -> None:
    large = found["a large photo"]
    assert 600 < large["shape"][0] <= 768
    left, top, right, bottom = large["face"]
    assert 0 < left < right < 1
    assert 0 <= large["head_top"] < top < bottom < 0.7


def test_the_same_photo_gives_the_same_cut_out(found: dict[str, Any]) -> None:
    assert found["again"]["sum"] == found["one person"]["sum"]


def test_a_refused_photo_is_given_back_as_nothing(found: dict[str, Any]) -> None:
    assert found["two people"]["shape"] == [1, 1, 4]
    assert found["two people"]["sum"] == 0


def test_a_picture_of_a_few_pixels_is_an_invalid_argument_and_spoils_no_other(found: dict[str, Any]) -> None:
    assert found["too few pixels"]["code"] == 3
    assert "64 to 4096" in found["too few pixels"]["error"]


def test_scores_are_within_their_ranges(found: dict[str, Any]) -> None:
    nudity, faces, height, sharpness = found["one person"]["scores"]
    assert 0 <= nudity < 0.2
    assert faces == 1
    assert 90 < height < 130
    assert sharpness > 50
