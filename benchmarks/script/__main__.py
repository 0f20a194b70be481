"""Time to the first word and tokens a second on a story's way to its reader, against the engine by itself.

The way measured is that of a scene's words as they are made: the story model's adapter (`write`), gRPC,
Triton, its python backend and the engine's loop; back again, into `BusLiveText`, over NATS, and out of the
subscription that a watch reads. What is left out: the edge and the last gRPC stream to the browser, and what
the worker decides in between. A first word has come when the subscription has one.

The engine by itself is the same pipeline on the same weights in a process of its own, driven by a bare loop.
Both take turns in one run, with new prompts each time, so that no cache helps one of them. Rates are of four
texts at a time, over the time until the last token of all.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from encompass.jobs.v1.script_job_pb2 import LiveSceneText
from pydantic import SecretStr

from benchmarks.report import report
from services.kit.bus import Bus, watch_subject
from services.kit.bus.nats_bus import open_bus
from services.kit.clock import SystemClock
from services.kit.settings import NatsSettings, TritonSettings
from services.kit.triton import TritonClient
from services.script.adapters.live_text import DOMAIN, BusLiveText
from services.script.adapters.story_model import TritonStoryModel
from services.script.domain.model import ScriptId
from services.stack.binaries import MODELS_ENVIRONMENT
from services.stack.launch import Stack, StackInfo

FIRSTS = 15
ROUNDS = 9
TOGETHER = 4
TOKENS = 64


@dataclass(frozen=True, slots=True)
class Timing:
    """One round."""

    first_s: float
    all_s: float
    tokens: int

    @property
    def rate(self) -> float:
        return self.tokens / self.all_s


class Endless(TritonStoryModel):
    """Goes on past the model's own end, so that both sides make as many tokens."""

    def _sampling(self, seed: int) -> Mapping[str, object]:
        return {**super()._sampling(seed), "ignore_eos": True}


class Engine:
    """The engine by itself."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, prompts: Sequence[str], max_tokens: int, seed: int) -> Timing:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"prompts": list(prompts), "max_tokens": max_tokens, "seed": seed}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Timing(**json.loads(self._process.stdout.readline()))


class Mesh:
    """A story's way to its reader."""

    def __init__(self, model: TritonStoryModel, bus: Bus) -> None:
        self._model = model
        self._bus = bus
        self._live = BusLiveText(bus, SystemClock())

    async def run(self, prompts: Sequence[str], max_tokens: int, seed: int) -> Timing:
        started = perf_counter()
        times = await asyncio.gather(
            *(self._one(prompt, max_tokens, seed + place) for place, prompt in enumerate(prompts))
        )
        firsts, ends = zip(*times, strict=True)
        return Timing(min(firsts) - started, max(ends) - started, max_tokens * len(prompts))

    async def _one(self, prompt: str, max_tokens: int, seed: int) -> tuple[float, float]:
        script = ScriptId(uuid.uuid4())
        whole: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        async with self._bus.subscribe(watch_subject(DOMAIN, script)) as messages:
            reading = asyncio.create_task(self._read(messages, whole))
            text = ""
            async with aclosing(self._model.write(prompt, max_tokens=max_tokens, seed=seed)) as pieces:
                async for piece in pieces:
                    text += piece
                    await self._live.show(script, 0, text)
            whole.set_result(text)
            await self._live.show(script, 0, text)
            return await reading

    async def _read(self, messages: object, whole: asyncio.Future[str]) -> tuple[float, float]:
        first = 0.0
        async for data in messages:  # type: ignore[attr-defined]
            shown = LiveSceneText.FromString(data).text
            first = first or perf_counter()
            if whole.done() and shown == whole.result():
                break
        return first, perf_counter()


def main() -> None:
    """Runs the benchmark on a stack of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-script-") as folder:
        stack = Stack(Path(folder) / "stack", parts=("triton", "nats"))
        with stack.running() as info, engine() as direct:
            asyncio.run(measure(info, direct))


@contextmanager
def engine() -> Iterator[Engine]:
    """The engine by itself, once it has loaded."""
    process = subprocess.Popen(
        [
            str(MODELS_ENVIRONMENT / "bin" / "python"),
            str(Path(__file__).parent / "direct.py"),
            str(MODELS_ENVIRONMENT / "artifacts" / "story_llm"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield Engine(process)
    finally:
        process.terminate()
        process.wait()


async def measure(info: StackInfo, direct: Engine) -> None:
    """Takes turns, and prints."""
    nats = {
        name.removeprefix("ENCOMPASS_NATS__").lower(): value
        for name, value in info.environment_of("script-worker").items()
        if name.startswith("ENCOMPASS_NATS__")
    }
    settings = NatsSettings(url=nats["url"], user=nats["user"], password=SecretStr(nats["password"]))
    url = f"127.0.0.1:{info.ports['triton-grpc']}"
    async with (
        open_bus(settings, name="bench-script") as bus,
        TritonClient(TritonSettings(url=url)) as triton,
    ):
        mesh = Mesh(Endless(triton, temperature=0.6, deadline_seconds=60), bus)
        firsts, rounds = [], []
        for number in range(FIRSTS + 1):
            given = [prompt(f"first {number}")]
            firsts.append((direct.run(given, 4, number), await mesh.run(given, 4, number)))
        for number in range(ROUNDS + 1):
            given = [prompt(f"text {number}.{place}") for place in range(TOGETHER)]
            rounds.append((direct.run(given, TOKENS, number), await mesh.run(given, TOKENS, number)))
    # The first of each warms pools; it isn't counted.
    print_figures(firsts[1:], rounds[1:])


def prompt(nonce: str) -> str:
    """One that no cache has seen."""
    return (
        f"<|im_start|>system\n{nonce}: you are a warm storyteller.<|im_end|>\n"
        "<|im_start|>user\nWrite one scene about Maya, who loves the ocean and is afraid of speaking to her "
        "class. Her grandmother believes in her.<|im_end|>\n<|im_start|>assistant\nMaya was seven when"
    )


def print_figures(firsts: Sequence[tuple[Timing, Timing]], rounds: Sequence[tuple[Timing, Timing]]) -> None:
    """Medians; ratios are of rounds that followed each other, for others use the machine too."""
    direct_first = statistics.median(one.first_s for one, _ in firsts) * 1000
    mesh_first = statistics.median(other.first_s for _, other in firsts) * 1000
    extra = statistics.median((other.first_s - one.first_s) * 1000 for one, other in firsts)
    direct_rate = statistics.median(one.rate for one, _ in rounds)
    mesh_rate = statistics.median(other.rate for _, other in rounds)
    ratio = statistics.median(other.rate / one.rate for one, other in rounds)
    report(
        "A story on its way to its reader, against the engine by itself",
        ("", "first word", f"tokens a second, {TOGETHER} texts at a time"),
        (
            ("engine", f"{direct_first:.0f} ms", f"{direct_rate:.0f}"),
            ("whole way", f"{mesh_first:.0f} ms", f"{mesh_rate:.0f}"),
            ("difference", f"{extra:+.0f} ms", f"× {ratio:.3f}"),
        ),
        {
            "rate_ratio": round(ratio, 3),
            "first_token_extra_ms": round(extra, 1),
            "engine_tokens_per_s": round(direct_rate, 1),
            "mesh_tokens_per_s": round(mesh_rate, 1),
            "engine_first_token_ms": round(direct_first, 1),
            "mesh_first_token_ms": round(mesh_first, 1),
        },
    )


if __name__ == "__main__":
    main()
