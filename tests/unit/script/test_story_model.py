"""What is asked of Triton, and what comes of its failures."""

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import numpy as np
import pytest

from services.kit.triton import ModelRejected, ModelUnavailable, texts
from services.kit.triton.wire import Tensors
from services.script.adapters.story_model import TritonStoryModel, words_apart
from services.script.errors import StoryModelRejected, StoryModelUnavailable


class FakeTriton:
    """Streams three pieces a request, or a likelihood of -2 a character; fails as it is told."""

    def __init__(self, *errors: Exception | None) -> None:
        self.asked: list[dict[str, Any]] = []
        self.continuations: list[list[str]] = []
        self.closed = 0
        self._errors = list(errors)

    async def infer(self, model: str, inputs: Tensors, *, timeout_seconds: float = 30.0) -> Tensors:
        raise AssertionError("stories are streamed")

    async def stream(
        self,
        model: str,
        inputs: Tensors,
        *,
        timeout_seconds: float = 300.0,
        silence_seconds: float | None = None,
    ) -> AsyncGenerator[Tensors, None]:
        assert model == "story_llm"
        self.asked.append({name: np.asarray(value).ravel()[0] for name, value in inputs.items()})
        error = self._errors.pop(0) if self._errors else None
        if error is not None:
            raise error
        if "continuations" in inputs:
            given = [value.decode() for value in inputs["continuations"].tolist()]
            self.continuations.append(given)
            lengths = np.array([len(one) for one in given])
            yield {
                "cumulative_logprob": -2.0 * lengths.astype(np.float32),
                "num_output_tokens": lengths.astype(np.uint32),
            }
            return
        try:
            for piece in ("a brass", "", " lamp"):
                yield {"text_output": texts([piece])}
        finally:
            self.closed += 1


def model(triton: FakeTriton) -> TritonStoryModel:
    return TritonStoryModel(triton, temperature=0.6, deadline_seconds=5)


async def test_candidates_are_asked_for_side_by_side_with_one_prompt_and_other_seeds() -> None:
    triton = FakeTriton()
    assert await model(triton).candidates("Once", count=3, seed=5) == ["a brass lamp"] * 3
    sampling = [json.loads(asked["sampling_parameters"]) for asked in triton.asked]
    assert {asked["text_input"] for asked in triton.asked} == {b"Once"}
    assert [given["seed"] for given in sampling] == [5, 6, 7]
    assert all(given["max_tokens"] == 12 and "." in given["stop"] for given in sampling)
    assert all(bool(asked["exclude_input_in_output"]) for asked in triton.asked)


async def test_a_candidate_that_the_model_fails_on_is_left_out() -> None:
    triton = FakeTriton(None, ModelRejected("no"))
    assert await model(triton).candidates("Once", count=3, seed=1) == ["a brass lamp"] * 2


async def test_a_model_that_is_away_is_said_to_be() -> None:
    with pytest.raises(StoryModelUnavailable):
        await model(FakeTriton(ModelUnavailable("gone"))).candidates("Once", count=2, seed=1)


async def test_likelihoods_are_a_tokens_mean_and_in_order() -> None:
    triton = FakeTriton()
    assert await model(triton).likelihoods("Once", [" upon", " a time"]) == [-2.0, -2.0]
    assert triton.continuations == [[" upon", " a time"]]
    assert await model(triton).likelihoods("Once", []) == []


async def test_many_continuations_are_asked_about_in_portions_that_the_model_takes() -> None:
    triton = FakeTriton()
    found = await model(triton).likelihoods("Once", [f" {number}" for number in range(150)])
    assert len(found) == 150
    assert [len(given) for given in triton.continuations] == [64, 64, 22]


def test_the_space_at_a_prompts_end_belongs_to_the_next_word() -> None:
    assert words_apart("Maya saw ", ["a lamp", "the sea"]) == ("Maya saw", [" a lamp", " the sea"])
    assert words_apart("Maya saw", [" a lamp"]) == ("Maya saw", [" a lamp"])


async def test_a_scene_is_written_in_pieces_as_they_are_made() -> None:
    triton = FakeTriton()
    pieces = [piece async for piece in model(triton).write("Once", max_tokens=90, seed=3)]
    assert pieces == ["a brass", " lamp"]
    sampling = json.loads(triton.asked[0]["sampling_parameters"])
    assert (sampling["max_tokens"], sampling["seed"], sampling["temperature"]) == (90, 3, 0.6)
    assert "stop" not in sampling
    assert bool(triton.asked[0]["stream"])


async def test_whoever_stops_reading_stops_the_model() -> None:
    triton = FakeTriton()
    async with aclosing(model(triton).write("Once", max_tokens=90, seed=3)) as pieces:
        async for _ in pieces:
            break
    assert triton.closed == 1


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (ModelUnavailable("busy", metadata={"error": "64 requests wait"}), StoryModelUnavailable),
        (ModelRejected("no", metadata={"error": "too long"}), StoryModelRejected),
    ],
)
async def test_what_the_model_says_of_a_failure_reaches_the_worker(
    told: Exception, meant: type[Exception]
) -> None:
    with pytest.raises(meant, match=r"64 requests wait|too long"):
        await model(FakeTriton(told)).likelihoods("Once", ["x"])
    with pytest.raises(meant, match=r"64 requests wait|too long"):
        [piece async for piece in model(FakeTriton(told)).write("Once", max_tokens=9, seed=3)]
