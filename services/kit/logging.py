"""Structured logs: a static event name, and identifiers as fields."""

from typing import cast

import structlog


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger: `log.info("scene.rendered", video_id=…, scene=3, frames=96)`."""
    return cast(structlog.stdlib.BoundLogger, structlog.get_logger(logger=name))
