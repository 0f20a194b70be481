"""The story model for GPUs, with stand-ins for the engines: what they are asked, and what becomes of it."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from gpu_story.logprobs import score_of
from gpu_story.serving import Server
from gpu_story.tensorrt import TensorRtEngine, one_of
from gpu_story.vllm import VllmEngine
from story_engine.engine import Question, Request
from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.sampling import Sampling, parse_sampling
from story_engine.scoring import Score

SOON = 5.0


class Letters:
    """A token for each character."""

    def encode(self, text: str, add_special_tokens: bool) -> list[int]:
        assert not add_special_tokens
        return [ord(letter) for letter in text]


class Params(SimpleNamespace):
    """Takes any parameter, as the engines' own classes do theirs."""


class Logprob(SimpleNamespace):
    logprob: float


# TensorRT-LLM


class TrtOutput:
    """What `generate_async` returns: read step by step, or awaited at the end."""

    def __init__(self, tokens: list[int], params: Params) -> None:
        self.tokens = tokens
        self.params = params
        self.aborted = False

    async def __aiter__(self) -> AsyncIterator[Any]:
        for piece in ("a brass", " lamp"):
            await asyncio.sleep(0)
            yield SimpleNamespace(outputs=[SimpleNamespace(text_diff=piece)])

    async def aresult(self) -> Any:
        entries = [{token: Logprob(logprob=-0.5)} for token in [*self.tokens[1:], 99999]]
        return SimpleNamespace(outputs=[SimpleNamespace(prompt_logprobs=entries)])

    def abort(self) -> None:
        self.aborted = True


class TrtLlm:
    def __init__(self) -> None:
        self.tokenizer = Letters()
        self.outputs: list[TrtOutput] = []

    def generate_async(self, tokens: list[int], params: Params, streaming: bool = False) -> TrtOutput:
        self.outputs.append(TrtOutput(tokens, params))
        return self.outputs[-1]

    def shutdown(self) -> None:
        pass


def tensorrt(llm: TrtLlm) -> TensorRtEngine:
    return TensorRtEngine(llm, Params, Params, most_tokens=20)


# vLLM


