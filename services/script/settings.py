"""Settings of the script service and its worker."""

from pydantic import Field

from services.kit.settings import (
    DbSettings,
    NatsSettings,
    ProcessSettings,
    QueueSettings,
    Section,
    ServiceSettings,
    TritonSettings,
    WorkSettings,
)


class StorySettings(Section):
    """How stories are written."""

    candidates: int = Field(default=12, ge=1, le=16)
    """Continuations that the model is asked for at a time; the best is kept."""
    temperature: float = Field(default=0.6, ge=0.01, le=1.5)
    deadline_seconds: float = Field(default=20.0, gt=0)
    """The longest that one round of continuations may take."""
    most_scenes: int | None = Field(default=None, ge=1)
    """Cuts every story short, for load and fault tests that need many small ones; None: as long as it is."""
    pace: float = Field(default=1.0, gt=0)
    """How many times as fast as people read words appear; more than 1 is for load and fault tests."""
    concurrency: int = Field(default=2, ge=1)
    """Stories that one worker writes at a time."""


class ScriptSettings(ServiceSettings):
    """The gRPC service."""

    db: DbSettings
    nats: NatsSettings
    queue: QueueSettings = QueueSettings()


class ScriptWorkerSettings(ProcessSettings):
    """The worker."""

    db: DbSettings
    nats: NatsSettings
    triton: TritonSettings
    story: StorySettings = StorySettings()
    work: WorkSettings = WorkSettings()
