"""Proxies between the services and their servers, in a process of their own."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.faults.proxies.condition import Condition, Effects

__all__ = ["Condition", "Effects", "Proxies", "open_proxies"]

_REPOSITORY = Path(__file__).resolve().parents[3]
_ANSWER_SECONDS = 20.0


class Proxies:
    """Opens lines, changes them and asks what came of it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._one_at_a_time = asyncio.Lock()

    async def open(self, name: str, upstream: int, *, s3: bool = False) -> int:
        """Opens a line to a port of the loopback and returns the port to use instead."""
        return int((await self._order({"open": name, "upstream": upstream, "s3": s3}))["port"])

    async def set(self, name: str, condition: Condition | None = None) -> None:
        """Changes a line's condition; None: a good line."""
        await self._order({"set": name, "condition": asdict(condition or Condition())})

    async def effects(self, name: str) -> Effects:
        """What has happened on a line since it was opened."""
        return Effects(**await self._order({"effects": name}))

    async def _order(self, order: dict[str, Any]) -> dict[str, Any]:
        orders, answers = self._process.stdin, self._process.stdout
        assert orders is not None
        assert answers is not None
        async with self._one_at_a_time, asyncio.timeout(_ANSWER_SECONDS):
            orders.write(json.dumps(order).encode() + b"\n")
            await orders.drain()
            answer = await answers.readline()
        if not answer:
            raise RuntimeError("the proxies have ended: see their log")
        found: dict[str, Any] = json.loads(answer)
        return found


@asynccontextmanager
async def open_proxies(log: Path) -> AsyncIterator[Proxies]:
    """The process, for the length of the block."""
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.faults.proxies"),
            cwd=_REPOSITORY,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=output,
        )
    try:
        yield Proxies(process)
    finally:
        # Its input ending is its sign to end; a line that hangs can't keep it.
        process.kill()
        await process.wait()
