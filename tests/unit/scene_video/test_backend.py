"""model.py against a stand-in for Triton: chunks, cancellation, errors."""

import json
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")
INVALID_ARG = 3


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("backend") / "sent.json"
    run_probe("backend", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_frames_come_in_chunks_in_the_order_asked_for_then_an_empty_final_response(
    sent: dict[str, Any],
) -> None:
    first, second, final = sent["frames"]
    assert (first["indices"], second["indices"]) == ([40, 41, 2, 3], [4, 9])
    assert (first["shape"], second["shape"]) == ([4, 96, 64], [2, 96, 64])
    assert first["dtype"] == "uint8"
    assert final == {"final": True}
    assert not first["final"]


def test_a_cancelled_request_renders_no_further_chunk_and_still_ends(sent: dict[str, Any]) -> None:
    assert [bool(s.get("indices")) for s in sent["cancelled"]] == [True, True, False]
    assert sent["cancelled"][-1] == {"final": True}


@pytest.mark.parametrize(
    ("case", "told"), [("bad_setting", "setting"), ("bad_bytes", "UTF-8"), ("bad_size", "width must be even")]
)
def test_a_wrong_request_gets_one_final_error_that_says_what_is_wrong(
    sent: dict[str, Any], case: str, told: str
) -> None:
    (answer,) = sent[case]
    assert answer["final"]
    assert answer["code"] == INVALID_ARG
    assert told in answer["error"]


def test_the_model_serves_on_after_errors(sent: dict[str, Any]) -> None:
    assert sent["after_errors"][0]["indices"] == [0]
