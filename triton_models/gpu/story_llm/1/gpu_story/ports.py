"""What the server needs of an engine that batches on GPUs by itself."""

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from story_engine.sampling import Sampling
from story_engine.scoring import Score


class GpuEngine(Protocol):
    """Used from one event loop only."""

    def text(self, prompt: str, sampling: Sampling) -> AsyncGenerator[str, None]:
        """What follows the prompt, in pieces; closing it frees its place. InvalidRequest if it can't be."""

    async def scores(self, prompt: str, continuations: Sequence[str]) -> Sequence[Score]:
        """How likely each continuation is. Cancelling it frees its places."""

    async def close(self) -> None:
        """Gives the GPUs back."""
