"""The language model and the narrator behind a real Triton."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from itertools import pairwise

import httpx
import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from services.kit.settings import TritonSettings
from services.kit.triton import ModelRejected, ModelUnavailable, TritonClient, text
from services.stack.launch import StackInfo
from tests.support.ears import transcribe, word_error_rate
from tests.support.waiting import until

pytestmark = [pytest.mark.models, pytest.mark.xdist_group("models")]

PROMPT = (
    "<|im_start|>system\nYou are a warm storyteller.<|im_end|>\n"
    "<|im_start|>user\nWrite one scene about Maya, who loves the ocean.<|im_end|>\n"
    "<|im_start|>assistant\nMaya was seven when"
)
NARRATION = (
    "Maya was seven when her grandmother took her to the beach. Between the rocks they found a tide pool, "
    "and in it a star that breathed. “Look,” said her grandmother — “it’s alive!” On the way home she "
    "counted every wave out loud, and by the time she reached a hundred she knew what she wanted to be."
)
SHORT_NARRATION = "They found a tide pool, and in it a star that breathed."

FEW = 8
"""Tokens of a text that is compared with another one: what else is in the engine's batch, such as the
stack's own question, changes the last digits of the sums, and so sooner or later a word."""

Sampling = Mapping[str, object]
Inputs = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Sound:
    """What the narrator answers."""

    pcm: NDArray[np.int16]
    rate: int
    words: list[str]
    starts: list[int]
    ends: list[int]

    @property
    def milliseconds(self) -> float:
        return len(self.pcm) * 1000 / self.rate


@pytest.fixture
async def client(models: StackInfo) -> AsyncIterator[TritonClient]:
    await until(lambda: is_loaded(models, "narrator"), within=60, look_every=0.1)
    async with TritonClient(TritonSettings(url=f"127.0.0.1:{models.ports['triton-grpc']}")) as opened:
        yield opened


