"""The environment variables by which each process of ours is configured: the only way it is."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass

from services.stack.credentials import Credentials
from services.stack.layout import REPOSITORY, Layout
from services.stack.ports import EDGE, Ports
from services.stack.processes import MARK
from services.stack.profile import Profile
from services.stack.replication.parts import INSTANCES, REPLICATED
from services.stack.servers import nats, postgres, seaweed

GRPC_SERVICES = ("auth", "questionnaire", "script", "video", "media", "jobs")
WORKERS = ("script-worker", "video-worker")

_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "USER")


@dataclass(frozen=True, slots=True)
class Environment:
    """All that the variables are made from."""

    layout: Layout
    ports: Ports
    credentials: Credentials
    profile: Profile = Profile.LOCAL

    @property
    def edge_url(self) -> str:
        return f"http://127.0.0.1:{self.ports[EDGE]}"

    def base(self) -> dict[str, str]:
        """For every process of the stack: the little of this shell's that it needs, and the stack's mark."""
        inherited = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {**inherited, MARK: str(self.layout.folder)}

    def shard_urls(self) -> dict[str, str]:
        """Each shard's database."""
        return {name: self._database_url(name) for name in postgres.SHARDS}

    def directory_url(self) -> str:
        return self._database_url(postgres.DIRECTORY)

    def of(self, service: str) -> dict[str, str]:
        """For one of our services or workers."""
        python_path = os.pathsep.join((str(REPOSITORY), str(REPOSITORY / "clients" / "python")))
        variables: dict[str, str] = {
            "SERVICE": service,
            "LOG__FORMAT": "json",
            "LOG__LEVEL": "INFO",
            "TLS__CA": str(self.layout.ca),
            "TLS__CERT": str(self.layout.certificate_of(service)),
            "TLS__KEY": str(self.layout.key_of(service)),
            "METRICS__PORT": str(self.ports[f"{service}-metrics"]),
            "TELEMETRY__FILE": str(self.layout.traces / f"{service}.jsonl"),
            "PEERS": json.dumps({name: f"127.0.0.1:{self.ports[name]}" for name in GRPC_SERVICES}),
            "EDGE__PUBLIC_URL": self.edge_url,
            **self._servers(),
            **self._own(service),
        }
        if service in GRPC_SERVICES:
            variables |= {"GRPC__HOST": "127.0.0.1", "GRPC__PORT": str(self.ports[service])}
        ours = {f"ENCOMPASS_{name}": value for name, value in variables.items()}
        return {**self.base(), "PYTHONPATH": python_path, "PYTHONUNBUFFERED": "1", **ours, **_chosen()}

    def _servers(self) -> dict[str, str]:
        return {
            "DB__DIRECTORY_URL": self.directory_url(),
            "DB__SHARDS": json.dumps(self.shard_urls()),
            **self._nats(),
            "NATS__USER": nats.USER,
            "NATS__PASSWORD": self.credentials.nats_password,
            "S3__ENDPOINT": f"http://127.0.0.1:{self.ports['seaweed-s3']}",
            "S3__ACCESS_KEY": self.credentials.s3_access_key,
            "S3__SECRET_KEY": self.credentials.s3_secret_key,
            "S3__BUCKET": seaweed.BUCKET,
            "S3__REGION": seaweed.REGION,
            "TRITON__URL": f"127.0.0.1:{self.ports['triton-grpc']}",
            "TRITON__SHARES_MEMORY": "true",
            "AUTH__ISSUER": "https://auth.encompass.local",
            "AUTH__AUDIENCE": "encompass",
        }

    def _nats(self) -> dict[str, str]:
        if self.profile is Profile.HA:
            return {"NATS__URL": nats.node_urls(self.ports), "NATS__REPLICAS": str(len(nats.NODES))}
        return {"NATS__URL": f"nats://127.0.0.1:{self.ports['nats']}"}

    def _own(self, service: str) -> Mapping[str, str]:
        if service == "auth":
            return {
                "AUTH__KEYS_DIR": str(self.layout.auth_keys),
                # Any port, so that pages which are being worked on can be served by another server. The edge
                # speaks plain HTTP here, where Safari would keep no secure cookie.
                "AUTH__WEB__ORIGINS": json.dumps(["http://127.0.0.1:*", "http://localhost:*"]),
                "AUTH__WEB__SECURE_COOKIE": "false",
                # Everybody on this machine comes from one address, tests included.
                "AUTH__THROTTLE__SIGN_UP_FREE": "100000",
                "AUTH__THROTTLE__ADDRESS_FREE": "100000",
            }
        if service == "script":
            # The edge asks this one for all of them.
            return {"GRPC__REFLECTION": "all"}
        if service == "jobs":
            # Operators come in by the edge, and no service has any business there.
            workers = {name: f"http://127.0.0.1:{self.ports[f'{name}-metrics']}/healthz" for name in WORKERS}
            return {
                "TLS__ALLOWED_PEERS": json.dumps(["edge"]),
                "MESH__WORKERS": json.dumps(workers),
                "MESH__EDGE": f"http://127.0.0.1:{self.ports['edge-admin']}/ready",
            }
        if service == "video":
            return {
                "VIDEO__PLAYBACK_KEY": self.credentials.playback_key,
                # Films come from the origin of the page that plays them: a browser's own HLS player takes
                # them from no other.
                "S3__PUBLIC_ENDPOINT": self.edge_url,
            }
        if service == "video-worker":
            return {
                "CREDENTIALS__CERTIFICATES": str(self.layout.film_certificates),
                "CREDENTIALS__PRIVATE_KEY": str(self.layout.film_key),
            }
        if service == "media":
            # Photos go to and come from the origin of the page that shows them.
            return {"S3__PUBLIC_ENDPOINT": self.edge_url}
        return {}

    def _database_url(self, database: str) -> str:
        password = self.credentials.postgres_password
        if self.profile is Profile.HA and database == REPLICATED:
            return postgres.url_of_either([self.ports[name] for name in INSTANCES], password)
        return postgres.url(self.ports[postgres.instance_name(database)], password)


def _chosen() -> dict[str, str]:
    """What whoever starts the stack has chosen for all of it, as in `ENCOMPASS_LOG__LEVEL=DEBUG make up`."""
    ours = {name: value for name, value in os.environ.items() if name.startswith("ENCOMPASS_")}
    ours.pop(MARK, None)
    return ours
