"""Load from a process of its own: one unary method, a fixed number of calls in flight.

`python -m benchmarks.load` reads a `Load` as JSON on standard input and prints a `Result` as JSON.
"""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import grpc
import uvloop

CALL_DEADLINE_S = 10.0


@dataclass(frozen=True, slots=True)
class Load:
    """What to send where."""

    target: str
    method: str
    request_base64: str
    seconds: float
    in_flight: int = 50
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: calls that were answered, and how long the median took."""

    calls: int
    seconds: float
    median_ms: float


def apply_load(load: Load) -> Result:
    """Applies a load from another process, so that the measured one has its core for itself.

    Raises RuntimeError when a call fails: a benchmark of errors is none.
    """
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(dataclasses.asdict(load)),
        capture_output=True,
        text=True,
        timeout=load.seconds + 30,
        check=False,
    )
    if child.returncode:
        raise RuntimeError(child.stderr)
    return Result(**json.loads(child.stdout))


async def _run(load: Load) -> Result:
    request, metadata = base64.b64decode(load.request_base64), tuple(load.metadata.items())
    latencies: list[float] = []
    async with grpc.aio.insecure_channel(load.target) as channel:
        call: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(load.method)
        await call(request, metadata=metadata, timeout=CALL_DEADLINE_S)
        start = time.perf_counter()

        async def caller() -> None:
            while (begun := time.perf_counter()) - start < load.seconds:
                await call(request, metadata=metadata, timeout=CALL_DEADLINE_S)
                latencies.append(time.perf_counter() - begun)

        async with asyncio.TaskGroup() as group:
            for _ in range(load.in_flight):
                group.create_task(caller())
        elapsed = time.perf_counter() - start
    latencies.sort()
    return Result(len(latencies), elapsed, latencies[len(latencies) // 2] * 1000)


if __name__ == "__main__":
    uvloop.install()
    print(json.dumps(dataclasses.asdict(asyncio.run(_run(Load(**json.load(sys.stdin)))))))
