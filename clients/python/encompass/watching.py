"""Following a resource across lost connections, without a gap and without a repeat."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from typing import Protocol, TypeVar

from encompass.errors import DeadlineExceeded, Internal, OutOfRange, Unauthenticated, Unavailable

MAX_FRUITLESS_ATTEMPTS = 8
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0


class _WatchMessage(Protocol):
    @property
    def resume_token(self) -> str: ...


M = TypeVar("M", bound=_WatchMessage)


async def resuming(open_stream: Callable[[str], AsyncIterator[M]]) -> AsyncIterator[M]:
    """Yields the messages of a watch, and opens it again from the last resume token when it breaks.

    `open_stream` takes a resume token (empty for a snapshot). Gives up, with the last error, after eight
    attempts in a row that brought no message. A token that the service no longer knows starts over.
    """
    token, fruitless = "", 0
    while True:
        try:
            async for message in open_stream(token):
                token, fruitless = message.resume_token, 0
                yield message
            return
        except OutOfRange as error:
            if not token or error.reason != "RESUME_TOKEN_EXPIRED":
                raise
            token = ""
        except (Unavailable, DeadlineExceeded, Internal, Unauthenticated) as error:
            if isinstance(error, Unauthenticated) and error.reason != "TOKEN_EXPIRED":
                raise
            fruitless += 1
            if fruitless > MAX_FRUITLESS_ATTEMPTS:
                raise
            await asyncio.sleep(_pause_s(fruitless))


def _pause_s(attempt: int) -> float:
    """Exponential back-off with full jitter, so that many clients don't come back at once."""
    return random.uniform(0, min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**attempt))
