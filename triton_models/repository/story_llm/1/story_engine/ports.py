"""What the engine's loop needs: something that generates and somebody who listens."""

from collections.abc import Sequence
from typing import Protocol

from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.sampling import Sampling


class Running(Protocol):
    """A request inside the backend."""

    def new_tokens(self) -> Sequence[int]:
        """Tokens since the last call."""

    def finished(self) -> bool:
        """Whether no more tokens will come."""

    def cancel(self) -> None:
        """Gives its place to others at the next step."""


class Backend(Protocol):
    """A pipeline that generates for many requests at a time; used from one thread only."""

    def start(self, key: int, prompt: str, sampling: Sampling) -> Running:
        """Takes a request in; InvalidRequest if it can't be served at all."""

    def busy(self) -> bool:
        """Whether a step would do anything, be it only to drop what was cancelled."""

    def step(self) -> None:
        """Advances every request by a token; an exception means that the pipeline is lost."""

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of some tokens, special ones left out."""


class Listener(Protocol):
    """Where a request's text goes. Every method is called from the engine's thread."""

    def is_gone(self) -> bool:
        """Whether nobody waits for the text any more."""

    def text(self, delta: str) -> None:
        """More text."""

    def finished(self) -> None:
        """All text was sent."""

    def failed(self, error: InvalidRequest | Busy | EngineFault) -> None:
        """No more text will come, and the text so far isn't all."""
