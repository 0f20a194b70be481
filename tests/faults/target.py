"""The system under test: a real stack in a folder of its own, with proxies between it and its servers.

async with Target(folder) as target:
    await target.parts.kill("video-worker")
    await target.parts.until_well("video-worker")
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from services.stack.applications import module_of
from services.stack.credentials import Credentials, load_or_make_credentials
from services.stack.launch import Stack, StackInfo
from services.stack.layout import REPOSITORY
from services.stack.ports import chosen_range, load_ports, save_ports, settle_ports
from services.stack.restarts import QUICK_DEATHS_ALLOWED
from services.stack.servers import postgres
from tests.faults.disk import SmallDisk
from tests.faults.parts import Parts
from tests.faults.proxies import Condition, Effects, Proxies, open_proxies

SHARDS: Final = tuple(postgres.instance_name(name) for name in postgres.SHARDS)
DIRECTORY: Final = postgres.instance_name(postgres.DIRECTORY)
DATABASES: Final = (DIRECTORY, *SHARDS)
SMALL_DISK_OF: Final = SHARDS[-1]
"""The database whose disk can be filled."""

LEASE_SECONDS: Final = 3.0

QUICK: Final[Mapping[str, str]] = {
    "ENCOMPASS_WORK__LEASE_SECONDS": str(LEASE_SECONDS),
    "ENCOMPASS_WORK__CANCEL_POLL_SECONDS": "0.5",
    "ENCOMPASS_WORK__STEP_GRACE_SECONDS": "2",
    "ENCOMPASS_SWEEPER__EVERY_SECONDS": "0.5",
    "ENCOMPASS_SWEEPER__RING_AFTER_SECONDS": "2",
    "ENCOMPASS_TELEMETRY__SAMPLE_RATIO": "0",
    "ENCOMPASS_STACK_TRACED_PERCENT": "0",
    QUICK_DEATHS_ALLOWED: "1000000",
}
"""What a fault costs is a lease and a sweep: with short ones, many can be tried."""

_SERVERS: Final = {
    **{name: name for name in DATABASES},
    "nats": "nats",
    "s3": "seaweed-s3",
    "triton": "triton-grpc",
}
"""Each proxied server and the name of its port."""

_SPARE_READY_SECONDS: Final = 30.0
_SPARE_ENDS_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Takeover:
    """A job that a fault has seen pass from one worker to another."""

    job_id: str
    fencing: int
    """Of the one who took it over, or somebody after them."""
    seen_at: datetime
    """By the clock of the job's shard: no earlier lease may write later than that."""


