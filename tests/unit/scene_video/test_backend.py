"""model.py against a stand-in for Triton: order, cancellation, sequences, errors."""

import json
from typing import Any

import pytest

from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")
INVALID_ARG = 3
CANCELLED = 7


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("backend") / "sent.json"
    run_probe("backend", out)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_frames_come_in_the_order_asked_for(sent: dict[str, Any]) -> None:
    answer = sent["frames"]
    assert answer["indices"] == [40, 41, 2, 3, 4, 9]
    assert answer["shape"] == [6, 96, 64]
    assert answer["dtype"] == "uint8"


def test_a_cancelled_request_is_broken_off(sent: dict[str, Any]) -> None:
    assert sent["cancelled"]["code"] == CANCELLED


def test_a_sequence_is_told_once_who_is_in_the_picture(sent: dict[str, Any]) -> None:
    assert sent["person"]["sum"] == sent["remembered"]["sum"] != sent["drawn"]["sum"]


def test_a_sequence_that_has_ended_is_forgotten(sent: dict[str, Any]) -> None:
    assert sent["forgotten"]["sum"] == sent["drawn"]["sum"]


def test_a_set_may_be_painted_before_the_scenes_length_is_known(sent: dict[str, Any]) -> None:
    assert sent["prepared"]["shape"] == [0, 96, 64]
    assert sent["of_a_prepared_set"] == sent["of_no_prepared_set"]


@pytest.mark.parametrize(
    ("case", "told"), [("bad_setting", "setting"), ("bad_bytes", "UTF-8"), ("bad_size", "width must be even")]
)
def test_a_wrong_request_gets_an_error_that_says_what_is_wrong(
    sent: dict[str, Any], case: str, told: str
) -> None:
    assert sent[case]["code"] == INVALID_ARG
    assert told in sent[case]["error"]


def test_the_model_serves_on_after_errors(sent: dict[str, Any]) -> None:
    assert sent["after_errors"]["indices"] == [0]
