"""vLLM through AsyncLLM. Validated, not run: names and shapes are those of its v1 engine."""

import inspect
import itertools
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from story_engine.sampling import Grammar, Sampling, Structure
from story_engine.scoring import Score

from gpu_story.logprobs import checked, score_of
from gpu_story.ports import GpuEngine


async def open_vllm(model: str, options: Mapping[str, Any], max_running: int, most_tokens: int) -> GpuEngine:
    """Loads the weights; minutes for a large model."""
    from vllm import sampling_params
    from vllm.engine.arg_utils import AsyncEngineArgs
    from vllm.v1.engine.async_llm import AsyncLLM

    # Scenes of one story share their beginning, and stories of one questionnaire theirs.
    defaults = {"max_num_seqs": max_running, "enable_prefix_caching": True}
    engine = AsyncLLM.from_engine_args(AsyncEngineArgs(model=model, **(defaults | dict(options))))
    tokenizer = engine.get_tokenizer()
    if inspect.isawaitable(tokenizer):
        tokenizer = await tokenizer
    return VllmEngine(engine, tokenizer, sampling_params, most_tokens)


class VllmEngine:
    """One `AsyncLLM`, which batches on the fly."""

    def __init__(self, engine: Any, tokenizer: Any, params: Any, most_tokens: int) -> None:
        self._engine = engine
        self._tokenizer = tokenizer
        self._params = params
        """The module `vllm.sampling_params`."""
        self._most_tokens = most_tokens
        self._numbers = itertools.count(1)

    async def text(self, prompt: str, sampling: Sampling) -> AsyncGenerator[str, None]:
        async with aclosing(self._run(self._prompt(prompt), self._sampling(sampling))) as outputs:
            async for output in outputs:
                yield output.outputs[0].text

    async def scores(self, prompt: str, continuations: Sequence[str]) -> Sequence[Score]:
        """One after the other: the first leaves the prompt in the cache for the rest."""
        read = self._prompt(prompt)
        params = self._params.SamplingParams(max_tokens=1, temperature=0.0, prompt_logprobs=0)
        found: list[Score] = []
        for continuation in continuations:
            tokens = self._encode(continuation)
            entries: Sequence[Any] = []
            async with aclosing(self._run(read + tokens, params)) as outputs:
                async for output in outputs:
                    entries = output.prompt_logprobs or entries
            found.append(score_of(entries, tokens))
        return found

    async def close(self) -> None:
        self._engine.shutdown()

    async def _run(self, tokens: Sequence[int], params: Any) -> AsyncGenerator[Any, None]:
        request_id = f"story-{next(self._numbers)}"
        finished = False
        try:
            async for output in self._engine.generate(
                {"prompt_token_ids": list(tokens)}, params, request_id=request_id
            ):
                finished = output.finished
                yield output
        finally:
            if not finished:
                await self._engine.abort(request_id)

    def _prompt(self, prompt: str) -> list[int]:
        return checked(self._encode(prompt), self._most_tokens)

    def _encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False))

    def _sampling(self, sampling: Sampling) -> Any:
        return self._params.SamplingParams(
            max_tokens=sampling.max_tokens,
            temperature=sampling.temperature,
            top_p=sampling.top_p,
            top_k=max(0, sampling.top_k),
            repetition_penalty=sampling.repetition_penalty,
            seed=sampling.seed,
            stop=list(sampling.stop) or None,
            ignore_eos=sampling.ignore_eos,
            output_kind=self._params.RequestOutputKind.DELTA,
            structured_outputs=self._structured(sampling.structured_outputs),
        )

    def _structured(self, structure: Structure | None) -> Any:
        if structure is None:
            return None
        described: Any = structure.description
        if structure.kind is Grammar.CHOICE:
            described = json.loads(structure.description)
        return self._params.StructuredOutputsParams(**{structure.kind.value: described})
