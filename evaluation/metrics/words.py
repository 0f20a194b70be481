"""Texts as words, sentences and runs of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[\w\u0900-\u097f\u0e00-\u0e7f]+(?:['’][\w]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_END = re.compile(r"(?<=[.!?…。！？।])[”\"]?\s+")


def words(text: str) -> list[str]:
    """Its words in lower case; scripts that don't part words give one "word" for each character."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower().replace("’", "'")):
        found += list(word) if _UNSPACED.search(word) else [word]
    return found


def sentences(text: str) -> list[str]:
    """Its sentences."""
    return [part.strip() for part in _END.split(text.replace("\n", " ")) if any(c.isalnum() for c in part)]


def unquoted(text: str) -> str:
    """The text without what stands between quotation marks: the narrator's words alone."""
    return _QUOTED.sub(lambda match: ". " if match[0][-2:-1] in tuple(".!?…") else " ", text)


def ngrams(items: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Every run of `size` words."""
    return (tuple(items[at : at + size]) for at in range(len(items) - size + 1))


def own_ngrams(texts: Iterable[str], size: int) -> frozenset[tuple[str, ...]]:
    """The runs of words that somebody wrote themself."""
    return frozenset(run for text in texts for run in ngrams(words(text), size))
