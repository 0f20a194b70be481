"""TensorRT-LLM through its LLM API. Validated, not run: names and shapes are those of its 1.x reference."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

from story_engine.sampling import Grammar, Sampling, Structure
from story_engine.scoring import Score

from gpu_story.logprobs import checked, score_of
from gpu_story.ports import GpuEngine


async def open_tensorrt(
    model: str, options: Mapping[str, Any], max_running: int, most_tokens: int
) -> GpuEngine:
    """Loads the weights; minutes for a large model."""
    import tensorrt_llm
    from tensorrt_llm import llmapi

    defaults = {
        "max_batch_size": max_running,
        "guided_decoding_backend": "xgrammar",
        # Scenes of one story share their beginning, and stories of one questionnaire theirs.
        "kv_cache_config": llmapi.KvCacheConfig(enable_block_reuse=True),
        "enable_chunked_prefill": True,
    }
    llm = await asyncio.to_thread(tensorrt_llm.LLM, model=model, **(defaults | dict(options)))
    return TensorRtEngine(llm, tensorrt_llm.SamplingParams, llmapi.GuidedDecodingParams, most_tokens)


class TensorRtEngine:
    """One `LLM`, which batches on the fly."""

    def __init__(self, llm: Any, sampling_params: Any, guided_params: Any, most_tokens: int) -> None:
        self._llm = llm
        self._sampling_params = sampling_params
        self._guided_params = guided_params
        self._most_tokens = most_tokens

    async def text(self, prompt: str, sampling: Sampling) -> AsyncGenerator[str, None]:
        output = self._llm.generate_async(self._prompt(prompt), self._params(sampling), streaming=True)
        finished = False
        try:
            async for step in output:
                yield step.outputs[0].text_diff
            finished = True
        finally:
            if not finished:
                output.abort()

    async def scores(self, prompt: str, continuations: Sequence[str]) -> Sequence[Score]:
        read = self._prompt(prompt)
        wanted = [self._encode(continuation) for continuation in continuations]
        params = self._sampling_params(max_tokens=1, prompt_logprobs=0)
        outputs = [self._llm.generate_async(read + tokens, params) for tokens in wanted]
        try:
            done = await asyncio.gather(*(output.aresult() for output in outputs))
        except BaseException:
            for output in outputs:
                output.abort()
            raise
        return [
            score_of(one.outputs[0].prompt_logprobs, tokens) for one, tokens in zip(done, wanted, strict=True)
        ]

    async def close(self) -> None:
        await asyncio.to_thread(self._llm.shutdown)

    def _prompt(self, prompt: str) -> list[int]:
        return checked(self._encode(prompt), self._most_tokens)

    def _encode(self, text: str) -> list[int]:
        return list(self._llm.tokenizer.encode(text, add_special_tokens=False))

    def _params(self, sampling: Sampling) -> Any:
        return self._sampling_params(
            max_tokens=sampling.max_tokens,
            temperature=sampling.temperature,
            top_p=sampling.top_p,
            top_k=max(0, sampling.top_k),
            repetition_penalty=sampling.repetition_penalty,
            seed=sampling.seed,
            stop=list(sampling.stop) or None,
            ignore_eos=sampling.ignore_eos,
            guided_decoding=self._guided(sampling.structured_outputs),
        )

    def _guided(self, structure: Structure | None) -> Any:
        if structure is None:
            return None
        if structure.kind is Grammar.CHOICE:
            return self._guided_params(regex=one_of(json.loads(structure.description)))
        return self._guided_params(**{structure.kind.value: structure.description})


def one_of(texts: Sequence[str]) -> str:
    """A regular expression for a choice, which TensorRT-LLM has no other word for."""
    special = set("\\^$.|?*+()[]{}")
    escaped = ("".join("\\" + sign if sign in special else sign for sign in str(text)) for text in texts)
    return "(" + "|".join(escaped) + ")"
