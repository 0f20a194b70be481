"""The language model, through Triton."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing

import numpy as np

from services.kit.triton import Model, ModelRejected, ModelUnavailable, scalar, text
from services.script.domain.prompts import MAX_TOKENS, STOPS
from services.script.errors import StoryModelUnavailable

_MODEL = "story_llm"


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

    async def _one(self, prompt: str, seed: int) -> str | None:
        sampling = {
            "max_tokens": MAX_TOKENS,
            "temperature": self._temperature,
            "top_p": 0.9,
            "top_k": 40,
            "repetition_penalty": 1.05,
            "seed": seed % 2**31,
            "stop": list(STOPS),
        }
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
                    parts += [
                        part.decode(errors="replace") for part in answer["text_output"].ravel().tolist()
                    ]
        except ModelRejected:
            return None
        return "".join(parts)
