"""From token ids to text that may be sent: whole characters, and nothing of a stop string."""

from collections.abc import Callable, Sequence

REPLACEMENT = "\ufffd"
# A character has at most four bytes and a token at least one; with some slack, this many tokens that
# still end in half a character are simply not text.
LONGEST_CHARACTER = 8


class Detokenizer:
    """Decodes tokens as they come; holds back those that end within a character."""

    def __init__(self, decode: Callable[[Sequence[int]], str]) -> None:
        self._decode = decode
        self._pending: list[int] = []

    def feed(self, tokens: Sequence[int]) -> str:
        """The text that these tokens complete."""
        self._pending.extend(tokens)
        for held in range(min(LONGEST_CHARACTER, len(self._pending))):
            border = len(self._pending) - held
            text = self._decode(self._pending[:border])
            if not text.endswith(REPLACEMENT):
                del self._pending[:border]
                return text
        if len(self._pending) < LONGEST_CHARACTER:
            return ""
        text = self._decode(self._pending)
        self._pending.clear()
        return text

    def flush(self) -> str:
        """What is left at the end, without the half of a character."""
        text = self._decode(self._pending).rstrip(REPLACEMENT) if self._pending else ""
        self._pending.clear()
        return text


class StopScanner:
    """Passes text on until a stop string begins, wherever the borders between tokens fall."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = tuple(stops)
        self._held = ""
        self.stopped = False

    def feed(self, text: str) -> str:
        """The text that is certain not to belong to a stop string; "" once stopped."""
        if self.stopped:
            return ""
        text = self._held + text
        found = [place for stop in self._stops if (place := text.find(stop)) >= 0]
        if found:
            self.stopped = True
            self._held = ""
            return text[: min(found)]
        keep = self._beginning_of_a_stop(text)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def flush(self) -> str:
        """What was held back, at an end that was no stop string."""
        text, self._held = self._held, ""
        return text

    def _beginning_of_a_stop(self, text: str) -> int:
        """How many of the last characters could be the first ones of a stop string."""
        longest = 0
        for stop in self._stops:
            for length in range(min(len(stop) - 1, len(text)), longest, -1):
                if text.endswith(stop[:length]):
                    longest = length
                    break
        return longest