class Target:
    """One running stack. As a context manager it starts and stops it."""

    info: StackInfo
    parts: Parts
    proxies: Proxies
    credentials: Credentials

    def __init__(self, folder: Path, choices: Mapping[str, str] | None = None) -> None:
        """`choices`: ENCOMPASS_… variables for all of the stack, on top of the quick leases."""
        self.folder = folder.resolve()
        self._choices = {**QUICK, **(choices or {})}
        self.takeovers: list[Takeover] = []
        """All that were seen so far."""
        self._opened = AsyncExitStack()
        self._disk: SmallDisk | None = None
        self._stack = Stack(self.folder)

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opened:
            await self._open(opened)
            self._opened = opened.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._opened.aclose()

    async def line(self, server: str, condition: Condition | None = None) -> None:
        """Changes what the way to a server is like; None: good again."""
        await self.proxies.set(server, condition)

    async def effects(self, server: str) -> Effects:
        """What has happened on the way to a server since the start."""
        return await self.proxies.effects(server)

    @asynccontextmanager
    async def bad_line(self, server: str, condition: Condition) -> AsyncIterator[Effects]:
        """For the length of the block. What it yields is filled in at the end of it: what came of it."""
        came_of_it = Effects()
        before = await self.effects(server)
        await self.line(server, condition)
        try:
            yield came_of_it
        finally:
            await self.line(server)
            after = (await self.effects(server)).since(before)
            for name in Effects.__dataclass_fields__:
                setattr(came_of_it, name, getattr(after, name))

    @property
    def disk(self) -> SmallDisk | None:
        """The disk of `SMALL_DISK_OF`, where the machine allows it to have one."""
        return self._disk

    @property
    def supervisor_pid(self) -> int:
        """Of the stack's supervisor."""
        status = self._stack.status()
        if status is None:
            raise RuntimeError(f"the stack on {self.folder} isn't running any more: see its logs")
        return status.supervisor_pid

    def database(self, name: str) -> str:
        """The libpq URL of `postgres-…`, past the proxy."""
        urls = {DIRECTORY: self.info.directory_url} | {
            postgres.instance_name(shard): url for shard, url in self.info.shard_urls.items()
        }
        return urls[name].replace("+psycopg", "")

    def logs_of(self, *parts: str) -> list[Path]:
        """The logs of those parts that have written any."""
        return [log for part in parts if (log := self._stack.layout.log_of(part)).exists()]

    def log_size(self, part: str) -> int:
        """Where its log ends now."""
        log = self._stack.layout.log_of(part)
        return log.stat().st_size if log.exists() else 0

    def log_from(self, part: str, offset: int) -> str:
        """What it has written since."""
        with self._stack.layout.log_of(part).open("rb") as file:
            file.seek(offset)
            return file.read().decode("utf-8", errors="replace")

    @asynccontextmanager
    async def spare(self, worker: str) -> AsyncIterator[int]:
        """A second `script-worker` or `video-worker` for the length of the block, as on another machine: it
        reaches the servers past the proxies. It is told to stop at the end. Yields its process's number."""
        env = {**self.info.environment_of(worker), **self._choices, "ENCOMPASS_METRICS__PORT": "0"}
        offset = self.log_size("spare")
        with self._stack.layout.log_of("spare").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", module_of(worker)),
                env=env,
                cwd=REPOSITORY,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
            )
        try:
            async with asyncio.timeout(_SPARE_READY_SECONDS):
                while "process.started" not in self.log_from("spare", offset):
                    if process.returncode is not None:
                        raise RuntimeError("the spare worker has ended: see its log")
                    await asyncio.sleep(0.05)
            yield process.pid
        finally:
            await _end(process)

    async def until_all_well(self) -> None:
        """Waits until every part works."""
        for part in self.parts.names():
            await self.parts.until_well(part)

    async def _open(self, opened: AsyncExitStack) -> None:
        layout = self._stack.layout
        await asyncio.to_thread(self._stack.stop)
        for left in layout.config.glob("*.override.json"):
            left.unlink()
        layout.create()
        # Settled here, not by the supervisor: the proxies are told of them before anything starts.
        ports, _ = settle_ports(load_ports(layout.ports), within=chosen_range(os.environ))
        save_ports(layout.ports, ports)
        self.credentials = load_or_make_credentials(layout.secrets)
        self.proxies = await opened.enter_async_context(open_proxies(layout.log_of("proxies")))
        through = {
            name: await self.proxies.open(name, ports[port], s3=name == "s3")
            for name, port in _SERVERS.items()
        }
        environment = {**self._choices, **self._addresses(through)}
        inside = await self._words_for_disk(environment)
        self._stack = Stack(self.folder, environment=environment, inside=inside)
        opened.push_async_callback(asyncio.to_thread, self._stack.stop)
        await asyncio.to_thread(self._stack.start, while_pid=os.getpid())
        self.info = await asyncio.to_thread(self._stack.wait_until_ready)
        self.parts = Parts(layout, self.info.ports["triton-http"])
        await self.until_all_well()

    def _addresses(self, ports: Mapping[str, int]) -> Mapping[str, str]:
        def url(database: str) -> str:
            return postgres.url(ports[postgres.instance_name(database)], self.credentials.postgres_password)

        return {
            "ENCOMPASS_DB__DIRECTORY_URL": url(postgres.DIRECTORY),
            "ENCOMPASS_DB__SHARDS": json.dumps({name: url(name) for name in postgres.SHARDS}),
            "ENCOMPASS_NATS__URL": f"nats://127.0.0.1:{ports['nats']}",
            "ENCOMPASS_S3__ENDPOINT": f"http://127.0.0.1:{ports['s3']}",
            "ENCOMPASS_TRITON__URL": f"127.0.0.1:{ports['triton']}",
        }

    async def _words_for_disk(self, environment: Mapping[str, str]) -> tuple[str, ...]:
        if not SmallDisk.is_possible():
            return ()
        layout = self._stack.layout
        # What an earlier target left here isn't on the disk that will be mounted over it, and the other
        # databases know of people whom this one doesn't: all begin anew.
        shutil.rmtree(layout.data, ignore_errors=True)
        layout.create()
        fresh, password = layout.data / "disk", self.credentials.postgres_password
        await postgres.initialise(SMALL_DISK_OF, fresh, layout, password, {**os.environ, **environment})
        folder = layout.data_of(SMALL_DISK_OF)
        folder.mkdir(mode=0o700)
        self._disk = SmallDisk(folder, fresh)
        return self._disk.words()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_SPARE_ENDS_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