async def is_loaded(models: StackInfo, model: str) -> bool:
    """The stack loads the narrator after it is ready, while the story is being written."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{models.ports['triton-http']}") as http:
        try:
            return (await http.get(f"/v2/models/{model}/ready", timeout=5)).is_success
        except httpx.TransportError:
            return False


def prompted(prompt: str, sampling: Sampling, *, stream: bool = True) -> Inputs:
    defaults: Sampling = {"max_tokens": 40, "temperature": 0.5, "seed": 1}
    return {
        "text_input": text(prompt),
        "stream": np.array([stream]),
        "sampling_parameters": text(json.dumps({**defaults, **sampling})),
    }


async def deltas_of(client: TritonClient, inputs: Inputs) -> list[str]:
    async with aclosing(client.stream("story_llm", inputs)) as responses:
        return ["".join(strings(response["text_output"])) async for response in responses]


async def story(client: TritonClient, prompt: str = PROMPT, **sampling: object) -> str:
    return "".join(await deltas_of(client, prompted(prompt, sampling)))


def strings(tensor: NDArray[np.generic]) -> list[str]:
    return [value.decode() for value in tensor.tolist()]


async def narrate(client: TritonClient, narration: str, **inputs: NDArray[np.generic]) -> Sound:
    async with aclosing(client.stream("narrator", {"text": text(narration), **inputs})) as responses:
        answers = [answer async for answer in responses]
    return Sound(
        pcm=np.concatenate([answer["pcm"] for answer in answers]),
        rate=int(answers[0]["sample_rate"][0]),
        words=[word for answer in answers for word in strings(answer["words"])],
        starts=[start for answer in answers for start in answer["word_start_ms"].tolist()],
        ends=[end for answer in answers for end in answer["word_end_ms"].tolist()],
    )


async def test_a_story_comes_in_many_deltas_and_reads_like_words(client: TritonClient) -> None:
    deltas = await deltas_of(client, prompted(PROMPT, {}))
    assert len(deltas) > 3
    assert len("".join(deltas).split()) > 15


async def test_without_streaming_the_whole_text_comes_at_once_with_the_prompt_before_it(
    client: TritonClient,
) -> None:
    streamed = await story(client, temperature=0, max_tokens=FEW)
    whole = await deltas_of(client, prompted(PROMPT, {"temperature": 0, "max_tokens": FEW}, stream=False))
    assert whole == [PROMPT + streamed]


async def test_the_same_seed_begins_the_same_story_and_another_seed_another(client: TritonClient) -> None:
    first, again, other = [
        await story(client, seed=seed, temperature=1.0, max_tokens=FEW) for seed in (5, 5, 6)
    ]
    # Requests are computed in batches, whose make-up changes sums in the last bit, and in the end a word.
    assert first[:20] == again[:20]
    assert first[:40] != other[:40]


async def test_a_stop_string_ends_the_story_before_it(client: TritonClient) -> None:
    whole = await story(client, temperature=0)
    words = whole.split()
    stop = f"{words[4]} {words[5]}"
    cut = await story(client, temperature=0, stop=[stop])
    assert whole.startswith(cut)
    assert stop not in cut
    assert cut.split() == words[:4]


@pytest.mark.parametrize(
    ("sampling", "complaint"),
    [
        ({"temprature": 1}, "unknown temprature"),
        ({"max_tokens": 0}, "max_tokens must be a whole number"),
        ({"temperature": "hot"}, "temperature must be a number"),
    ],
)
async def test_wrong_parameters_are_refused_and_the_next_story_is_told(
    client: TritonClient, sampling: Sampling, complaint: str
) -> None:
    with pytest.raises(ModelRejected) as refused:
        await deltas_of(client, prompted(PROMPT, sampling))
    assert complaint in refused.value.metadata["error"]
    assert await story(client, max_tokens=3)


@pytest.mark.parametrize(
    ("prompt", "complaint"), [("", "text_input is empty"), ("word " * 4000, "send from 1 to 3072")]
)
async def test_an_empty_or_a_huge_prompt_is_refused_with_its_bound(
    client: TritonClient, prompt: str, complaint: str
) -> None:
    with pytest.raises(ModelRejected) as refused:
        await story(client, prompt)
    assert complaint in refused.value.metadata["error"]
    assert await story(client, max_tokens=3)


async def test_stories_are_told_side_by_side(client: TritonClient) -> None:
    """Each has begun before any has ended: told one after the other, the second would wait for the first."""
    ends = 0
    ends_before_it_began: list[int] = []

    async def told(seed: int) -> str:
        nonlocal ends
        sampling: Sampling = {"seed": seed, "max_tokens": 64, "ignore_eos": True}
        async with aclosing(client.stream("story_llm", prompted(PROMPT, sampling))) as deltas:
            first = await anext(deltas)
            ends_before_it_began.append(ends)
            rest = [delta async for delta in deltas]
        ends += 1
        return "".join(word for delta in (first, *rest) for word in strings(delta["text_output"]))

    together = await asyncio.gather(*(told(seed) for seed in range(4)))
    assert ends_before_it_began == [0] * 4
    assert len(set(together)) == 4


async def test_stories_that_nobody_reads_any_more_make_room_at_once(
    client: TritonClient, models: StackInfo
) -> None:
    async def first_words(seed: int) -> None:
        """Leaves after the first delta, which cancels the rest."""
        inputs = prompted(PROMPT, {"seed": seed, "max_tokens": 1024, "ignore_eos": True})
        async with aclosing(client.stream("story_llm", inputs)) as responses:
            async for _ in responses:
                return

    async def make_room() -> None:
        # As many as the engine runs at a time, twice: uncancelled, the second half would wait for minutes.
        async with asyncio.timeout(60):
            await asyncio.gather(*(first_words(seed) for seed in range(32)))
            assert await story(client, max_tokens=5)

    try:
        await make_room()
    except ModelUnavailable:
        # Triton's gRPC aborts once in a while when many streams are cancelled at the same time ("prior > 0"),
        # and the supervisor starts it again. What is asked here is that the engine makes room.
        await until(lambda: is_loaded(models, "story_llm"), within=60, look_every=0.1)
        await make_room()


async def test_word_times_are_in_order_and_within_the_sound(client: TritonClient) -> None:
    sound = await narrate(client, NARRATION)
    assert sound.words == NARRATION.split()
    moments = [moment for pair in zip(sound.starts, sound.ends, strict=True) for moment in pair]
    assert all(0 <= left <= right for left, right in pairwise(moments))
    assert moments[-1] <= sound.milliseconds


@pytest.mark.parametrize(
    "narration",
    [
        "Dr. Okafor paid $9.99 at 7:30 pm on May 3rd, 2024 — for 1,250 stickers!",
        "‘Quiet,’ she said; ’em all: don’t… e.g. St. Mary No. 5 (twice) 50% 24/7 3.5 km.",
        "Zoë Nguyễn and Łukasz wrote [a link](x) to 北京 🙂 --- and/or MAYA's iPhone.",
        "One\n\ntwo\tthree.\nFour",
        "O'Brien * \" - ? Yes.",
    ],
)
async def test_whatever_is_spoken_the_words_are_those_of_the_text(
    client: TritonClient, narration: str
) -> None:
    sound = await narrate(client, narration)
    assert sound.words == narration.split()
    moments = [moment for pair in zip(sound.starts, sound.ends, strict=True) for moment in pair]
    assert moments == sorted(moments)
    assert moments[-1] <= sound.milliseconds


async def test_sound_is_where_the_word_times_say_it_is(client: TritonClient) -> None:
    sound = await narrate(client, "Mountains. Rivers. Oceans.")
    level = np.abs(sound.pcm.astype(np.float64))

    def loudness(start: int, end: int) -> float:
        return float(level[start * sound.rate // 1000 : end * sound.rate // 1000].mean())

    within = min(loudness(start, end) for start, end in zip(sound.starts, sound.ends, strict=True))
    between = max(
        loudness(end + 60, start - 40) for end, start in zip(sound.ends, sound.starts[1:], strict=False)
    )
    assert within > 10 * between


async def test_the_sound_begins_and_ends_quietly_without_clipping_and_at_one_loudness(
    client: TritonClient,
) -> None:
    levels = []
    for narration in (NARRATION, "No! Never!", "She whispered his name, softly, softly."):
        pcm = (await narrate(client, narration)).pcm.astype(np.float64) / 32768
        assert max(abs(pcm[0]), abs(pcm[-1])) < 0.001
        assert np.abs(pcm).max() < 0.9
        frames = pcm[: len(pcm) // 1200 * 1200].reshape(-1, 1200)
        power = (frames**2).mean(axis=1)
        levels.append(10 * np.log10(power[power > power.max() / 100].mean()))
    assert all(-20 < level < -16 for level in levels)


async def test_a_text_is_read_faster_when_asked(client: TritonClient) -> None:
    slow = await narrate(client, NARRATION, speed=np.array([0.8], np.float32))
    fast = await narrate(client, NARRATION, speed=np.array([1.3], np.float32))
    assert fast.milliseconds < 0.75 * slow.milliseconds


@pytest.mark.parametrize(
    ("voice", "narration"), [("lark", NARRATION), ("heron", SHORT_NARRATION), ("wren", SHORT_NARRATION)]
)
async def test_the_narration_is_understood_by_a_listener_in_every_voice(
    client: TritonClient, voice: str, narration: str
) -> None:
    sound = await narrate(client, narration, voice=text(voice))
    heard = await asyncio.to_thread(transcribe, sound.pcm, sound.rate)
    assert word_error_rate(narration, heard) < 0.10, heard


async def test_each_sentence_comes_by_itself(client: TritonClient) -> None:
    async with aclosing(client.stream("narrator", {"text": text(NARRATION)})) as responses:
        last_words = [strings(answer["words"])[-1] async for answer in responses]
    assert last_words == ["beach.", "breathed.", "alive!”", "be."]


@pytest.mark.parametrize(
    ("narration", "inputs", "complaint"),
    [
        ("", {}, "send words"),
        ("🙂", {}, "send words"),
        ("x" * 2001, {}, "send at most 2000"),
        ("Hi.", {"voice": text("nobody")}, "voice 'nobody' is not known: send one of lark, heron, wren"),
        ("Hi.", {"speed": np.array([9], np.float32)}, "speed must be from 0.7 to 1.3"),
        ("Hi.", {"speed": np.array([np.nan], np.float32)}, "speed must be from 0.7 to 1.3"),
    ],
)
async def test_what_cannot_be_read_aloud_is_refused_and_the_next_text_is_read(
    client: TritonClient, narration: str, inputs: dict[str, NDArray[np.generic]], complaint: str
) -> None:
    with pytest.raises(ModelRejected) as refused:
        await narrate(client, narration, **inputs)
    assert complaint in refused.value.metadata["error"]
    assert (await narrate(client, "Hi.")).words == ["Hi."]


@pytest.mark.parametrize("model", ["story_llm", "narrator"])
async def test_a_model_whose_process_died_is_revived(
    client: TritonClient, models: StackInfo, model: str
) -> None:
    async def answers() -> bool:
        try:
            if model == "story_llm":
                return bool(await story(client, "Hi", max_tokens=1))
            return bool((await narrate(client, "Hi.")).words)
        except (ModelRejected, ModelUnavailable):
            return False

    assert await answers()
    os.kill(process_of(models, model), signal.SIGKILL)
    # The supervisor asks each model for the least that it can do every few seconds.
    await until(answers, within=60, look_every=0.5)


def process_of(models: StackInfo, model: str) -> int:
    """The Python process of a model in this Triton."""
    port = f"--grpc-port={models.ports['triton-grpc']}"
    running = psutil.process_iter(["cmdline"])
    server = next(process for process in running if port in (process.info["cmdline"] or []))
    return next(
        child.pid for child in server.children() if is_alive_and_runs(child, f"/repository/{model}/1/")
    )


def is_alive_and_runs(process: psutil.Process, part_of_its_command: str) -> bool:
    try:
        return part_of_its_command in " ".join(process.cmdline())
    except psutil.ZombieProcess:
        return False
