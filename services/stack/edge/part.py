"""The part that runs Envoy."""

from __future__ import annotations

import os

from services.stack import binaries
from services.stack.edge.config import DESCRIPTORS, EdgeOptions, edge_config
from services.stack.edge.pages import DIST, keep_copy
from services.stack.environment import Environment
from services.stack.files import write_atomically
from services.stack.parts import Part, Probe
from services.stack.ports import EDGE
from services.stack.probes import ProbeFailed, all_of, answers_ok, http
from services.stack.problems import StackProblem

NAME = "envoy"
TRACED_PERCENT = "ENCOMPASS_STACK_TRACED_PERCENT"


def envoy_part(environment: Environment, options: EdgeOptions | None = None) -> Part:
    """Envoy, its configuration written. It is ready when it can check tokens."""
    if not DESCRIPTORS.exists():
        raise StackProblem("clients/descriptors/encompass.binpb isn't there: run `make generate`.")
    keep_copy(DIST, environment.layout.pages)
    config = environment.layout.config / "envoy.yaml"
    write_atomically(config, edge_config(environment, options or _chosen()))
    admin = environment.ports["edge-admin"]
    alive = answers_ok(admin, "/ready")
    return Part(
        name=NAME,
        argv=(
            str(binaries.envoy()),
            *("-c", str(config), "--disable-hot-restart", "--concurrency", "1", "--log-level", "warning"),
            # How long it lets connections end by themselves.
            *("--drain-time-s", "1", "--parent-shutdown-time-s", "2"),
        ),
        env=environment.base(),
        cwd=environment.layout.folder,
        port=environment.ports[EDGE],
        probe=alive,
        probe_ready=all_of(alive, _has_keys(admin)),
    )


def _chosen() -> EdgeOptions:
    """What whoever starts the stack has chosen, as in `ENCOMPASS_STACK_TRACED_PERCENT=1 make up`."""
    return EdgeOptions(traced_percent=float(os.environ.get(TRACED_PERCENT, "100")))


def _has_keys(admin: int) -> Probe:
    """It has the keys of access tokens from the auth service: until then it would refuse everybody."""

    async def probe() -> None:
        _, body = await http(admin, "/stats?filter=jwks_fetch_success")
        if not any(int(line.rpartition(b":")[2]) > 0 for line in body.splitlines() if b":" in line):
            raise ProbeFailed("waits for the auth service's keys")

    return probe
