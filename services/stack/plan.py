"""All parts of one stack, from its folder: the one place that names every server and service."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from services.stack.applications import application_parts
from services.stack.edge.part import NAME as ENVOY
from services.stack.edge.part import envoy_part
from services.stack.environment import GRPC_SERVICES, WORKERS, Environment
from services.stack.layout import Layout
from services.stack.parts import Part, choose_parts
from services.stack.ports import Ports
from services.stack.replication.pair import Pair
from services.stack.replication.parts import pair_parts
from services.stack.servers.nats import nats_part, node_parts
from services.stack.servers.postgres import (
    DIRECTORY,
    SHARDS,
    instance_name,
    postgres_part,
)
from services.stack.servers.seaweed import seaweed_part
from services.stack.servers.traces import traces_part, traces_url
from services.stack.servers.triton import NAME as TRITON
from services.stack.servers.triton import triton_part

CERTIFIED = (*GRPC_SERVICES, *WORKERS, "edge")
"""Who has a certificate: every process that talks mTLS."""


def plan_parts(
    environment: Environment, wanted: Collection[str] | None = None, *, pair: Pair | None = None
) -> list[Part]:
    """The wanted parts (None: all), in the order in which they start; writes the servers' configuration.

    Only what was asked for is built, so that tests of the database need no Triton. With a `pair` its database
    has two instances, and NATS three nodes.
    """
    layout, ports, credentials = environment.layout, environment.ports, environment.credentials
    base = environment.base()
    password = credentials.postgres_password
    parts = [
        *(
            postgres_part(database, layout, ports[instance_name(database)], password, base)
            for database in (DIRECTORY, *SHARDS)
            if pair is None or database != pair.database
        ),
        *(pair_parts(pair, layout, ports, password, base) if pair else ()),
        *(_nats(layout, ports, credentials.nats_password, base, alone=pair is None)),
        seaweed_part(layout, ports, credentials.s3_access_key, credentials.s3_secret_key, base),
        traces_part(layout, ports["traces"], base),
        *application_parts(environment),
    ]
    if wanted is None or TRITON in wanted:
        parts.insert(0, triton_part(ports, traces_url(ports["traces"]), base))
    if wanted is None or ENVOY in wanted:
        parts.append(envoy_part(environment))
    return choose_parts(parts, wanted)


def _nats(layout: Layout, ports: Ports, password: str, base: Mapping[str, str], *, alone: bool) -> list[Part]:
    if alone:
        return [nats_part(layout, ports["nats"], ports["nats-monitor"], password, base)]
    return node_parts(layout, ports, password, base)
