"""Settings of the media service."""

from pydantic import Field

from services.kit.settings import (
    DbSettings,
    NatsSettings,
    S3Settings,
    Section,
    ServiceSettings,
    TritonSettings,
)


class MediaSection(Section):
    """ENCOMPASS_MEDIA__…"""

    most_assets: int = Field(default=20, ge=1, le=10_000)
    """Of one person, refused ones not counted."""
    darkroom_processes: int = Field(default=1, ge=1, le=64)
    """Photos that are read at a time; each may take up to 1.5 GiB."""
    darkroom_seconds: float = Field(default=10.0, gt=0)
    """How long a photo may wait and be read for."""
    portrait_peers: frozenset[str] = frozenset({"video", "video-worker"})
    """Services that may ask for portraits of anybody, by the names in their certificates."""


class MediaSettings(ServiceSettings):
    """All settings of the service."""

    db: DbSettings
    nats: NatsSettings
    s3: S3Settings
    triton: TritonSettings
    media: MediaSection = MediaSection()
