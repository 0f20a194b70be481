"""How old one has to be to follow a text.

Flesch-Kincaid grade level: J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, "Derivation of New
Readability Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975. Its grade is an American
school year; about five years more is the age. It knows words and sentences only, and English.
"""

from __future__ import annotations

import re

from evaluation.metrics.words import sentences

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouyszxcg]es)$")


def grade(text: str) -> float:
    """The school year; below 0 for the simplest texts. Words in other scripts than Latin are left out."""
    told = re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower().replace("’", "'"))
    count = len([part for part in sentences(text) if re.search(r"[a-zA-Z]", part)])
    if not told or not count:
        return 0.0
    syllable_count = sum(syllables(word) for word in told)
    return 0.39 * len(told) / count + 11.8 * syllable_count / len(told) - 15.59


def reading_age(text: str) -> float:
    """About how old a reader has to be, in years; nobody reads before five."""
    return max(5.0, grade(text) + 5.0)


def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels: right for about nine words of ten."""
    plain = word.lower().removesuffix("'s").replace("'", "")
    count = len(_VOWELS.findall(plain))
    if _SILENT.search(plain):
        count -= 1
    return max(1, count)
