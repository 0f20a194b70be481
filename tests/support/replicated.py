"""A stack of PROFILE=ha for tests: who is what in it, and the many ways to hurt it."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

import psutil
import psycopg
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import APIError

from services.kit.bus.nats_bus import connect
from services.kit.jobs.streams import EVENTS, JOBS
from services.kit.settings import DbSettings, NatsSettings
from services.stack.credentials import load_or_make_credentials
from services.stack.launch import Stack, StackInfo
from services.stack.overrides import Override, write_override
from services.stack.replication.instance import STANDBY
from services.stack.replication.parts import INSTANCES, REPLICATED
from services.stack.replication.record import Record
from services.stack.servers import postgres
from services.stack.servers.nats import NODES
from services.stack.status import State
from tests.support.waiting import until


class ReplicatedStack:
    """One that runs."""

    def __init__(self, stack: Stack, info: StackInfo) -> None:
        self._stack = stack
        self._info = info
        self.layout = stack.layout
        self.shard_url = info.shard_urls[REPLICATED].replace("+psycopg", "")
        self.db = DbSettings.model_validate(
            {"directory_url": info.directory_url, "shards": dict(info.shard_urls)}
        )
        env = info.environment_of("jobs")
        names = ("url", "user", "password", "replicas")
        self.nats = NatsSettings.model_validate(
            {name: env[f"ENCOMPASS_NATS__{name.upper()}"] for name in names}
        )

    def record(self) -> Record:
        """Who the primary is, as it is written down."""
        return Record(**json.loads(self.layout.primary_of(REPLICATED).read_text(encoding="utf-8")))

    @property
    def primary(self) -> str:
        return self.record().primary

    @property
    def standby(self) -> str:
        return next(name for name in INSTANCES if name != self.primary)

    async def until_redundant(self, *, failovers: int = 0, within: float = 90.0) -> None:
        """Waits until every write and every message is everywhere, after so many failovers."""

        async def redundant() -> bool:
            record, status = self.record(), self._stack.status()
            assert status is not None
            ready = all(status.part(name).state is State.READY for name in (*INSTANCES, *NODES))  # type: ignore[union-attr]
            return ready and record.synchronous and record.failovers >= failovers

        await until(redundant, within=within, look_every=0.1)
        client = await connect(self.nats, name="looks on")
        try:
            await until(partial(_streams_are_redundant, client), within=within, look_every=0.1)
        finally:
            await client.close()

    async def forget_standby(self) -> None:
        """Has the primary no longer keep what its standby, which is away, would need to go on."""
        async with await psycopg.AsyncConnection.connect(self.shard_url, autocommit=True) as connection:
            await connection.execute("SELECT pg_drop_replication_slot(%s)", [STANDBY])

    async def is_in_recovery(self, part: str) -> bool:
        """Whether this instance takes no writes."""
        conninfo = postgres.conninfo(
            self._info.ports[part], load_or_make_credentials(self.layout.secrets).postgres_password
        )
        async with await psycopg.AsyncConnection.connect(conninfo) as connection:
            row = await (await connection.execute("SELECT pg_is_in_recovery()")).fetchone()
        assert row is not None
        return bool(row[0])

    def notices(self) -> list[str]:
        """What the stack has told of itself lately."""
        status = self._stack.status()
        assert status is not None
        return status.notices

    def kill(self, part: str) -> None:
        """kill -9 of its process alone: what it has forked is left behind."""
        os.kill(self._pid(part), signal.SIGKILL)

    def pause(self, part: str) -> list[psutil.Process]:
        """SIGSTOP of it and of all that it has forked; returns whom to resume."""
        process = psutil.Process(self._pid(part))
        paused = [process, *process.children(recursive=True)]
        for each in paused:
            with suppress(psutil.NoSuchProcess):
                each.suspend()
        return paused

    def resume(self, paused: list[psutil.Process]) -> None:
        """SIGCONT, for those of them that still live."""
        for each in paused:
            with suppress(psutil.NoSuchProcess):
                each.resume()

    def hold(self, part: str) -> None:
        """Once it has ended, it stays so until it is released."""
        write_override(self.layout.override_of(part), Override(held=True))

    def release(self, part: str) -> None:
        """Lets it start again."""
        write_override(self.layout.override_of(part), None)

    async def nats_leader(self, client: Client, stream: str = JOBS) -> str:
        """The node that leads this stream."""
        info = await client.jetstream(timeout=2).stream_info(stream)
        assert info.cluster is not None
        assert info.cluster.leader is not None
        return info.cluster.leader

    def _pid(self, part: str) -> int:
        status = self._stack.status()
        found = status.part(part) if status else None
        assert found is not None
        assert found.pid is not None
        return found.pid


async def _streams_are_redundant(client: Client) -> bool:
    js = client.jetstream(timeout=2)
    try:
        clusters = [(await js.stream_info(stream)).cluster for stream in (JOBS, EVENTS)]
    except (NatsError, APIError):  # they elect a leader
        return False
    return all(
        cluster
        and cluster.leader
        and all(peer.current and not peer.offline for peer in cluster.replicas or [])
        for cluster in clusters
    )


@dataclass
class Writers:
    """Those who write into the replicated shard all the time, and remember what was acknowledged."""

    url: str
    acknowledged: set[tuple[int, int]] = field(default_factory=set)
    longest_gap: float = 0.0
    """Seconds between two acknowledged writes of anybody."""
    _last: float = field(default_factory=time.monotonic)

    @asynccontextmanager
    async def at_work(self, number: int = 4) -> AsyncIterator[None]:
        """`number` of them, for as long as the block runs."""
        async with await psycopg.AsyncConnection.connect(self.url, autocommit=True) as connection:
            await connection.execute("DROP TABLE IF EXISTS written")
            await connection.execute(
                "CREATE TABLE written (writer int, number int, PRIMARY KEY (writer, number))"
            )
        self._last = time.monotonic()
        tasks = [asyncio.create_task(self._write(writer)) for writer in range(number)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def until_more(self, writes: int = 50, within: float = 60.0) -> None:
        """Waits for so many more acknowledged writes."""
        wanted = len(self.acknowledged) + writes

        async def enough() -> bool:
            return len(self.acknowledged) >= wanted

        await until(enough, within=within)

    def lost(self) -> set[tuple[int, int]]:
        """The acknowledged writes that aren't there."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            rows = connection.execute("SELECT writer, number FROM written").fetchall()
        return self.acknowledged - {(writer, number) for writer, number in rows}

    async def _write(self, writer: int) -> None:
        number = 0
        while True:
            with suppress(psycopg.Error):
                where = f"{self.url}&connect_timeout=2"
                async with await psycopg.AsyncConnection.connect(where, autocommit=True) as connection:
                    while True:
                        number += 1
                        await connection.execute("INSERT INTO written VALUES (%s, %s)", (writer, number))
                        self.acknowledged.add((writer, number))
                        now = time.monotonic()
                        self.longest_gap, self._last = max(self.longest_gap, now - self._last), now
                        await asyncio.sleep(0.002)
            await asyncio.sleep(0.05)


def replicated_stack(stack: Stack) -> Iterator[ReplicatedStack]:
    """Starts it, and stops it at the end."""
    stack.start(while_pid=os.getpid())
    try:
        yield ReplicatedStack(stack, stack.wait_until_ready())
    finally:
        stack.stop()
