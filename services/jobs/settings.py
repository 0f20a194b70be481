"""Settings of the process that keeps jobs moving and answers operators."""

from pydantic import Field

from services.kit.settings import (
    DbSettings,
    NatsSettings,
    S3Settings,
    Section,
    ServiceSettings,
    TritonSettings,
)


class RelaySettings(Section):
    """The outbox relay."""

    batch: int = Field(default=100, ge=1, le=1000)
    poll_ms: int = Field(default=500, ge=5)
    """How often it looks without having been notified."""


class SweeperSettings(Section):
    """The sweeper."""

    every_seconds: float = Field(default=2.0, gt=0)
    ring_after_seconds: float = Field(default=10.0, gt=0)
    """How long a bell may go unheard before it is rung again."""
    keep_published_seconds: float = Field(default=3600.0, ge=0)
    """How long published outbox rows are kept for an operator to look at."""
    keep_finished_days: float = Field(default=30.0, gt=0)
    """How long jobs that are over are kept with their steps; then they can't be retried any more."""


class MeshSettings(Section):
    """ENCOMPASS_MESH__…: parts of the mesh that aren't known by other settings."""

    workers: dict[str, str] = Field(default_factory=dict)
    """Where each worker says whether it is well: {"script-worker": "http://script-worker:9090/healthz"}."""
    edge: str = ""
    """The same of the edge; empty leaves it out."""


class JobsSettings(ServiceSettings):
    """Everything that the process needs."""

    db: DbSettings
    nats: NatsSettings
    s3: S3Settings | None = None
    """Only to see whether the store is there; not set leaves it out."""
    triton: TritonSettings | None = None
    """Only to see which models are there; not set leaves them out."""
    mesh: MeshSettings = MeshSettings()
    relay: RelaySettings = RelaySettings()
    sweeper: SweeperSettings = SweeperSettings()
