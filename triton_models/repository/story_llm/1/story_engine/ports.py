"""What the engine's loop needs: something that generates and somebody who listens."""

from collections.abc import Sequence
from typing import Protocol

from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.sampling import Sampling
from story_engine.scoring import Score


class Running(Protocol):
    """A request inside the backend."""

    def new_tokens(self) -> Sequence[int]:
        """Tokens since the last call."""

    def finished(self) -> bool:
        """Whether no more tokens will come."""

    def cancel(self) -> None:
        """Gives its place to others at the next step."""


class Scored(Protocol):
    """Continuations whose likelihood is being worked out inside the backend."""

    def advance(self) -> bool:
        """Does a piece of the work that takes no longer than a step or two; True when there is none left."""

    def scores(self) -> Sequence[Score]:
        """The likelihoods, in the order that they were asked for."""


class Backend(Protocol):
    """A pipeline that generates for many requests at a time; used from one thread only."""

    def start(self, key: int, prompt: str, sampling: Sampling) -> Running:
        """Takes a request in; InvalidRequest if it can't be served at all."""

    def busy(self) -> bool:
        """Whether a step would do anything, be it only to drop what was cancelled."""

    def step(self) -> None:
        """Advances every request by a token; an exception means that the pipeline is lost."""

    def score(self, prompt: str, continuations: Sequence[str]) -> Scored:
        """Begins to work out how likely each continuation is; InvalidRequest if it can't be at all."""

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of some tokens, special ones left out."""


class Asker(Protocol):
    """Who wants to know. Every method is called from the engine's thread."""

    def is_gone(self, within_seconds: float) -> bool:
        """Whether nobody waits for the answer any more; what was known so long ago is good enough."""

    def finished(self) -> None:
        """All was sent, or nobody waits for it."""

    def failed(self, error: InvalidRequest | Busy | EngineFault) -> None:
        """No more will come, and what came isn't all."""


class Listener(Asker, Protocol):
    """Where a request's text goes."""

    def text(self, delta: str) -> None:
        """More text."""


class Judge(Asker, Protocol):
    """Where likelihoods go."""

    def scored(self, scores: Sequence[Score]) -> None:
        """All of them."""
