"""What is wrong with a questionnaire, or is left out of a document, for its author."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, and where it is: `questions[dream].visible_if`."""

    field: str
    description: str
