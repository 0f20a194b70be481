"""The words that the person in a photo agrees to. Versions never change: a new wording is a new one."""

from typing import Final

from services.media.domain.asset import Purpose

_WORDINGS: Final = {
    Purpose.PORTRAIT: (
        (
            "2026-11",
            "I am the person in this photo, or that person has agreed that I send it. It may be stored, cut "
            "out of its background and shown in films that are made for me. Nobody else gets it; it is not "
            "used to recognise anybody and not to train anything. I can delete it at any time, and with it "
            "the films that show it if I want.",
        ),
    ),
}
"""Of each purpose, oldest first."""


def current_wording(purpose: Purpose) -> tuple[str, str]:
    """Version and text of the words that are asked for now."""
    return _WORDINGS[purpose][-1]
