"""The story model behind a real Triton as the worker uses it: likelihoods, streams, cancels, a full queue."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from statistics import median
from time import perf_counter

import numpy as np
import pytest

from services.kit.triton import ModelUnavailable, TritonClient, text
from services.script.adapters.story_model import TritonStoryModel
from services.script.errors import StoryModelRejected, StoryModelUnavailable
from tests.support.waiting import until

pytestmark = [pytest.mark.models, pytest.mark.xdist_group("models")]

PROMPT = (
    "<|im_start|>system\nYou are a warm storyteller.<|im_end|>\n"
    "<|im_start|>user\nWrite one scene about Maya, who loves the ocean.<|im_end|>\n"
    "<|im_start|>assistant\nMaya was seven when her grandmother took her to the"
)
SLOTS = 16
QUEUE = 64


@pytest.fixture
def story(client: TritonClient) -> TritonStoryModel:
    return TritonStoryModel(client, temperature=0.5, deadline_seconds=60)


async def endless(client: TritonClient, prompt: str) -> AsyncIterator[float]:
    """The moments at which a text that never ends grows."""
    sampling = {"max_tokens": 1024, "ignore_eos": True, "temperature": 0.8, "seed": 1}
    inputs = {
        "text_input": text(prompt),
        "stream": np.array([True]),
        "sampling_parameters": text(json.dumps(sampling)),
    }
    async with aclosing(client.stream("story_llm", inputs)) as answers:
        async for _ in answers:
            yield perf_counter()


class Reading:
    """Somebody who reads a text that never ends."""

    def __init__(self, client: TritonClient, prompt: str) -> None:
        self.moments: list[float] = []
        self.refused = ""
        self._begun = asyncio.Event()
        self._task = asyncio.create_task(self._read(client, prompt))

    async def _read(self, client: TritonClient, prompt: str) -> None:
        try:
            async with aclosing(endless(client, prompt)) as moments:  # type: ignore[type-var]
                async for moment in moments:
                    self.moments.append(moment)
                    self._begun.set()
        except ModelUnavailable as error:
            self.refused = error.metadata["error"]
            self._begun.set()

    async def begun(self) -> None:
        await self._begun.wait()

    async def leave(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])


async def test_what_fits_is_likelier_than_what_does_not(story: TritonStoryModel) -> None:
    beach, moon, nonsense = await story.likelihoods(PROMPT, [" beach", " moon", " seventeen of purple"])
    assert -2 < beach < 0
    assert beach > moon > nonsense


async def test_a_likelihood_does_not_depend_on_what_else_is_asked(story: TritonStoryModel) -> None:
    phrases = [" beach, and the tide was out.", " library on the hill.", " sea", " beach"]
    together = await story.likelihoods(PROMPT, phrases)
    alone = [(await story.likelihoods(PROMPT, [phrase]))[0] for phrase in phrases]
    assert together == pytest.approx(alone, abs=0.01)


async def test_the_text_that_the_model_itself_writes_is_likelier_than_another_order_of_its_words(
    client: TritonClient, story: TritonStoryModel
) -> None:
    inputs = {
        "text_input": text(PROMPT),
        "stream": np.array([True]),
        "sampling_parameters": text(json.dumps({"max_tokens": 8, "temperature": 0})),
    }
    async with aclosing(client.stream("story_llm", inputs)) as answers:
        written = "".join([answer["text_output"][0].decode() async for answer in answers])
    shuffled = " " + " ".join(reversed(written.split()))
    own, other = await story.likelihoods(PROMPT, [written, shuffled])
    assert own > other + 1


async def test_likelihoods_hold_a_text_up_by_a_fraction_of_a_second_only(
    client: TritonClient, story: TritonStoryModel
) -> None:
    reading = Reading(client, "Once upon a time")
    await reading.begun()
    long_prompt = PROMPT + " beach, and the waves came in one by one." * 40
    before, begun = len(reading.moments), perf_counter()
    await story.likelihoods(
        long_prompt, [f" Then came wave number {number} of many." for number in range(24)]
    )
    took, grown = perf_counter() - begun, len(reading.moments) - before
    await reading.leave()
    gaps = np.diff(reading.moments)
    assert grown > 3
    assert float(gaps.max()) < took / 2


async def test_a_prompt_that_goes_on_from_the_last_one_is_answered_sooner(story: TritonStoryModel) -> None:
    start = PROMPT + " beach, and the sand was warm under both of their feet." * 40

    async def seconds(prompt: str) -> float:
        started = perf_counter()
        await story.likelihoods(prompt, [" Then they went home."])
        return perf_counter() - started

    fresh = await seconds(start)
    known = min([await seconds(start + " The tide came in."), await seconds(start + " A crab ran off.")])
    assert known < 0.6 * fresh


async def test_prompts_that_begin_alike_are_read_from_where_they_part(client: TritonClient) -> None:
    start = "<|im_start|>system\n" + "You tell of people who love the sea and of their days beside it. " * 40

    async def first_word_after(end: str) -> float:
        reading = Reading(client, start + end)
        started = perf_counter()
        await reading.begun()
        await reading.leave()
        return reading.moments[0] - started

    fresh = await first_word_after("Maya:")
    known = [await first_word_after(f"Number {number}:") for number in range(3)]
    assert min(known) < 0.5 * fresh


@pytest.mark.parametrize(
    ("prompt", "continuations", "complaint"),
    [
        ("", [" x"], "text_input is empty"),
        ("Hi", [" x", ""], "none may be empty"),
        ("Hi", [" word" * 300], "send at most 256"),
        ("word " * 4000, [" x"], "send from 1 to 3072"),
    ],
)
async def test_what_cannot_be_judged_is_refused_with_the_reason_and_the_next_is_judged(
    story: TritonStoryModel, prompt: str, continuations: list[str], complaint: str
) -> None:
    with pytest.raises(StoryModelRejected, match=complaint):
        await story.likelihoods(prompt, continuations)
    assert len(await story.likelihoods("Hi", [" there"])) == 1


async def test_a_scene_is_written_piece_by_piece(story: TritonStoryModel) -> None:
    pieces = [piece async for piece in story.write(PROMPT, max_tokens=24, seed=3)]
    assert len(pieces) > 1
    assert len("".join(pieces).split()) > 4


async def test_a_cancel_frees_the_slot_within_a_fifth_of_a_second(client: TritonClient) -> None:
    readers = [Reading(client, f"Story number {number}:") for number in range(SLOTS)]
    for reader in readers:
        await reader.begun()
    waits, steps = [], []
    for number in range(5):
        successor = Reading(client, f"Next number {number}:")
        await asyncio.sleep(0.6)
        assert not successor.moments, "there was a slot left"
        steps.append(float(np.median(np.diff(readers[-1].moments[-12:]))))
        started = perf_counter()
        await readers.pop(0).leave()
        await successor.begun()
        waits.append(successor.moments[0] - started)
        readers.insert(0, successor)
    for reader in readers:
        await reader.leave()
    # The step under way ends first, and the successor's first token takes one or two more.
    assert median(waits) < 0.2 + 3 * median(steps)


async def test_a_full_queue_refuses_in_so_many_words_and_those_before_are_served(
    client: TritonClient, story: TritonStoryModel
) -> None:
    readers = [Reading(client, f"Story number {number}:") for number in range(SLOTS)]
    for reader in readers:
        await reader.begun()
    readers += [Reading(client, f"Waiting number {number}:") for number in range(QUEUE)]
    await asyncio.sleep(1.0)
    served = [reader for reader in readers if not reader.refused]
    # The health check of the stack may hold a place in the line, too.
    assert len(served) >= len(readers) - 1
    with pytest.raises(StoryModelUnavailable, match=f"{QUEUE} requests wait for the language model already"):
        await story.likelihoods("Hi", [" there"])
    with pytest.raises(StoryModelUnavailable):
        await story.candidates("Hi", count=2, seed=1)
    with pytest.raises(StoryModelUnavailable, match="wait for the language model already"):
        [piece async for piece in story.write("Hi", max_tokens=3, seed=1)]
    for reader in readers:
        await reader.leave()
    await until(lambda: is_answered(story), within=20, look_every=0.1)


async def is_answered(story: TritonStoryModel) -> bool:
    try:
        return len(await story.likelihoods("Hi", [" there"])) == 1
    except StoryModelUnavailable:
        return False