class Vllm:
    """What `AsyncLLM` offers."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Params]] = []
        self.aborted: list[str] = []

    async def generate(self, prompt: Any, params: Params, request_id: str) -> AsyncGenerator[Any, None]:
        self.asked.append((prompt, params))
        tokens = prompt["prompt_token_ids"]
        entries = [None, *({token: Logprob(logprob=-0.25)} for token in tokens[1:])]
        for piece, finished in (("a brass", False), (" lamp", True)):
            await asyncio.sleep(0)
            yield SimpleNamespace(
                outputs=[SimpleNamespace(text=piece)],
                finished=finished,
                prompt_logprobs=entries if getattr(params, "prompt_logprobs", None) is not None else None,
            )

    async def abort(self, request_id: str) -> None:
        self.aborted.append(request_id)

    def shutdown(self) -> None:
        pass


def vllm(engine: Vllm) -> VllmEngine:
    module = SimpleNamespace(
        SamplingParams=Params,
        StructuredOutputsParams=Params,
        RequestOutputKind=SimpleNamespace(DELTA="delta"),
    )
    return VllmEngine(engine, Letters(), module, most_tokens=20)


SAMPLING = parse_sampling(
    '{"max_tokens": 9, "temperature": 0.5, "top_k": -1, "seed": 3, "stop": ["END"],'
    ' "structured_outputs": {"json": {"type": "object"}}}'
)


async def test_tensorrt_is_given_the_sampling_in_its_own_words_and_streams_deltas() -> None:
    llm = TrtLlm()
    assert [piece async for piece in tensorrt(llm).text("Once", SAMPLING)] == ["a brass", " lamp"]
    given = llm.outputs[0].params
    assert (given.max_tokens, given.temperature, given.top_k, given.seed, given.stop) == (
        9,
        0.5,
        0,
        3,
        ["END"],
    )
    assert given.guided_decoding == Params(json='{"type": "object"}')
    assert llm.outputs[0].tokens == [ord(letter) for letter in "Once"]
    assert not llm.outputs[0].aborted


async def test_vllm_is_given_the_sampling_in_its_own_words_and_streams_deltas() -> None:
    engine = Vllm()
    assert [piece async for piece in vllm(engine).text("Once", SAMPLING)] == ["a brass", " lamp"]
    prompt, given = engine.asked[0]
    assert prompt == {"prompt_token_ids": [ord(letter) for letter in "Once"]}
    assert (given.max_tokens, given.seed, given.stop, given.output_kind) == (9, 3, ["END"], "delta")
    assert given.structured_outputs == Params(json='{"type": "object"}')
    assert engine.aborted == []


async def test_whoever_stops_reading_aborts_the_request_in_either_engine() -> None:
    llm, engine = TrtLlm(), Vllm()
    for pieces in (tensorrt(llm).text("Once", Sampling()), vllm(engine).text("Once", Sampling())):
        assert await anext(pieces) == "a brass"
        await pieces.aclose()
    assert llm.outputs[0].aborted
    assert engine.aborted == ["story-1"]


async def test_either_engine_says_how_likely_continuations_are() -> None:
    wanted = [" upon", "!"]
    assert await tensorrt(TrtLlm()).scores("Once", wanted) == [Score(-2.5, 5), Score(-0.5, 1)]
    assert await vllm(Vllm()).scores("Once", wanted) == [Score(-1.25, 5), Score(-0.25, 1)]


@pytest.mark.parametrize("prompt", ["", "far too long a prompt for twenty tokens"])
async def test_a_prompt_that_there_is_no_room_for_is_refused(prompt: str) -> None:
    with pytest.raises(InvalidRequest, match="send from 1 to 20"):
        await tensorrt(TrtLlm()).scores(prompt, ["x"])
    with pytest.raises(InvalidRequest, match="send from 1 to 20"):
        await anext(vllm(Vllm()).text(prompt, Sampling()))


def test_a_choice_is_a_regular_expression_for_tensorrt() -> None:
    assert one_of(["a.b", "c"]) == r"(a\.b|c)"


def test_likelihoods_of_other_tokens_are_an_error_and_not_a_number() -> None:
    with pytest.raises(EngineFault, match="other tokens"):
        score_of([None, {1: -0.5}, {2: -0.5}], [7])
    assert score_of([None, {1: -0.5}, {7: -0.25}], [1, 7]) == Score(-0.75, 2)


@pytest.mark.parametrize(
    ("description", "complaint"),
    [
        ('{"json": "x"}', "wrong type"),
        ('{"xml": {}}', "one of json, regex"),
        ('{"regex": ""}', "empty"),
        ("[]", "one of"),
    ],
)
def test_a_structure_that_makes_no_sense_is_refused(description: str, complaint: str) -> None:
    with pytest.raises(InvalidRequest, match=complaint):
        parse_sampling(f'{{"structured_outputs": {description}}}')


# The server


class SlowEngine:
    """Says a word, then waits for ever, or fails as the prompt says."""

    def __init__(self) -> None:
        self.running = 0

    async def text(self, prompt: str, sampling: Sampling) -> AsyncGenerator[str, None]:
        self.running += 1
        try:
            if prompt == "refuse":
                raise InvalidRequest("a shorter prompt, please")
            if prompt == "break":
                raise RuntimeError("out of memory")
            yield "word"
            if prompt == "for ever":
                await asyncio.Event().wait()
        finally:
            self.running -= 1

    async def scores(self, prompt: str, continuations: Sequence[str]) -> Sequence[Score]:
        return [Score(-1.0, len(text)) for text in continuations]

    async def close(self) -> None:
        pass


class Reader:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.scores: list[Score] = []
        self.error: Exception | None = None
        self.left = False
        self.first, self.done = threading.Event(), threading.Event()

    def is_gone(self, within_seconds: float) -> bool:
        return self.left

    def text(self, delta: str) -> None:
        self.words.append(delta)
        self.first.set()

    def scored(self, scores: Sequence[Score]) -> None:
        self.scores.extend(scores)

    def finished(self) -> None:
        self.done.set()

    def failed(self, error: Exception) -> None:
        self.error = error
        self.done.set()


def served(engine: SlowEngine, most_at_once: int = 2) -> Server:
    async def opened() -> SlowEngine:
        return engine

    server = Server(opened, most_at_once=most_at_once)
    server.open(SOON)
    return server


def ask(server: Server, prompt: str) -> Reader:
    reader = Reader()
    server.submit(Request(prompt, Sampling(), reader))
    return reader


def test_texts_and_likelihoods_reach_whoever_asked() -> None:
    server = served(SlowEngine())
    text, question = ask(server, "Once"), Reader()
    server.submit(Question("Once", ["ab"], question))
    assert text.done.wait(SOON)
    assert question.done.wait(SOON)
    assert (text.words, question.scores) == (["word"], [Score(-1.0, 2)])
    server.close(SOON)


def test_a_cancel_frees_the_place_within_a_fifth_of_a_second_and_a_full_server_refuses() -> None:
    engine = SlowEngine()
    server = served(engine, most_at_once=1)
    endless = ask(server, "for ever")
    assert endless.first.wait(SOON)
    with pytest.raises(Busy, match="try again later"):
        ask(server, "Once")
    endless.left = True
    assert endless.done.wait(0.2 + 0.1)
    assert (engine.running, endless.error) == (0, None)
    server.close(SOON)


def test_a_request_that_fails_is_told_why_and_the_next_is_served() -> None:
    server = served(SlowEngine())
    for prompt, kind in (("refuse", InvalidRequest), ("break", EngineFault)):
        reader = ask(server, prompt)
        assert reader.done.wait(SOON)
        assert isinstance(reader.error, kind)
    reader = ask(server, "Once")
    assert reader.done.wait(SOON)
    assert reader.words == ["word"]
    server.close(SOON)


def test_whoever_still_listens_when_it_closes_is_told() -> None:
    server = served(SlowEngine())
    endless = ask(server, "for ever")
    assert endless.first.wait(SOON)
    server.close(SOON)
    assert isinstance(endless.error, EngineFault)
    with pytest.raises(Busy, match="unloaded"):
        ask(server, "Once")


def test_weights_that_do_not_load_are_reported_to_whoever_opens() -> None:
    async def broken() -> SlowEngine:
        raise OSError("no such folder")

    with pytest.raises(EngineFault, match="no such folder"):
        Server(broken, most_at_once=1).open(SOON)
