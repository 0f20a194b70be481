"""Our own processes: migrations, services and workers."""

from __future__ import annotations

import sys
from datetime import timedelta

from services.stack.environment import GRPC_SERVICES, WORKERS, Environment
from services.stack.layout import REPOSITORY
from services.stack.parts import Part
from services.stack.probes import answers_ok

PREPARE = "prepare"
_SERVERS = frozenset({"postgres-directory", "postgres-shard-0", "postgres-shard-1", "nats", "seaweed"})

# What a film needs first comes up first: two cores can't import everything at once.
_AFTER = {
    "video": frozenset({"script"}),
    "video-worker": frozenset({"script-worker"}),
}


def application_parts(environment: Environment) -> list[Part]:
    """One part for each service and worker, and the one that prepares the servers for them."""
    return [
        _prepare(environment),
        *(_application(service, environment) for service in (*GRPC_SERVICES, *WORKERS)),
    ]


def module_of(service: str) -> str:
    """What `python -m` runs for it."""
    if service.endswith("-worker"):
        return f"services.{service.removesuffix('-worker')}.worker_main"
    return f"services.{service}.main"


def _application(service: str, environment: Environment) -> Part:
    env = environment.of(service)
    port = environment.ports[service] if service in GRPC_SERVICES else environment.ports[f"{service}-metrics"]
    return Part(
        name=service,
        argv=(sys.executable, "-m", module_of(service)),
        env=env,
        cwd=REPOSITORY,
        port=port,
        after=frozenset({PREPARE}) | _AFTER.get(service, frozenset()),
        groups=frozenset({"services" if service in GRPC_SERVICES else "workers"}),
        probe=answers_ok(environment.ports[f"{service}-metrics"], "/healthz"),
        stop_within=timedelta(seconds=15),
    )


def _prepare(environment: Environment) -> Part:
    return Part(
        name=PREPARE,
        argv=(sys.executable, "-m", "services.stack.prepare", str(environment.layout.migrated)),
        env=environment.of("jobs"),
        cwd=REPOSITORY,
        after=_SERVERS,
        ready_within=timedelta(seconds=120),
    )
