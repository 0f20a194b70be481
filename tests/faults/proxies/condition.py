"""What the way between the services and one of their servers is like, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """Of one proxy. The default is a good line.

    What concerns single connections applies to those whose first bytes hold `only`: a Postgres client says
    its application's name there, a NATS client its own.
    """

    only: str = ""
    """Text in the first bytes of a connection; empty: every connection."""
    seed: int = 0
    """Of what is left to chance below."""

    refuse: bool = False
    """Connections are reset at once, those that there are, too."""
    delay_ms: float = 0.0
    """The longest that a piece of data waits, either way."""
    hold_up: bool = False
    """What goes to the server waits."""
    hold_down: bool = False
    """What comes from the server waits."""
    hold_from: Sequence[str] = ()
    """Once one of these texts goes to the server, everything waits, on all connections: that text first."""
    release_first: bool = False
    """Set after `hold_from` has begun a hold: the connection that sent that text goes on, the others wait."""

    cut_at: str = ""
    """Text at whose sight, on its way to the server, a connection is reset."""
    cut_share: float = 0.0
    """How often that happens, as a share of the times that the text is seen."""
    cut_unheard: bool = False
    """Whether the server gets the text first, and only its answer is lost."""

    fail_writes: float = 0.0
    """HTTP: share of PUTs and POSTs that are answered with 503, unseen by the server."""
    cut_writes: float = 0.0
    """HTTP: share of those whose connection is reset in the middle of the body."""
    lose_answers: float = 0.0
    """HTTP: share of those that the server does and whose answer is lost."""


@dataclass(slots=True)
class Effects:
    """How often each thing happened, since the proxy started."""

    connections: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    reset: int = 0
    delayed: int = 0
    held: int = 0
    cut: int = 0
    writes: int = 0
    failed_writes: int = 0
    cut_writes: int = 0
    lost_answers: int = 0

    def since(self, before: Effects) -> Effects:
        """What was added to `before`."""
        return Effects(
            **{name: getattr(self, name) - getattr(before, name) for name in Effects.__dataclass_fields__}
        )
