"""The whole way with a tiny pipeline: loaded from a folder, denoised, decoded, scaled, told in order."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from diffusion.frames import FramesEnded, i420, in_order
from diffusion.pipelines import Cancelled, Manner, Wish, load, video
from diffusion.prompts import PromptError, read_prompt

from tests.diffusion import tiny

SPEC = {
    "setting": "ocean", "time": "dusk", "weather": "rain", "mood": "lonely", "camera": "push_in",
    "hero": "walking", "props": ["red kite"], "duration_frames": 96, "shot": "close",
    "look": {"age": "child", "animal": "dog", "aid": "white_cane"},
}  # fmt: skip
MANNER = Manner(width=64, height=32, clip_frames=9, steps=2, guidance=1.0)


@pytest.fixture(scope="module")
def causal(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("causal")
    tiny.save_causal(folder)
    return load(folder, "cpu", "float32")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("clips")
    tiny.save_clips(folder)
    return load(folder, "cpu", "float32")


def wish(**other: Any) -> Wish:
    prompt = read_prompt(json.dumps(SPEC), "She walks on.")
    return replace(Wish(prompt.wanted, prompt.unwanted, seed=7, frames=60), **other)


def never() -> bool:
    return False


def picture(value: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.full((48, 80, 3), value, np.uint8)


def test_a_causal_pipeline_tells_each_chunk_before_the_next_is_made(causal: Any) -> None:
    made: list[int] = []
    decode = causal.vae.decode
    frames = video(causal, wish(), MANNER, never)
    first = next(frames)
    made.append(len(first))
    made += [len(chunk) for chunk in frames]
    assert made == [33, 33]
    assert first.shape[1:] == (32, 64, 3)
    assert causal.vae.decode == decode, "the decoder is still listened to"


def test_the_same_seed_gives_the_same_frames_and_another_one_others(causal: Any) -> None:
    one, again, other = (
        np.concatenate(list(video(causal, wish(seed=seed, frames=30), MANNER, never))) for seed in (7, 7, 8)
    )
    assert (one == again).all()
    assert (one != other).any()


def test_leaving_stops_it_between_two_steps(causal: Any) -> None:
    steps = itertools.count()
    with pytest.raises(Cancelled):
        list(video(causal, wish(frames=300), MANNER, lambda: next(steps) > 2))
    assert next(steps) < 6
    frames = video(causal, wish(frames=300), MANNER, never)
    next(frames)
    frames.close()
    assert list(video(causal, wish(frames=30), MANNER, never)), "it can be used again"


def test_the_first_picture_changes_what_is_made(causal: Any) -> None:
    dark, light = (
        next(video(causal, wish(frames=30, first_picture=picture(value)), MANNER, never))
        for value in (10, 240)
    )
    assert (dark != light).any()


def test_clips_go_on_from_the_last_frame_and_add_up(clips: Any) -> None:
    given: list[Any] = []
    call = type(clips).__call__

    def noted(self: Any, *args: Any, **kwargs: Any) -> Any:
        given.append(kwargs["image"])
        return call(self, *args, **kwargs)

    noted.__signature__ = __import__("inspect").signature(call)  # type: ignore[attr-defined]
    type(clips).__call__ = noted
    try:
        made = list(video(clips, wish(frames=20, first_picture=picture(90)), MANNER, never))
    finally:
        type(clips).__call__ = call
    assert [len(clip) for clip in made] == [8, 8, 8]
    assert [(one.width, one.height) for one in given] == [(64, 32)] * 3
    assert (np.asarray(given[1]) == made[0][-1]).all()


def counted(total: int, size: int = 4) -> Iterator[Any]:
    """Clips whose frames are as bright as their number."""
    for start in range(0, total, size):
        yield np.stack([np.full((32, 64, 3), number, np.uint8) for number in range(start, start + size)])


def test_frames_are_told_in_the_order_asked_for_as_soon_as_they_can_be() -> None:
    asked = (0, 1, 2, 10, 11, 3, 4)
    told = [
        index
        for part, frames in in_order(counted(16), asked, size=(64, 32), rate=1.0)
        for index, _ in zip(part, frames, strict=True)
    ]
    assert tuple(told) == asked


def test_another_rate_mixes_neighbours() -> None:
    indices = tuple(range(6))
    luma = [
        int(frame[0, 0])
        for _, frames in in_order(((c * 10) for c in counted(16)), indices, size=(64, 32), rate=0.5)
        for frame in frames
    ]
    wanted = [round(16 + value * 219 / 255) for value in (0, 5, 10, 15, 20, 25)]
    assert luma == pytest.approx(wanted, abs=1)


def test_too_few_frames_are_told_apart_from_all() -> None:
    with pytest.raises(FramesEnded, match="before frame 16"):
        list(in_order(counted(16), (15, 16), size=(64, 32), rate=1.0))


@pytest.mark.parametrize("size", [(64, 32), (32, 64), (48, 48)])
def test_a_frame_fills_the_size_asked_for(size: tuple[int, int]) -> None:
    frame = i420(np.full((32, 64, 3), 255, np.uint8), size)
    assert frame.shape == (size[1] * 3 // 2, size[0])
    assert (frame[: size[1]] == 235).all()
    assert (frame[size[1] :] == 128).all()


def test_the_prompt_says_what_is_seen_and_told() -> None:
    prompt = read_prompt(json.dumps(SPEC), "She  walks\non.")
    for words in ("close shot", "child walking", "dog", "white cane", "red kite", "ocean", "dusk", "rain"):
        assert words in prompt.wanted
    assert prompt.wanted.endswith("She walks on.")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda spec: "{", "not JSON"),
        (lambda spec: "[]", "must be a JSON object"),
        (lambda spec: json.dumps({**spec, "setting": "moon"}), "unknown setting 'moon'"),
        (lambda spec: json.dumps({**spec, "duration_frames": "9"}), "duration_frames"),
    ],
)
def test_a_bad_description_is_refused_in_words(change: Callable[[Any], str], told: str) -> None:
    with pytest.raises(PromptError, match=told):
        read_prompt(change(SPEC), "")


def test_a_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="model_index"):
        load(tmp_path, "cpu", "float32")
