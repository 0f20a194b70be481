"""Our own processes: migrations, services and workers."""

from __future__ import annotations

import sys
from datetime import timedelta

from services.stack.environment import GRPC_SERVICES, WORKERS, Environment
from services.stack.layout import REPOSITORY
from services.stack.parts import Part
from services.stack.prepare import is_prepared
from services.stack.probes import answers_ok
from services.stack.profile import Profile
from services.stack.replication.parts import INSTANCES
from services.stack.servers import nats, postgres, seaweed, triton

PREPARE = "prepare"
_DATABASES = frozenset(
    postgres.instance_name(database) for database in (postgres.DIRECTORY, *postgres.SHARDS)
)

# What a film needs first comes up first: two cores can't load a language model and import everything at once.
_AFTER = {
    "video": frozenset({"script", triton.NAME, seaweed.NAME}),
    "video-worker": frozenset({"script-worker", triton.NAME, seaweed.NAME}),
    "media": frozenset({"script", seaweed.NAME}),
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
        after=_needed(environment.profile) | {PREPARE} | _AFTER.get(service, frozenset()),
        groups=frozenset({"services" if service in GRPC_SERVICES else "workers"}),
        probe=answers_ok(environment.ports[f"{service}-metrics"], "/healthz"),
        stop_within=timedelta(seconds=15),
    )


def _prepare(environment: Environment) -> Part:
    # With nothing left to do it needs no server, and nobody has to wait for the slowest of them.
    layout, ha = environment.layout, environment.profile is Profile.HA
    stamp = layout.migrated_ha if ha else layout.migrated
    nothing_to_do = is_prepared(layout, stamp, [*_DATABASES, *(nats.NODES if ha else [nats.NAME])])
    return Part(
        name=PREPARE,
        argv=(sys.executable, "-m", "services.stack.prepare", str(stamp)),
        env=environment.of("jobs"),
        cwd=REPOSITORY,
        after=frozenset() if nothing_to_do else _needed(environment.profile) | {seaweed.NAME},
        ready_within=timedelta(seconds=120),
    )


def _needed(profile: Profile) -> frozenset[str]:
    if profile is Profile.HA:
        return _DATABASES | {*INSTANCES, *nats.NODES}
    return _DATABASES | {nats.NAME}
