"""How hard a text is to read."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[”’)]?(?=\s|$)")
_VOWELS = re.compile(r"i(?=[ao])|[aeiouyáéíóúäöüàèìòùâêîôû]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^sxzcg]es)$")


def words_of(text: str) -> list[str]:
    """The words of a text, as they are spelled."""
    return _WORD.findall(text)


def grade_of(text: str) -> float:
    """The school year from which a text is easy to read: Flesch and Kincaid's grade level, never below 0.

    0.39 words a sentence + 11.8 syllables a word − 15.59 (J. P. Kincaid and others, Derivation of New
    Readability Formulas for Navy Enlisted Personnel, 1975). Syllables are counted by their vowels.
    """
    words = words_of(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    syllables = sum(syllables_of(word) for word in words)
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59)


def syllables_of(word: str) -> int:
    """About how many syllables an English word has; at least one."""
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    return max(1, count - (1 if count > 1 and _SILENT.search(lower) else 0))
