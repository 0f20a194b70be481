"""Whole processes: started as commands, stopped by signals."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from services.kit.grpc.client import open_channel
from services.kit.settings import TlsSettings
from tests.unit.kit.rpc.echo import ROOT, SERVICE, call, pb_grpc

WORKER = """
import asyncio
from contextlib import asynccontextmanager
from services.kit.process import run_worker
from services.kit.settings import ProcessSettings, load_settings

async def count(stopping):
    await stopping.wait()
    print("counted", flush=True)

async def fail(stopping):
    raise RuntimeError("broken")

async def leave(stopping):
    return

async def hang(stopping):
    try:
        await asyncio.Event().wait()
    finally:
        print("cancelled", flush=True)

@asynccontextmanager
async def start():
    yield [LOOPS]
    print("closed", flush=True)

run_worker(load_settings(ProcessSettings), start)
"""

SERVER = """
from contextlib import asynccontextmanager
from services.kit.grpc.server import run_service
from services.kit.grpc.tokens import StaticKeySet
from services.kit.settings import ServiceSettings, load_settings
from tests.unit.kit.rpc.echo import Echo

@asynccontextmanager
async def start():
    yield [Echo().service()]

run_service(load_settings(ServiceSettings), start, keys=StaticKeySet({}))
"""


class Process:
    """A command under test and what it writes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []

    async def line(self, containing: str) -> dict[str, Any]:
        """Reads on until a line has this text; the line, parsed where it is JSON."""
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            async for raw in self.process.stdout:
                self.lines.append(raw.decode())
                if containing in self.lines[-1]:
                    return dict(json.loads(self.lines[-1])) if self.lines[-1].startswith("{") else {}
        raise AssertionError(f"{containing!r} never came; what did:\n{''.join(self.lines)}")

    async def end(self) -> int:
        """Reads to the end; the status."""
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            self.lines.extend((await self.process.stdout.read()).decode().splitlines(keepends=True))
            return await self.process.wait()


Launch = Callable[..., Any]


@pytest.fixture
def launch(tls: TlsSettings, tmp_path: Path) -> Launch:
    @asynccontextmanager
    async def run(program: str, **settings: str) -> AsyncIterator[Process]:
        path = tmp_path / "program.py"
        path.write_text(program)
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'clients/python'}",
            "ENCOMPASS_SERVICE": "echo",
            "ENCOMPASS_TLS__CA": str(tls.ca),
            "ENCOMPASS_TLS__CERT": str(tls.cert),
            "ENCOMPASS_TLS__KEY": str(tls.key),
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(path),
            env=environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            yield Process(process)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    return run


async def test_a_worker_ends_its_loops_and_closes_what_it_opened_at_sigterm(launch: Launch) -> None:
    async with launch(WORKER.replace("LOOPS", "count, count")) as worker:
        await worker.line("process.started")
        worker.process.send_signal(signal.SIGTERM)
        assert await worker.end() == 0
    written = "".join(worker.lines)
    assert written.count("counted") == 2
    assert "closed" in written
    assert "process.ended" in written


async def test_a_worker_whose_loop_fails_ends_with_an_error(launch: Launch) -> None:
    async with launch(WORKER.replace("LOOPS", "count, fail")) as worker:
        assert await worker.end() == 1
    assert "RuntimeError: broken" in "".join(worker.lines)


async def test_a_worker_whose_loop_just_leaves_ends_with_an_error(launch: Launch) -> None:
    async with launch(WORKER.replace("LOOPS", "count, leave")) as worker:
        assert await worker.end() == 1


async def test_a_loop_that_does_not_end_is_cancelled_after_the_drain(launch: Launch) -> None:
    async with launch(WORKER.replace("LOOPS", "hang"), ENCOMPASS_DRAIN_SECONDS="0.1") as worker:
        await worker.line("process.started")
        worker.process.send_signal(signal.SIGINT)
        assert await worker.end() == 0
    assert "cancelled" in "".join(worker.lines)


async def test_a_missing_setting_is_one_line_and_status_2(launch: Launch) -> None:
    async with launch(WORKER.replace("LOOPS", "count"), ENCOMPASS_LOG__LEVEL="LOUD") as worker:
        assert await worker.end() == 2
    (line,) = worker.lines
    assert line.startswith("settings: ENCOMPASS_LOG__LEVEL")


async def test_a_certificate_that_is_missing_is_one_line(launch: Launch) -> None:
    async with launch(SERVER, ENCOMPASS_TLS__CERT="/nowhere/cert.pem") as server:
        failed = await server.line("process.failed")
        assert await server.end() == 1
    assert "/nowhere/cert.pem" in failed["error"]
    assert "exception" not in failed


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_service_answers_on_one_port_and_adds_its_metrics_up(
    launch: Launch, tls: TlsSettings, processes: int
) -> None:
    async with launch(SERVER, ENCOMPASS_GRPC__PROCESSES=str(processes)) as server:
        ports = {(await server.line("server.started"))["port"] for _ in range(processes)}
        (port,) = ports
        for _ in range(4):
            # A connection stays with one process: only new ones may meet the other.
            async with open_channel(
                f"127.0.0.1:{port}", tls, server_name="echo", services=[SERVICE]
            ) as channel:
                assert await call(pb_grpc.EchoServiceStub(channel), "PublicEcho", "hello") == ["HELLO"]
        started = next(json.loads(line) for line in server.lines if "metrics_port" in line)
        body = await read_metrics(started["metrics_port"])
        labels = f'{{code="OK",method="/{SERVICE}/PublicEcho"}}'
        assert f"encompass_rpc_seconds_count{labels} 4.0" in body
        server.process.send_signal(signal.SIGTERM)
        assert await server.end() == 0


async def test_no_process_of_a_service_outlives_a_killed_parent(launch: Launch) -> None:
    async with launch(SERVER, ENCOMPASS_GRPC__PROCESSES="2") as server:
        for _ in range(2):
            await server.line("server.started")
        children = psutil.Process(server.process.pid).children(recursive=True)
        assert len(children) == 2
        server.process.kill()
        _, alive = await asyncio.to_thread(psutil.wait_procs, children, timeout=30)
    assert alive == []


async def test_a_process_that_dies_is_started_again(launch: Launch) -> None:
    async with launch(SERVER, ENCOMPASS_GRPC__PROCESSES="2") as server:
        for _ in range(2):
            await server.line("server.started")
        psutil.Process(server.process.pid).children()[0].kill()
        await server.line("supervisor.process_died")
        await server.line("server.started")


async def test_processes_that_cannot_start_end_their_service(launch: Launch) -> None:
    broken = SERVER.replace("yield", "raise RuntimeError('no database')\n    yield")
    async with launch(broken, ENCOMPASS_GRPC__PROCESSES="2") as server:
        assert await server.end() == 1
    assert "can't start" in "".join(server.lines)


async def test_a_port_that_is_taken_is_one_line(launch: Launch) -> None:
    async with launch(SERVER) as first:
        port = (await first.line("server.started"))["port"]
        async with launch(SERVER, ENCOMPASS_GRPC__PORT=str(port)) as second:
            failed = await second.line("process.failed")
            assert await second.end() == 1
    assert f"127.0.0.1:{port}" in failed["error"]


async def read_metrics(port: int) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
    body = (await reader.read()).decode()
    writer.close()
    return body
