"""The key that films are signed with, from its files."""

import asyncio

from services.kit.logging import get_logger
from services.video.film.credentials import SigningKey
from services.video.settings import CredentialsSection

log = get_logger(__name__)


async def signing_key(settings: CredentialsSection) -> SigningKey | None:
    """The key, or None where the settings name none: then films aren't signed, and that is logged.

    Raises:
        OSError: a file can't be read.
    """
    if settings.certificates is None or settings.private_key is None:
        log.warning("films.unsigned", reason="no certificate is set")
        return None
    return SigningKey(
        await asyncio.to_thread(settings.certificates.read_bytes),
        await asyncio.to_thread(settings.private_key.read_bytes),
        settings.algorithm,
        settings.timestamp_url,
    )
