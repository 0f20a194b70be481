"""NATS: one server with JetStream on disk, on the loopback, behind a password."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from services.stack import binaries
from services.stack.files import write_atomically
from services.stack.layout import Layout
from services.stack.parts import Part
from services.stack.probes import answers_ok

USER = "encompass"
NAME = "nats"


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


def write_config(path: Path, store: Path, port: int, monitor: int, password: str) -> Path:
    """Writes the configuration, which holds the password and is therefore its owner's alone."""
    write_atomically(
        path,
        _CONFIG
        % {
            "port": port,
            "monitor": monitor,
            "store": json.dumps(str(store)),
            "user": json.dumps(USER),
            "password": json.dumps(password),
        },
    )
    return path


_CONFIG = """\
server_name: encompass
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
