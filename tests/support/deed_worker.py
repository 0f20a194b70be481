"""A worker process of deeds, to be killed, paused and told to stop: `python -m tests.support.deed_worker`."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from services.kit.db.databases import open_databases
from services.kit.jobs.worker import JobWorker
from services.kit.settings import DbSettings, NatsSettings
from tests.support.deeds import DeedHandler
from tests.support.platform import QUICK

_DB = "DEED_WORKER_DB"
_NATS = "DEED_WORKER_NATS"
_LEASE = "DEED_WORKER_LEASE_SECONDS"
_STAYS_AT = "DEED_WORKER_STAYS_AT"


class WorkerProcess:
    """A worker in a process of its own."""

    def __init__(
        self, db: DbSettings, nats: NatsSettings, *, lease_seconds: float = 5, stays_at: str = ""
    ) -> None:
        """The step with the key `stays_at` goes on until SIGCONT."""
        environment = {
            **os.environ,
            "PYTHONPATH": ".:clients/python",
            _DB: _json(db),
            _NATS: _json(nats),
            _LEASE: str(lease_seconds),
            _STAYS_AT: stays_at,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.deed_worker"],
            cwd=Path(__file__).parents[2],
            env=environment,
            stdout=subprocess.PIPE,
        )

    async def until_ready(self) -> None:
        """Waits until it takes jobs."""
        output = self._process.stdout
        assert output is not None
        async with asyncio.timeout(30):
            while True:
                line = await asyncio.to_thread(output.readline)
                assert line, "the worker ended"
                if line.strip() == b"READY":
                    return

    def send(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """kill -9, which needs nobody to be awake."""
        self._process.kill()
        self._process.wait()

    async def until_ended(self) -> int:
        """Waits for the end; returns the status."""
        async with asyncio.timeout(30):
            return await asyncio.to_thread(self._process.wait)


def _json(settings: DbSettings | NatsSettings) -> str:
    def plain(value: object) -> object:
        return value.get_secret_value() if hasattr(value, "get_secret_value") else str(value)

    return json.dumps(settings.model_dump(), default=plain)


async def _main() -> None:
    db = DbSettings.model_validate_json(os.environ[_DB])
    nats = NatsSettings.model_validate_json(os.environ[_NATS])
    stopping = asyncio.Event()
    handler = DeedHandler(stays_at=os.environ[_STAYS_AT])
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, handler.goes_on.set)
    lease = timedelta(seconds=float(os.environ[_LEASE]))
    options = replace(QUICK, execution=replace(QUICK.execution, lease=lease))
    async with open_databases(db, application_name="deed-worker") as databases:
        print("READY", flush=True)
        await JobWorker(databases, nats, [handler], options).run(stopping)


if __name__ == "__main__":
    asyncio.run(_main())
