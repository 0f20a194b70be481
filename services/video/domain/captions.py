"""Captions: spoken words gathered into cues of at most two lines, timed by the words themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from services.video.domain.lines import parted

LINE_CHARS: Final = 40
"""About what fits a line at the size that captions have."""
CUE_CHARS: Final = 72
APPEAR_BEFORE_MS: Final = 120
"""How long before its first word a cue is there, so that the eye is."""
LINGER_MS: Final = 700
SHORTEST_CUE_WORDS: Final = 2

_SENTENCE_ENDS = (".", "!", "?", "…")
_CLAUSE_ENDS = (",", ";", ":", "—", "–")
_CLOSERS = "\"'”’)»"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is spoken, with its punctuation; times count from the start of the film."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen at once."""

    lines: tuple[tuple[Word, ...], ...]
    start_ms: int
    end_ms: int

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for line in self.lines for word in line)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    def word_at(self, time_ms: int) -> int:
        """Place of the word that is being spoken, or was last; -1 before the first."""
        place = -1
        for index, word in enumerate(self.words):
            if word.start_ms <= time_ms:
                place = index
        return place


def build_cues(words: Sequence[Word], *, ends_ms: int) -> tuple[Cue, ...]:
    """The cues of one scene.

    A cue ends with its sentence; a long sentence is cut where it is best read, at its commas if they allow.

    Args:
        words: the words of one narration, in order.
        ends_ms: when the scene ends; no cue outlives it.
    """
    groups = [group for sentence in _sentences(words) for group in _split_sentence(sentence)]
    cues: list[Cue] = []
    for index, group in enumerate(groups):
        earliest = cues[-1].end_ms if cues else 0
        start = max(group[0].start_ms - APPEAR_BEFORE_MS, earliest, 0)
        following = groups[index + 1][0].start_ms - APPEAR_BEFORE_MS if index + 1 < len(groups) else ends_ms
        end = max(min(group[-1].end_ms + LINGER_MS, following, ends_ms), start + 1)
        cues.append(Cue(_lines(group), start, end))
    return tuple(cues)


def spoken_words(narration: str, spoken: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a narration as they are written, with the times at which they were spoken.

    A narrator may spell words its own way, or say “ten” for “10”: where it counts words as the text does, the
    text's own spelling stands on the screen.
    """
    written = narration.split()
    if len(written) != len(spoken):
        return tuple(spoken)
    return tuple(Word(text, word.start_ms, word.end_ms) for text, word in zip(written, spoken, strict=True))


def web_vtt(cues: Iterable[Cue]) -> str:
    """The captions as a WebVTT file, each word with its time, so that a player can light it (`::past`)."""
    blocks = [cue_block(number, cue) for number, cue in enumerate(cues, start=1)]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def cue_block(number: int, cue: Cue) -> str:
    """A cue of a WebVTT file, which is known by its number."""
    return f"{number}\n{vtt_time(cue.start_ms)} --> {vtt_time(cue.end_ms)}\n{_timed_text(cue)}"


def _timed_text(cue: Cue) -> str:
    """A cue's text; times in it have to rise and lie within the cue."""
    latest = cue.start_ms
    lines: list[str] = []
    for line in cue.lines:
        told: list[str] = []
        for word in line:
            text = escape(word.text, quote=False)
            if latest < word.start_ms < cue.end_ms:
                latest = word.start_ms
                text = f"<{vtt_time(latest)}>{text}"
            told.append(text)
        lines.append(" ".join(told))
    return "\n".join(lines)


def vtt_time(time_ms: int) -> str:
    """A moment as WebVTT writes it."""
    seconds, millis = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{millis:03}"


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for index, word in enumerate(words):
        closed = word.text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)
        lone = index + 1 - start < SHORTEST_CUE_WORDS and _length(words[start : index + 1]) < LINE_CHARS // 4
        if closed and not lone:
            yield words[start : index + 1]
            start = index + 1
    if start < len(words):
        yield words[start:]


def _split_sentence(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    parts = -(-_length(words) // CUE_CHARS)
    while parts > 1:
        cut = _best_cut(words, _length(words) / parts)
        yield words[:cut]
        words = words[cut:]
        parts = -(-_length(words) // CUE_CHARS)
    yield words


def _best_cut(words: Sequence[Word], wanted: float) -> int:
    """Where to end a cue: near the wanted length, never too long, and rather after a comma."""

    def cost(cut: int) -> float:
        length = _length(words[:cut])
        bonus = 18 if words[cut - 1].text.rstrip(_CLOSERS).endswith(_CLAUSE_ENDS) else 0
        orphan = 30 if len(words) - cut < SHORTEST_CUE_WORDS else 0
        too_long = 1000 if length > CUE_CHARS else 0
        return abs(length - wanted) - bonus + orphan + too_long

    return min(range(1, len(words)), key=cost, default=len(words))


def _lines(words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    return parted(words, 1 if _length(words) <= LINE_CHARS else 2, _length)


def _length(words: Sequence[Word]) -> int:
    return sum(len(word.text) for word in words) + max(len(words) - 1, 0)
