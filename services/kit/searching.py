"""What people type to find a thing again."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

MARKS: Final = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Accents and other marks that are written above and below letters, as the inside of a character class."""
_MARKS: Final = re.compile(f"[{MARKS}]")


def words_of(query: str) -> tuple[str, ...]:
    """The words of a search, as they were typed, each once; each has to be somewhere in what is found."""
    # A zero byte is no text to Postgres.
    return tuple(dict.fromkeys(query.replace("\0", " ").split()))


def folded(text: str) -> str:
    """Text with case and accents taken away: what differs only in them is found all the same."""
    # By way of capitals: a Greek word's last sigma is another small letter.
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).upper().lower()


def has_all(text: str, words: Iterable[str]) -> bool:
    """Whether each of the words is somewhere in the text."""
    inside = folded(text)
    return all(folded(word) in inside for word in words)
