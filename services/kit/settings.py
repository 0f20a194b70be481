"""Settings of a process: typed sections, read from environment variables only.

`ENCOMPASS_GRPC__PORT=5001` sets `settings.grpc.port`. Secrets are `SecretStr` and so never show in a
repr or a log line. A process declares the sections that it needs by what it subclasses:

    class ScriptSettings(ServiceSettings):
        triton: TritonSettings

    settings = load_settings(ScriptSettings)
"""

import sys
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

ENV_PREFIX = "ENCOMPASS_"
_NESTED = "__"


class Section(BaseModel):
    """A group of settings that belong together. Values never appear in an error."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class LogSettings(Section):
    """How the process logs."""

    format: Literal["json", "console"] = "json"
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class TelemetrySettings(Section):
    """Where spans go; both may be set, and with neither nothing is recorded."""

    otlp_endpoint: str = ""
    """http(s)://host:port of an OTLP/gRPC collector; empty means none."""
    file: Path | None = None
    """A JSON-lines file of finished spans, for a machine without a collector."""
    sample_ratio: float = Field(default=1.0, ge=0, le=1)
    """Share of traces that start here to be recorded; a caller's own decision is always honoured."""


class MetricsSettings(Section):
    """The HTTP port of `/metrics` and `/healthz`."""

    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)
    """0 picks a free port."""


class GrpcSettings(Section):
    """The gRPC server."""

    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)
    processes: int = Field(default=1, ge=1, le=256)
    """Processes that share the port; one per core is the way to scale up."""
    drain_seconds: float = Field(default=10.0, ge=0)
    """How long calls in flight may go on after SIGTERM."""
    max_receive_bytes: int = Field(default=4 * 1024 * 1024, ge=1024)
    max_send_bytes: int = Field(default=4 * 1024 * 1024, ge=1024)
    max_concurrent_calls: int = Field(default=1000, ge=1)
    """Calls that one process runs at a time; more get RESOURCE_EXHAUSTED."""
    max_concurrent_streams: int = Field(default=1000, ge=1)
    """The same for calls that are answered with a stream, which may stay open for long."""
    user_calls_per_second: float = Field(default=50.0, gt=0)
    """What one person may call for any length of time, in each process."""
    user_burst: int = Field(default=100, ge=1)
    """What one person may call at once, before the rate applies."""
    reflection: Literal["own", "all", "off"] = "own"
    """What reflection tells of: the services of this process, or all public ones, for the edge's sake."""


class TlsSettings(Section):
    """mTLS: files in PEM. The certificate names its service as spiffe://<trust_domain>/<service>."""

    ca: Path
    cert: Path
    key: Path
    trust_domain: str = "encompass.local"
    allowed_peers: frozenset[str] = frozenset()
    """Services that may call this one, as in ["edge", "script"]; empty means every one of the mesh.
    Health and reflection answer every certificate of the CA."""


class DbSettings(Section):
    """The directory database and the shards, as SQLAlchemy URLs of psycopg 3."""

    directory_url: SecretStr
    shards: dict[str, SecretStr] = Field(min_length=1)
    pool_size: int = Field(default=8, ge=1)
    """Connections that one process keeps open to each database."""
    pool_overflow: int = Field(default=8, ge=0)
    pool_timeout_seconds: float = Field(default=5.0, gt=0)
    connect_timeout_seconds: float = Field(default=5.0, gt=0)
    statement_timeout_seconds: float = Field(default=10.0, gt=0)


class NatsSettings(Section):
    """JetStream for jobs and events, core NATS for wake-ups."""

    url: str
    """One server, or those of a cluster by comma: whichever answers is used."""
    user: str = ""
    password: SecretStr = SecretStr("")
    connect_timeout_seconds: float = Field(default=5.0, gt=0)
    replicas: int = Field(default=1, ge=1, le=5)
    """Copies of each JetStream stream: 3 in production."""


class S3Settings(Section):
    """Objects: segments, films, posters."""

    endpoint: str
    """http(s)://host:port as this process reaches it."""
    public_endpoint: str = ""
    """The same store as a browser reaches it, for presigned links; empty means `endpoint`."""
    access_key: str
    secret_key: SecretStr
    bucket: str = "encompass"
    region: str = "us-east-1"
    threads: int = Field(default=8, ge=1)
    """Transfers at a time."""
    timeout_seconds: float = Field(default=30.0, gt=0)
    """Limit of one request to the store."""


