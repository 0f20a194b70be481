"""NATS with JetStream on disk, on the loopback, behind a password: one server, or a cluster of three."""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from services.stack import binaries
from services.stack.files import write_atomically
from services.stack.layout import Layout
from services.stack.parts import Part
from services.stack.ports import Ports
from services.stack.probes import answers_ok

USER = "encompass"
NAME = "nats"
NODES = ("nats-1", "nats-2", "nats-3")
"""The parts of a cluster; the first has the ports of a single server."""


def nats_part(layout: Layout, port: int, monitor: int, password: str, env: Mapping[str, str]) -> Part:
    """The server, its configuration written."""
    config = write_config(layout.config / "nats.conf", layout.data_of(NAME), port, monitor, password)
    return Part(
        name=NAME,
        argv=(str(binaries.nats_server()), "-c", str(config)),
        env=env,
        port=port,
        probe=answers_ok(monitor, "/healthz"),
        stop_within=timedelta(seconds=10),
    )


def node_parts(layout: Layout, ports: Ports, password: str, env: Mapping[str, str]) -> list[Part]:
    """Three servers in a cluster: two of them are enough for every stream to go on."""
    routes = [f"nats://{USER}:{password}@127.0.0.1:{ports[f'{_ports(node)}-cluster']}" for node in NODES]
    return [_node_part(node, layout, ports, password, env, routes) for node in NODES]


def node_urls(ports: Ports) -> str:
    """All of them, as `NatsSettings.url` has them."""
    return ",".join(f"nats://127.0.0.1:{ports[_ports(node)]}" for node in NODES)


def _node_part(
    node: str, layout: Layout, ports: Ports, password: str, env: Mapping[str, str], routes: Sequence[str]
) -> Part:
    port, monitor = ports[_ports(node)], ports[f"{_ports(node)}-monitor"]
    cluster = _CLUSTER % {
        "port": ports[f"{_ports(node)}-cluster"],
        "user": json.dumps(USER),
        "password": json.dumps(password),
        "routes": json.dumps(list(routes)),
    }
    config = write_config(
        layout.config / f"{node}.conf",
        layout.data_of(node),
        port,
        monitor,
        password,
        server_name=node,
        more=cluster,
    )
    return Part(
        name=node,
        argv=(str(binaries.nats_server()), "-c", str(config)),
        env=env,
        port=port,
        groups=frozenset({NAME}),
        # One that has lost the others is no better for a restart.
        probe=answers_ok(monitor, "/healthz?js-server-only=true"),
        probe_ready=answers_ok(monitor, "/healthz"),
        probe_every=timedelta(seconds=1),
        probe_within=timedelta(seconds=2),
        hung_signal=signal.SIGKILL,
        redundant=True,
        stop_within=timedelta(seconds=10),
    )


def _ports(node: str) -> str:
    return NAME if node == NODES[0] else node


def write_config(
    path: Path,
    store: Path,
    port: int,
    monitor: int,
    password: str,
    *,
    server_name: str = "encompass",
    more: str = "",
) -> Path:
    """Writes the configuration, which holds the password and is therefore its owner's alone."""
    text = _CONFIG % {
        "server_name": server_name,
        "port": port,
        "monitor": monitor,
        "store": json.dumps(str(store)),
        "user": json.dumps(USER),
        "password": json.dumps(password),
    }
    write_atomically(path, text + more)
    return path


_CONFIG = """\
server_name: %(server_name)s
listen: "127.0.0.1:%(port)d"
http: "127.0.0.1:%(monitor)d"
max_payload: 1MB
# Acknowledged is not yet on disk: the streams are bells only, and the outbox rings them again.
jetstream {
  store_dir: %(store)s
  max_memory_store: 64MB
  max_file_store: 2GB
}
authorization {
  user: %(user)s
  password: %(password)s
}
"""

_CLUSTER = """\
cluster {
  name: encompass
  listen: "127.0.0.1:%(port)d"
  authorization {
    user: %(user)s
    password: %(password)s
  }
  routes: %(routes)s
}
"""
