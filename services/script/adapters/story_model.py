"""The language model, through Triton."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.kit.triton import Model, ModelRejected, ModelUnavailable, scalar, text, texts
from services.script.domain.prompts import MAX_TOKENS, STOPS
from services.script.errors import StoryModelRejected, StoryModelUnavailable

_MODEL = "story_llm"
_MOST_CONTINUATIONS = 64
"""Of one request, which is the model's own bound."""
_WHOLE_SCENE_SECONDS = 300.0


class TritonStoryModel:
    """`StoryModel` over the tensors of `story_llm`, which are those of vLLM's backend."""

    def __init__(self, model: Model, *, temperature: float, deadline_seconds: float) -> None:
        self._model = model
        self._temperature = temperature
        self._deadline_seconds = deadline_seconds

    async def candidates(self, prompt: str, *, count: int, seed: int) -> Sequence[str]:
        """See `StoryModel.candidates`. The model reads a prompt that is sent several times only once."""
        tasks: list[asyncio.Task[str | None]] = []
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._one(prompt, seed + number)) for number in range(count)]
        except* ModelUnavailable as group_error:
            raise StoryModelUnavailable("the story model can't be reached") from group_error
        return [text for task in tasks if (text := task.result()) is not None]

    async def likelihoods(self, prompt: str, continuations: Sequence[str]) -> Sequence[float]:
        """See `StoryModel.likelihoods`: the mean log-probability of a token, one for each continuation.

        Raises:
            StoryModelUnavailable: the model can't be reached, or has too much to do.
            StoryModelRejected: the prompt or a continuation is empty or too long.
        """
        found: list[float] = []
        for start in range(0, len(continuations), _MOST_CONTINUATIONS):
            found += await self._likelihoods(prompt, continuations[start : start + _MOST_CONTINUATIONS])
        return found

    async def write(self, prompt: str, *, max_tokens: int, seed: int) -> AsyncGenerator[str, None]:
        """See `StoryModel.write`: what follows the prompt, in pieces as they are made.

        Closing the iterator stops the model; use `async with aclosing(...)` where reading may stop early.

        Raises:
            StoryModelUnavailable: the model can't be reached, has too much to do, or fell silent.
            StoryModelRejected: the prompt is empty or too long.
        """
        inputs = {
            "text_input": text(prompt),
            "stream": scalar(True, np.bool_),
            "sampling_parameters": text(json.dumps({**self._sampling(seed), "max_tokens": max_tokens})),
        }
        with _as_story_errors():
            stream = self._model.stream(
                _MODEL,
                inputs,
                timeout_seconds=_WHOLE_SCENE_SECONDS,
                silence_seconds=self._deadline_seconds,
            )
            async with aclosing(stream) as answers:
                async for answer in answers:
                    if piece := _joined(answer):
                        yield piece

    async def _likelihoods(self, prompt: str, continuations: Sequence[str]) -> Sequence[float]:
        start, given = words_apart(prompt, continuations)
        inputs = {"text_input": text(start), "continuations": texts(given)}
        found: list[float] = []
        with _as_story_errors():
            stream = self._model.stream(_MODEL, inputs, timeout_seconds=self._deadline_seconds)
            async with aclosing(stream) as answers:
                async for answer in answers:
                    found += (answer["cumulative_logprob"] / answer["num_output_tokens"]).tolist()
        if len(found) != len(continuations):
            raise StoryModelRejected(f"{len(found)} likelihoods for {len(continuations)} continuations")
        return found

    async def _one(self, prompt: str, seed: int) -> str | None:
        sampling = {**self._sampling(seed), "max_tokens": MAX_TOKENS, "stop": list(STOPS)}
        inputs = {
            "text_input": text(prompt),
            "stream": scalar(False, np.bool_),
            "sampling_parameters": text(json.dumps(sampling)),
            "exclude_input_in_output": scalar(True, np.bool_),
        }
        parts: list[str] = []
        try:
            stream = self._model.stream(_MODEL, inputs, timeout_seconds=self._deadline_seconds)
            async with aclosing(stream) as answers:
                async for answer in answers:
                    parts.append(_joined(answer))
        except ModelRejected:
            return None
        return "".join(parts)

    def _sampling(self, seed: int) -> Mapping[str, object]:
        return {
            "temperature": self._temperature,
            "top_p": 0.9,
            "top_k": 40,
            "repetition_penalty": 1.05,
            "seed": seed % 2**31,
        }


def words_apart(prompt: str, continuations: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Gives the spaces at a prompt's end to its continuations: the model's tokens begin with their space."""
    bare = prompt.rstrip(" ")
    spaces = prompt[len(bare) :]
    return bare, [spaces + continuation for continuation in continuations]


def _joined(answer: Mapping[str, NDArray[Any]]) -> str:
    return "".join(part.decode(errors="replace") for part in answer["text_output"].ravel().tolist())


@contextmanager
def _as_story_errors() -> Iterator[None]:
    try:
        yield
    except ModelUnavailable as error:
        raise StoryModelUnavailable(str(error.metadata.get("error", "it can't be reached"))) from error
    except ModelRejected as error:
        raise StoryModelRejected(str(error.metadata.get("error", "it gave no reason"))) from error
