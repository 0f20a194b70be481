"""What is asked of Triton, and what comes of its failures."""

import json
from collections.abc import AsyncGenerator
from typing import Any

import numpy as np
import pytest

from services.kit.triton import ModelRejected, ModelUnavailable, texts
from services.kit.triton.client import Tensors
from services.script.adapters.story_model import TritonStoryModel
from services.script.errors import StoryModelUnavailable


class FakeTriton:
    """Streams two pieces a request; fails as it is told."""

    def __init__(self, *errors: Exception | None) -> None:
        self.asked: list[dict[str, Any]] = []
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
        for piece in ("a brass", " lamp"):
            yield {"text_output": texts([piece])}


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
