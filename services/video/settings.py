"""Settings of the video service and its worker."""

from pydantic import Field, SecretStr

from services.kit.settings import (
    DbSettings,
    NatsSettings,
    ProcessSettings,
    S3Settings,
    Section,
    ServiceSettings,
    TritonSettings,
    WorkSettings,
)


class VideoSection(Section):
    """ENCOMPASS_VIDEO__…"""

    playback_key: SecretStr = Field(min_length=16)
    """Signs playback tokens."""


class VideoSettings(ServiceSettings):
    """All settings of the service."""

    db: DbSettings
    nats: NatsSettings
    s3: S3Settings
    video: VideoSection


class StudioSection(Section):
    """ENCOMPASS_STUDIO__…: how films are made."""

    threads: int = Field(default=3, ge=1, le=64)
    """For the work on pictures and sound: two scenes and one more thing at a time."""
    films: int = Field(default=1, ge=1, le=16)
    """Films that one worker makes at a time; each keeps two renderer instances busy."""


class VideoWorkerSettings(ProcessSettings):
    """All settings of the worker."""

    db: DbSettings
    nats: NatsSettings
    s3: S3Settings
    triton: TritonSettings
    studio: StudioSection = StudioSection()
    work: WorkSettings = WorkSettings()
