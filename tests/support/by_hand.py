"""What tests that aren't Python do to the local stack while it runs; see clients/web/e2e/support/stack.ts.

python -m tests.support.by_hand kill script                 # kill -9, then waits until it works again
python -m tests.support.by_hand restart auth NAME=VALUE     # with this on top of its own; nothing: as planned
python -m tests.support.by_hand unload scene_video          # and `load`
python -m tests.support.by_hand last-attempt RESOURCE_ID    # of its job, which may also lose no worker more
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

import psycopg

from services.stack.launch import Stack, StackInfo
from services.stack.layout import DEFAULT_FOLDER, Layout
from services.stack.overrides import Override, write_override
from services.stack.probes import http
from tests.faults.parts import Parts
from tests.support.waiting import until

_MODEL_WITHIN = 60.0
_EDGE_WITHIN = 30.0
_CONNECT_SECONDS = 5


async def kill(info: StackInfo, part: str) -> None:
    """Kills a part and all that descend from it, and waits until the supervisor has started it again."""
    parts = _parts(info)
    life = await parts.kill(part)
    await parts.until_well(part, after=life)
    await _until_edge_has(info, part)


async def hold(info: StackInfo, part: str) -> None:
    """Kills a part and all that descend from it; the supervisor starts it again when it is released."""
    write_override(Layout(info.folder).override_of(part), Override(held=True))
    await _parts(info).kill(part)


async def release(info: StackInfo, part: str) -> None:
    """Lets a part that was held be started, and waits until it works."""
    write_override(Layout(info.folder).override_of(part), None)
    await _parts(info).until_well(part)
    await _until_edge_has(info, part)


async def restart(info: StackInfo, part: str, *variables: str) -> None:
    """Kills a part that has these variables, each NAME=VALUE, from its next start on."""
    named = (variable.partition("=") for variable in variables)
    _parts(info).set_environment(part, {name: value for name, _, value in named})
    await kill(info, part)


async def unload(info: StackInfo, model: str) -> None:
    """Triton answers nothing more for this model."""
    await _order(info, model, "unload")


async def load(info: StackInfo, model: str) -> None:
    """Triton has this model again."""
    await _order(info, model, "load")


async def make_last_attempt(info: StackInfo, resource_id: str) -> None:
    """Whatever goes wrong next with the job of this story or film is for good: six attempts take minutes.

    Raises:
        LookupError: no job of it waits or runs.
    """
    statement = (
        "UPDATE job SET max_attempts = attempt, max_losses = losses"
        " WHERE resource_id = %s AND state IN ('QUEUED', 'RUNNING')"
    )
    changed = 0
    for url in info.shard_urls.values():
        async with await psycopg.AsyncConnection.connect(
            url.replace("+psycopg", ""), autocommit=True, connect_timeout=_CONNECT_SECONDS
        ) as shard:
            changed += (await shard.execute(statement, (UUID(resource_id),))).rowcount
    if not changed:
        raise LookupError(f"no job of {resource_id} waits or runs")


async def _until_edge_has(info: StackInfo, part: str) -> None:
    """The edge asks nothing of a service that was away until it has looked again; others it doesn't know."""

    async def is_known() -> bool:
        _, body = await http(info.ports["edge-admin"], f"/stats?filter=^cluster.{part}.membership_healthy$")
        return not body.strip().endswith(b" 0")

    await until(is_known, within=_EDGE_WITHIN, look_every=0.05)


def _parts(info: StackInfo) -> Parts:
    return Parts(Layout(info.folder), info.ports["triton-http"])


async def _order(info: StackInfo, model: str, what: str) -> None:
    async with asyncio.timeout(_MODEL_WITHIN):
        path = f"/v2/repository/models/{model}/{what}"
        status, body = await http(
            info.ports["triton-http"], path, method="POST", body=b"{}", kind="application/json"
        )
    if status != 200:
        raise RuntimeError(f"{model} doesn't {what}: {body.decode(errors='replace')}")


_DEEDS: Mapping[str, Callable[..., Coroutine[None, None, None]]] = MappingProxyType(
    {
        "kill": kill,
        "hold": hold,
        "release": release,
        "restart": restart,
        "unload": unload,
        "load": load,
        "last-attempt": make_last_attempt,
    }
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Does one of these to the stack in the usual folder."""
    parser = argparse.ArgumentParser(prog="tests.support.by_hand")
    parser.add_argument("deed", choices=_DEEDS)
    parser.add_argument("to", nargs="+")
    given = parser.parse_args(arguments)
    asyncio.run(_DEEDS[given.deed](Stack(DEFAULT_FOLDER).info(), *given.to))


if __name__ == "__main__":
    main()
