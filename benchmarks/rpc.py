"""What a real call costs beyond a bare one.

An authenticated, validated read of a person's response, through the edge, the questionnaire service and its
shard, against a bare grpc.aio echo of the same request: CPU-microseconds a call (of the serving process, user
and system) and calls a second, alternating in one run. Both are served by one process on uvloop, with 50
calls in flight.

Everything is on that production has: mTLS, tokens, validation, limits, metrics and the log line of each call.
Two settings differ from those of `make up`: no person is held back (one of them calls all the time here), and
the edge records one trace in a hundred, as a busy platform does, where the local stack records every one.
`ENCOMPASS_STACK_TRACED_PERCENT=100 make bench-rpc` measures that too: a recorded call costs a span more.
"""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import encompass
import psutil
from encompass.questionnaire.v1 import questionnaire_service_pb2

from benchmarks.echo import METHOD as ECHO_METHOD
from benchmarks.load import Load, Result, apply_load
from benchmarks.report import report
from services.stack.edge.part import TRACED_PERCENT
from services.stack.launch import Stack, StackInfo

ROUNDS = 5
SECONDS = 3.0
READ_METHOD = "/encompass.questionnaire.v1.QuestionnaireService/GetResponse"
PARTS = ("auth", "questionnaire", "envoy")
# Nobody records every call of a platform that is this busy.
SAMPLED = {TRACED_PERCENT: "1"}
# One person never calls as often as a benchmark does, and is held back when they try.
UNLIMITED = {"ENCOMPASS_GRPC__USER_CALLS_PER_SECOND": "1000000", "ENCOMPASS_GRPC__USER_BURST": "1000000"}


@dataclass(frozen=True, slots=True)
class Cost:
    """One round: CPU-microseconds a call of each process watched, and the load's own result."""

    cpu_us: dict[str, float]
    result: Result


def main() -> None:
    """Runs the benchmark on a stack of its own."""
    os.environ.update(UNLIMITED)
    os.environ.update({**SAMPLED, **os.environ})
    with tempfile.TemporaryDirectory(prefix="bench-rpc-") as folder:
        stack = Stack(Path(folder) / "stack", parts=PARTS)
        with stack.running() as info, _echo_server() as (echo_target, echo_pid):
            read = asyncio.run(_prepared_read(info))
            echo = Load(echo_target, ECHO_METHOD, read.request_base64, SECONDS)
            status = stack.status()
            assert status is not None
            pids = {
                part.name: part.pid
                for part in status.parts
                if part.pid
                and part.name in ("questionnaire", "envoy", "postgres-shard-0", "postgres-shard-1")
            }
            # The first round of each warms caches and pools; it isn't counted.
            rounds = [
                (_measured(echo, {"echo": echo_pid}), _measured(read, pids)) for _ in range(ROUNDS + 1)
            ][1:]
    _print([first for first, _ in rounds], [second for _, second in rounds])


async def _prepared_read(info: StackInfo) -> Load:
    """A response to read, and the call that reads it."""
    async with encompass.Encompass(info.edge_url) as client:
        await client.accounts.sign_up(f"{secrets.token_hex(6)}@people.example", secrets.token_urlsafe(16))
        response = await client.responses.start("who-would-you-be")
        await client.responses.save(response.id, [encompass.Answer(question_id="name", text="Maya")])
        assert client.tokens is not None
        request = questionnaire_service_pb2.GetResponseRequest(response_id=response.id)
        return Load(
            target=info.edge_url.removeprefix("http://"),
            method=READ_METHOD,
            request_base64=base64.b64encode(request.SerializeToString()).decode(),
            seconds=SECONDS,
            metadata={"authorization": f"Bearer {client.tokens.access_token}"},
        )


@contextmanager
def _echo_server() -> Iterator[tuple[str, int]]:
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.echo"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"127.0.0.1:{server.stdout.readline().strip()}", server.pid
    finally:
        server.terminate()
        server.wait()


def _measured(load: Load, pids: dict[str, int]) -> Cost:
    before = {name: _cpu_s(pid) for name, pid in pids.items()}
    result = apply_load(load)
    return Cost(
        {name: (_cpu_s(pid) - before[name]) / result.calls * 1e6 for name, pid in pids.items()}, result
    )


def _cpu_s(pid: int) -> float:
    """CPU-seconds of a process and its children (a Postgres connection is a child)."""
    process = psutil.Process(pid)
    times = [process.cpu_times(), *(child.cpu_times() for child in process.children(recursive=True))]
    return sum(t.user + t.system for t in times)


def _print(echo: list[Cost], read: list[Cost]) -> None:
    def median(costs: list[Cost], value: Callable[[Cost], float]) -> float:
        return statistics.median(value(cost) for cost in costs)

    echo_us = median(echo, lambda cost: cost.cpu_us["echo"])
    service_us = median(read, lambda cost: cost.cpu_us["questionnaire"])
    edge_us = median(read, lambda cost: cost.cpu_us["envoy"])
    shard_us = median(read, lambda cost: sum(v for k, v in cost.cpu_us.items() if k.startswith("postgres")))
    echo_rate = median(echo, lambda cost: cost.result.calls / cost.result.seconds)
    read_rate = median(read, lambda cost: cost.result.calls / cost.result.seconds)
    ratio = service_us / echo_us
    report(
        "An authenticated, validated read against a bare echo",
        ("", "CPU at the service", "at the edge", "in the shard", "calls a second"),
        (
            ("bare grpc.aio echo", f"{echo_us:.0f} µs", "–", "–", f"{echo_rate:.0f}"),
            (
                "GetResponse",
                f"{service_us:.0f} µs",
                f"{edge_us:.0f} µs",
                f"{shard_us:.0f} µs",
                f"{read_rate:.0f}",
            ),
            ("ratio", f"{ratio:.2f}", "", "", f"{read_rate / echo_rate:.2f}"),
        ),
        {
            "cpu_ratio": round(ratio, 2),
            "echo_cpu_us": round(echo_us, 1),
            "service_cpu_us": round(service_us, 1),
            "edge_cpu_us": round(edge_us, 1),
            "shard_cpu_us": round(shard_us, 1),
            "echo_calls_per_s": round(echo_rate),
            "read_calls_per_s": round(read_rate),
        },
    )


if __name__ == "__main__":
    main()
