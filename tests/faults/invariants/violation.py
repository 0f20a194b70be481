"""What a broken promise is."""

from dataclasses import dataclass
from enum import StrEnum


class Breach(StrEnum):
    """How a promise was broken."""

    LOST = "lost"
    """Something that was accepted, finished or stored isn't there."""
    DOUBLED = "doubled"
    """Something was done, charged or stored more than once, or for nobody."""
    STUCK = "stuck"
    """Something didn't come to its end within the bound."""
    WRONG = "wrong"
    """Somebody was shown or told what isn't so."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise."""

    breach: Breach
    invariant: str
    """Name of the module that found it."""
    subject: str
    """Id of the resource, job or person."""
    detail: str

    def __str__(self) -> str:
        return f"{self.breach.value.upper()} {self.invariant}: {self.detail} ({self.subject})"
