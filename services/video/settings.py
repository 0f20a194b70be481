"""Settings of the video service and its worker."""

from datetime import timedelta
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from services.kit.settings import (
    DbSettings,
    NatsSettings,
    ProcessSettings,
    QueueSettings,
    S3Settings,
    Section,
    ServiceSettings,
    TritonSettings,
    WorkSettings,
)
from services.video.use_cases.tidying import TidyOptions


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
    queue: QueueSettings = QueueSettings()


class StudioSection(Section):
    """ENCOMPASS_STUDIO__…: how films are made."""

    threads: int = Field(default=3, ge=1, le=64)
    """For the work on pictures and sound: two scenes and one more thing at a time."""
    films: int = Field(default=1, ge=1, le=16)
    """Films that one worker makes at a time; each keeps two renderer instances busy."""
    frames_at_a_time: int = Field(default=8, ge=0, le=48)
    """Asked of the renderer at a time. 0 asks for all of a scene at once, as decoupled models for GPUs want:
    they are slower than the encoder, so that nothing piles up."""
    tidy_every_seconds: float = Field(default=60.0, gt=0)
    tidy_after_seconds: float = Field(default=600.0, gt=0)
    """How long after a cancel the film's objects are deleted once more; longer than a worker that is cut off
    may go on storing."""
    small_width: int = Field(default=640, ge=64, le=1280, multiple_of=2)
    """Pixels of wide films of 360p. Load and fault tests make them tiny."""
    small_height: int = Field(default=360, ge=64, le=720, multiple_of=2)

    @property
    def tidying(self) -> TidyOptions:
        """When what cancelled films have left is deleted."""
        return TidyOptions(
            every=timedelta(seconds=self.tidy_every_seconds), after=timedelta(seconds=self.tidy_after_seconds)
        )

    @property
    def small(self) -> tuple[int, int]:
        """Width and height of wide films of 360p."""
        return self.small_width, self.small_height


class CredentialsSection(Section):
    """ENCOMPASS_CREDENTIALS__…: what films are signed with (C2PA). Without a certificate they aren't."""

    certificates: Path | None = None
    """A PEM file: the certificate, then those up to its root."""
    private_key: Path | None = None
    """A PEM file, PKCS 8."""
    algorithm: str = Field(default="es256", pattern=r"^(es256|es384|es512|ps256|ps384|ps512|ed25519)$")
    timestamp_url: str | None = None
    """An RFC 3161 authority, so that signatures outlive the certificate."""

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.certificates is None) != (self.private_key is None):
            raise ValueError("certificates and private_key go together")
        return self


class VideoWorkerSettings(ProcessSettings):
    """All settings of the worker."""

    db: DbSettings
    nats: NatsSettings
    s3: S3Settings
    triton: TritonSettings
    studio: StudioSection = StudioSection()
    work: WorkSettings = WorkSettings()
    credentials: CredentialsSection = CredentialsSection()