class TritonSettings(Section):
    """Triton Inference Server, by gRPC."""

    url: str
    """host:port."""
    max_message_bytes: int = Field(default=256 * 1024 * 1024, ge=1024)
    """Frames of video are large; gRPC's own limit is 4 MiB."""
    shares_memory: bool = False
    """Whether Triton sees the same /dev/shm: frames are written there then, and not sent."""


class TokenSettings(Section):
    """What an access token has to say of itself."""

    issuer: str = "https://auth.encompass.local"
    audience: str = "encompass"
    cache_size: int = Field(default=10_000, ge=0)
    """Verified tokens that are remembered until they expire."""


class WorkSettings(Section):
    """How workers take and hold jobs."""

    lease_seconds: float = Field(default=15.0, ge=1)
    """How long a job waits after its worker has died until another takes it; extended every third of it."""
    per_owner: int = Field(default=2, ge=1)
    """Jobs of one kind that run at a time for one person, over all workers."""
    cancel_poll_seconds: float = Field(default=1.0, gt=0)
    """How often each shard is asked for jobs to cancel, in case the signal got lost."""
    stop_grace_seconds: float = Field(default=3.0, gt=0)
    """How long cancelled work may take to stop before it is left alone."""
    step_grace_seconds: float = Field(default=4.0, ge=0)
    """How long steps that are under way may go on after SIGTERM."""
    step_timeout_seconds: float = Field(default=600.0, gt=0)
    """How long the work of a step may take that doesn't say so itself; then it is a failed attempt."""


class QueueSettings(Section):
    """How many jobs of a kind may wait before no more are taken on."""

    per_owner: int = Field(default=50, ge=1)
    """Of one person."""
    per_shard: int = Field(default=10_000, ge=1)
    """Of everybody on one shard."""
    owner_retry_seconds: float = Field(default=60.0, gt=0)
    """When to ask again for somebody who has too many waiting: about when the next film is finished."""
    shard_retry_seconds: float = Field(default=30.0, gt=0)
    """When to ask again once everybody together has too many waiting."""


class EdgeSettings(Section):
    """The edge as people reach it, for links."""

    public_url: str = "http://127.0.0.1:8080"


class ProcessSettings(BaseSettings):
    """What every process has: a name, logs, traces and metrics. Workers start from this one."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX,
        env_nested_delimiter=_NESTED,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    service: str
    """auth, questionnaire, script, video, script-worker, video-worker, jobs, …"""
    log: LogSettings = LogSettings()
    telemetry: TelemetrySettings = TelemetrySettings()
    metrics: MetricsSettings = MetricsSettings()
    drain_seconds: float = Field(default=10.0, ge=0)
    """How long a worker may finish what it is doing after SIGTERM."""


class ServiceSettings(ProcessSettings):
    """What every gRPC service has on top: its port, its certificate, tokens and peers."""

    grpc: GrpcSettings = GrpcSettings()
    tls: TlsSettings
    auth: TokenSettings = TokenSettings()
    peers: dict[str, str] = {}
    """gRPC targets of the other services, by name."""
    edge: EdgeSettings = EdgeSettings()


class SettingsInvalid(Exception):
    """One line that says which variable is missing or wrong, and never its value."""


SettingsType = TypeVar("SettingsType", bound=BaseSettings)


def read_settings(kind: type[SettingsType]) -> SettingsType:
    """Reads the environment.

    Raises:
        SettingsInvalid: a variable is missing or can't be read.
    """
    try:
        return kind()
    except ValidationError as error:
        raise SettingsInvalid("; ".join(_explain(error))) from None
    except SettingsError as error:
        raise SettingsInvalid(f"{error}: it has to be JSON") from None


def load_settings(kind: type[SettingsType]) -> SettingsType:
    """Reads the environment; where that fails, says so in one line and ends the process with status 2."""
    try:
        return read_settings(kind)
    except SettingsInvalid as error:
        print(f"settings: {error}", file=sys.stderr)
        raise SystemExit(2) from None


def _explain(error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        name = ENV_PREFIX + _NESTED.join(str(part) for part in problem["loc"]).upper()
        lines.append(f"{name} is not set" if problem["type"] == "missing" else f"{name}: {problem['msg']}")
    return lines
