"""The small language in which rules name phrases, and how it becomes a pattern.

    i (want|wish) to die        words, and alternatives, which may be several words each
    [really|just]               what may be there or not
    suicid*                     words that begin so
    <person>                    a list of words that the data name elsewhere
    .. ...                      up to three, up to six words in between, in the same sentence
    ^ $                         the beginning and the end of a sentence
    ~自殺                        letters anywhere, for scripts that don't part words
    #4                          a number of four digits

Nothing in it can repeat without bound, so no text takes long to be searched.
"""

import re
from collections.abc import Mapping, Sequence

from services.script.domain.safety.reading import folded

_TOKEN = re.compile(r"\.{2,3}|[()\[\]|^$]|<[a-z_]+>|#[0-9]{1,2}|~?[^\s#()\[\]|^$<>.]+")
_GAPS = {"..": 3, "...": 6}
_NO_WORD = re.compile(r"[!-/:-@\[-`{-~]")


class PhraseInvalid(ValueError):
    """A phrase that isn't written in this language; the message names it."""


def pattern_of(phrases: Sequence[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """One pattern that finds any of the phrases in a reading; None where there are none.

    Raises:
        PhraseInvalid: one of them is malformed, or names a list that doesn't exist.
    """
    if not phrases:
        return None
    return re.compile("|".join(_Parser(phrase, lists).pattern() for phrase in phrases))


class _Parser:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]], depth: int = 0) -> None:
        self._phrase = phrase
        self._lists = lists
        self._depth = depth
        phrase = folded(phrase).replace("-", " ")
        self._tokens: list[str] = _TOKEN.findall(phrase)
        self._next = 0
        if "".join(self._tokens) != "".join(phrase.split()) or not self._tokens:
            raise PhraseInvalid(f"“{phrase}” has something that isn't a word")
        if depth > 3:
            raise PhraseInvalid(f"“{phrase}” is in a list that names itself")

    def pattern(self) -> str:
        """Each element brings the space before it; the last one is followed by a space."""
        found = self._sequence()
        if self._next < len(self._tokens):
            raise PhraseInvalid(f"“{self._phrase}” has a bracket too many")
        words = [token for token in self._tokens if token not in (")", "]")]
        if words[-1].startswith("~") or self._depth:
            return found
        return f"{found}(?= )"

    def _sequence(self) -> str:
        parts: list[str] = []
        while self._next < len(self._tokens) and self._tokens[self._next] not in (")", "]", "|"):
            parts.append(self._element())
        if not parts:
            raise PhraseInvalid(f"“{self._phrase}” has an empty alternative")
        return "".join(parts)

    def _element(self) -> str:
        token = self._tokens[self._next]
        self._next += 1
        if token in ("(", "["):
            return self._group(")" if token == "(" else "]")
        if token in _GAPS:
            return f"(?: [^ .]+){{0,{_GAPS[token]}}}?"
        if token == "^":
            return r"(?<= \.)"
        if token == "$":
            return r"(?= \.)"
        if token.startswith("<"):
            return self._named(token[1:-1])
        if _NO_WORD.search(token.removeprefix("~").removesuffix("*").removeprefix("#")):
            raise PhraseInvalid(f"“{self._phrase}” has “{token}” in it, which isn't a word")
        if token.startswith("~"):
            return re.escape(token[1:])
        if token.startswith("#"):
            return rf" \d{{{int(token[1:])}}}"
        return f" {re.escape(token[:-1])}[^ .]*" if token.endswith("*") else f" {re.escape(token)}"

    def _group(self, end: str) -> str:
        alternatives = [self._sequence()]
        while self._next < len(self._tokens) and self._tokens[self._next] == "|":
            self._next += 1
            alternatives.append(self._sequence())
        if self._next >= len(self._tokens) or self._tokens[self._next] != end:
            raise PhraseInvalid(f"“{self._phrase}” has a bracket that nothing closes")
        self._next += 1
        return f"(?:{'|'.join(alternatives)}){'?' if end == ']' else ''}"

    def _named(self, name: str) -> str:
        if name not in self._lists:
            raise PhraseInvalid(f"“{self._phrase}” names the list “{name}”, which doesn't exist")
        words = (_Parser(word, self._lists, self._depth + 1).pattern() for word in self._lists[name])
        return f"(?:{'|'.join(words)})"
