"""From what and by what a film was made: what its content credentials say."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

COMPOSITE_SYNTHETIC: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
"""IPTC's word for a mix of elements of which at least one is synthetic: the voice and the words come from
trained models, pictures and music from algorithms, and a person's photo may be in it."""


class Shows(StrEnum):
    """What a signed file shows of a film."""

    FILM = "film"
    POSTER = "poster"
    PREVIEW = "preview"
    THUMBNAILS = "thumbnails"


@dataclass(frozen=True, slots=True)
class MadeOf:
    """One film's."""

    title: str
    version: str
    """Of this software."""
    script_id_sha256: str
    """A hash, so that a film that is passed on names nobody's script."""
    text_sha256: str
    """Of the words that are spoken."""
    models: tuple[tuple[str, str], ...]
    """Name and version of each."""
    shows_a_person: bool
    """Whether a photo of somebody is in it."""


def hashed(texts: Iterable[str]) -> str:
    """SHA-256 of some texts, in hexadecimal digits."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
