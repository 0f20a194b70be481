"""Whether a story is unmistakably this person's: what they named is in it, spelled as they spell it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from evaluation.metrics.words import ngrams, words

_OWN_RUN = 3
_TEXTS = ("place", "today", "dream", "reason", "obstacle", "strength", "helper", "treasure", "moment")


def kept(keep: Sequence[str], text: str) -> float:
    """The share of the marked details that are in the text as they were written (capitals don't count)."""
    if not keep:
        return 1.0
    return sum(contains(text, detail) for detail in keep) / len(keep)


def contains(text: str, detail: str) -> bool:
    """Whether a detail is in the text, as whole words where its script has such."""
    told, wanted = _plain(text), _plain(detail)
    if not wanted.isascii():
        return wanted in told
    return re.search(rf"(?<!\w){re.escape(wanted)}(?:s|'s)?(?!\w)", told) is not None


def answers_heard(answers: Mapping[str, str], text: str) -> float:
    """The share of the person's texts of which at least three words in a row are in the story.

    Shorter answers count when they are there whole.
    """
    told = words(text)
    runs = {size: frozenset(ngrams(told, size)) for size in range(1, _OWN_RUN + 1)}
    heard = total = 0
    for key in _TEXTS:
        own = words(answers.get(key, ""))
        if own:
            size = min(_OWN_RUN, len(own))
            total += 1
            heard += any(run in runs[size] for run in ngrams(own, size))
    return heard / total if total else 1.0


def misspelled(keep: Sequence[str], text: str) -> list[str]:
    """Words of the text that are a marked name with one letter wrong."""
    names = {part for detail in keep for part in detail.split() if part[:1].isupper() and len(part) >= 4}
    found = []
    for word in re.findall(r"[^\W\d_]+", text):
        is_form = any(word in (name, f"{name}s", name[:-1]) for name in names)
        if word[0].isupper() and not is_form and any(_one_off(word, name) for name in names):
            found.append(word)
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


def _one_off(word: str, name: str) -> bool:
    """Whether two different words are one added, missing or changed letter apart."""
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    short, long = sorted((word, name), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at + 1 :] == (short[at:] if len(short) < len(long) else short[at + 1 :])
