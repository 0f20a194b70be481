"""`python -m tests.faults.proxies`: all proxies of a target, told what to do by lines of JSON on its input.

A process of its own, so that the harness's load and the services' data don't wait for each other.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from typing import Any

import uvloop

from tests.faults.proxies.condition import Condition
from tests.faults.proxies.line import Line
from tests.faults.proxies.s3 import S3Line


async def _serve() -> None:
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), sys.stdin
    )
    lines: dict[str, Line] = {}
    while order := await orders.readline():
        answer = await _obey(json.loads(order), lines)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


async def _obey(order: dict[str, Any], lines: dict[str, Line]) -> dict[str, Any]:
    match order:
        case {"open": name, "upstream": port, "s3": is_s3}:
            lines[name] = S3Line(port) if is_s3 else Line(port)
            return {"port": await lines[name].listen()}
        case {"set": name, "condition": condition}:
            lines[name].set(Condition(**condition))
            return {}
        case {"effects": name}:
            return asdict(lines[name].effects)
        case _:
            raise ValueError(f"not an order: {order}")


if __name__ == "__main__":
    uvloop.run(_serve())
