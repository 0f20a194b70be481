"""How large a language model's part in a story is."""

from dataclasses import dataclass
from enum import StrEnum


class ModelRole(StrEnum):
    """What the model does for a story."""

    CHOOSE = "choose"
    """It chooses between wordings by their likelihood, and may fill the blanks that the scene bank leaves."""
    WRITE = "write"
    """It writes whole scenes; the scene bank is its outline, and is told where no candidate is good."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """How a model is used."""

    role: ModelRole = ModelRole.CHOOSE
    blank_candidates: int = 0
    """Continuations that it is asked for at a time, for a blank; 0 leaves blanks to their written words."""
    scene_candidates: int = 3
    """Whole scenes that it writes side by side."""
