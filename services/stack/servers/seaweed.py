"""SeaweedFS's S3 server: `weed mini`, which is master, volume, filer and S3 in one process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from services.stack import binaries
from services.stack.files import write_atomically
from services.stack.layout import Layout
from services.stack.parts import Part
from services.stack.ports import Ports
from services.stack.probes import answers_ok

NAME = "seaweed"
BUCKET = "encompass"
REGION = "us-east-1"


def seaweed_part(
    layout: Layout, ports: Ports, access_key: str, secret_key: str, env: Mapping[str, str]
) -> Part:
    """The server, with one identity that may do everything."""
    data = layout.data_of(NAME)
    data.mkdir(mode=0o700, exist_ok=True)
    identities = layout.config / "s3.json"
    identity = {
        "name": "encompass",
        "credentials": [{"accessKey": access_key, "secretKey": secret_key}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    write_atomically(identities, json.dumps({"identities": [identity]}))
    flags = {
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "dir": str(data),
        "master.port": str(ports["seaweed-master"]),
        "volume.port": str(ports["seaweed-volume"]),
        "filer.port": str(ports["seaweed-filer"]),
        "s3.port": str(ports["seaweed-s3"]),
        "admin.port": str(ports["seaweed-admin"]),
        # What isn't used here would listen on every interface or report home.
        "webdav": "false",
        "s3.port.iceberg": "0",
        "s3.port.lance": "0",
        "master.telemetry": "false",
        "volume.preStopSeconds": "0",
        "s3.config": str(identities),
    }
    return Part(
        name=NAME,
        argv=(
            str(binaries.weed()),
            "-logtostderr=true",
            "mini",
            *(f"-{key}={value}" for key, value in flags.items()),
        ),
        # Below some 200 MiB it collects garbage all the time: a seventh of a core, doing nothing.
        env={**env, "GOMEMLIMIT": "384MiB", "HOME": str(data)},
        cwd=data,
        port=ports["seaweed-s3"],
        groups=frozenset({"blob"}),
        probe=answers_ok(ports["seaweed-s3"], "/healthz"),
        stop_within=timedelta(seconds=10),
    )
