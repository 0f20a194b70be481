"""Why writing was given up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A reason for programs and a message for the script's owner."""

    reason: str
    message: str
