"""OpenVINO GenAI's continuous batching as the engine's backend."""

import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import openvino
import openvino_genai

from story_engine.errors import InvalidRequest
from story_engine.openvino_network import Memory, OpenVinoNetwork
from story_engine.ports import Running
from story_engine.sampling import Sampling
from story_engine.scoring import Prefixes, Scoring

KEPT_PROMPTS = 4
"""Whose reading is kept for the next likelihoods, some 40 KB a token each."""
MAX_CONTINUATION_TOKENS = 256


@dataclass(frozen=True, slots=True)
class Limits:
    """What the pipeline is given to work with."""

    max_running: int
    max_prompt_tokens: int
    kv_blocks: int
    threads: int
    """0: as many as there are cores."""


class OpenVinoBackend:
    """One pipeline; the thread that made it is the only one to use it."""

    def __init__(self, weights: Path, limits: Limits) -> None:
        scheduler = openvino_genai.SchedulerConfig()
        scheduler.num_kv_blocks = limits.kv_blocks
        scheduler.max_num_seqs = limits.max_running
        # Long prompts are read in pieces between the others' tokens instead of holding them up.
        scheduler.dynamic_split_fuse = True
        # Candidates for one scene share their prompt, scenes of one story its beginning.
        scheduler.enable_prefix_caching = True
        properties = {"INFERENCE_NUM_THREADS": limits.threads} if limits.threads else {}
        self._pipeline = openvino_genai.ContinuousBatchingPipeline(str(weights), scheduler, "CPU", properties)
        self._tokenizer = self._pipeline.get_tokenizer()
        self._max_prompt_tokens = limits.max_prompt_tokens
        # Loaded beside the pipeline: the first words needn't wait for it.
        with_patience = ThreadPoolExecutor(max_workers=1, thread_name_prefix="story-network")
        self._network = with_patience.submit(OpenVinoNetwork, weights, limits.threads)
        with_patience.shutdown(wait=False)
        self._prefixes: Prefixes[Memory] = Prefixes(KEPT_PROMPTS)

    def start(self, key: int, prompt: str, sampling: Sampling) -> Running:
        if sampling.structured_outputs is not None:
            # A schema that its grammar compiler can't take costs the whole pipeline.
            raise InvalidRequest("sampling_parameters: structured_outputs needs the model on a GPU")
        tokens = self._encode(prompt)
        return OpenVinoRunning(self._pipeline.add_request(key, tokens, generation_config(sampling)))

    def score(self, prompt: str, continuations: Sequence[str]) -> Scoring[Memory]:
        read = flat(self._encode(prompt))
        wanted = [
            flat(self._tokenizer.encode(one, add_special_tokens=False).input_ids) for one in continuations
        ]
        longest = max(map(len, wanted))
        if longest > MAX_CONTINUATION_TOKENS:
            raise InvalidRequest(
                f"a continuation has {longest} tokens: send at most {MAX_CONTINUATION_TOKENS}, a shorter one"
            )
        return Scoring(self._network.result(), self._prefixes, read, wanted)

    def _encode(self, prompt: str) -> "openvino.Tensor":
        tokens = self._tokenizer.encode(prompt, add_special_tokens=False).input_ids
        length = tokens.get_shape()[1]
        if not 1 <= length <= self._max_prompt_tokens:
            raise InvalidRequest(
                f"text_input has {length} tokens: send from 1 to {self._max_prompt_tokens}, a shorter prompt"
            )
        return tokens

    def busy(self) -> bool:
        return bool(self._pipeline.has_non_finished_requests())

    def step(self) -> None:
        self._pipeline.step()

    def decode(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(tokens)))


def flat(tokens: "openvino.Tensor") -> list[int]:
    """The token ids of one text."""
    return [int(token) for token in tokens.data[0]]


class OpenVinoRunning:
    """A handle of the pipeline."""

    def __init__(self, handle: "openvino_genai.GenerationHandle") -> None:
        self._handle = handle

    def new_tokens(self) -> Sequence[int]:
        tokens: list[int] = []
        while self._handle.can_read():
            for output in self._handle.read().values():
                tokens.extend(output.generated_ids)
        return tokens

    def finished(self) -> bool:
        return bool(self._handle.get_status() != openvino_genai.GenerationStatus.RUNNING)

    def cancel(self) -> None:
        self._handle.cancel()


def generation_config(sampling: Sampling) -> "openvino_genai.GenerationConfig":
    """The engine's own words for a request's sampling; stop strings are looked for in the text instead."""
    config = openvino_genai.GenerationConfig()
    config.apply_chat_template = False
    config.max_new_tokens = sampling.max_tokens
    config.ignore_eos = sampling.ignore_eos
    config.repetition_penalty = sampling.repetition_penalty
    config.do_sample = sampling.temperature > 0
    if config.do_sample:
        config.temperature = sampling.temperature
        config.top_p = sampling.top_p
        if sampling.top_k > 0:
            config.top_k = sampling.top_k
        config.rng_seed = secrets.randbits(63) if sampling.seed is None else sampling.seed
    return config
