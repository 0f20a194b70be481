"""What a request may say, and what it's told when it's wrong."""

import json
from typing import Any

import pytest
from cinematic.fields import SpecError
from cinematic.spec import (
    MAX_FRAMES_PER_REQUEST,
    TAIL_FRAMES,
    CameraMove,
    Mood,
    Pose,
    RenderRequest,
    Setting,
    Time,
    Weather,
    parse_request,
    parse_spec,
)
from hypothesis import given
from hypothesis import strategies as st

GOOD: dict[str, Any] = {
    "setting": "ocean",
    "time": "dawn",
    "weather": "fog",
    "mood": "calm",
    "camera": "still",
    "hero": "sitting",
    "props": ["old boat"],
    "duration_frames": 96,
}
SPECS = st.fixed_dictionaries(
    {
        "setting": st.sampled_from([s.value for s in Setting]),
        "time": st.sampled_from([t.value for t in Time]),
        "weather": st.sampled_from([w.value for w in Weather]),
        "mood": st.sampled_from([m.value for m in Mood]),
        "camera": st.sampled_from([c.value for c in CameraMove]),
        "hero": st.sampled_from([p.value for p in Pose]),
        "props": st.lists(st.text(max_size=20), max_size=3),
        "duration_frames": st.integers(1, 5000),
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=12,
)


def ask(spec: dict[str, Any] | None = None, **changes: Any) -> RenderRequest:
    values: dict[str, Any] = {"seed": 1, "width": 640, "height": 360, "fps": 24, "indices": [0, 1]} | changes
    return parse_request(json.dumps(spec or GOOD), **values)


@given(SPECS)
def test_every_combination_that_the_story_format_allows_is_accepted(spec: dict[str, Any]) -> None:
    parsed = parse_spec(json.dumps(spec))
    assert (parsed.setting, parsed.hero) == (spec["setting"], spec["hero"])
    assert parsed.props == tuple(spec["props"])


@given(SPECS, st.sampled_from(["setting", "time", "weather", "mood", "camera", "hero"]), JSON)
def test_a_field_that_is_not_one_of_its_values_is_named_in_the_error(
    spec: dict[str, Any], field: str, value: Any
) -> None:
    if isinstance(value, str) and value in str(GOOD):
        value = "somewhere else"
    with pytest.raises(SpecError, match=field):
        parse_spec(json.dumps({**spec, field: value}))


@given(JSON)
def test_no_json_whatever_breaks_the_parser_in_another_way_than_a_spec_error(value: Any) -> None:
    with pytest.raises(SpecError):
        parse_spec(json.dumps(value))


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_parser_in_another_way_than_a_spec_error(text: str) -> None:
    with pytest.raises(SpecError):
        parse_spec(text)


@pytest.mark.parametrize(
    "size", [(63, 64), (65, 64), (64, 62), (1922, 1080), (1920, 1082), (1080, 1922), (0, 0), (-64, 64)]
)
def test_a_size_that_is_odd_or_out_of_bounds_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(SpecError, match=r"width|height"):
        ask(width=size[0], height=size[1])


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080), (1080, 1620), (640, 360)])
def test_wide_tall_and_square_frames_may_be_as_large_as_full_hd(size: tuple[int, int]) -> None:
    wanted = ask(width=size[0], height=size[1])
    assert (wanted.width, wanted.height) == size


@pytest.mark.parametrize("fps", [0, -1, 61])
def test_a_frame_rate_out_of_bounds_is_refused(fps: int) -> None:
    with pytest.raises(SpecError, match="fps"):
        ask(fps=fps)


def test_frames_of_the_tail_may_be_asked_for_and_none_beyond_it() -> None:
    last = GOOD["duration_frames"] + TAIL_FRAMES
    assert ask(indices=[last, 0]).indices == (last, 0)
    for wrong in (last + 1, -1):
        with pytest.raises(SpecError, match="frame_indices"):
            ask(indices=[0, wrong])


def test_a_request_holds_at_most_two_thousand_frames_and_may_hold_none() -> None:
    assert ask(indices=[]).indices == ()
    assert len(ask(indices=[0] * MAX_FRAMES_PER_REQUEST).indices) == 2000
    with pytest.raises(SpecError, match="frame_indices"):
        ask(indices=[0] * (MAX_FRAMES_PER_REQUEST + 1))


@pytest.mark.parametrize(
    "change",
    [
        {"props": ["a", "b", "c", "d"]},
        {"props": "boat"},
        {"props": [1]},
        {"props": ["x" * 81]},
        {"duration_frames": 0},
        {"duration_frames": "96"},
        {"duration_frames": True},
        {"duration_frames": 10**9},
        {"wardrobe": "red"},
    ],
)
def test_a_wrong_value_is_refused_by_name(change: dict[str, Any]) -> None:
    with pytest.raises(SpecError, match=next(iter(change))):
        ask({**GOOD, **change})


def test_a_spec_without_props_has_none() -> None:
    assert parse_spec(json.dumps({k: v for k, v in GOOD.items() if k != "props"})).props == ()
