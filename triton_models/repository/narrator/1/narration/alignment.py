"""Which sounds belong to which word of the text, and so when that word is heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

Span = tuple[int, int]
"""Half open."""

Times = tuple[float, float]
"""When something begins and ends to sound, in samples."""

PAUSES = frozenset(' ;:,.!?—…"()“”')


@dataclass(frozen=True, slots=True)
class Phonemes:
    """A sentence in the voice's alphabet."""

    symbols: str
    words: tuple[Span, ...]
    """For each word of the spoken form, where its symbols are."""


def match_words(shown: Sequence[str], spoken: Sequence[str]) -> list[Span]:
    """For each word of the text the words that are spoken for it.

    "$9.99 at 7:30" is spoken as "$9.99 at seven thirty": words that stay are matched to themselves, and
    the ones between are shared out in order. Every spoken word belongs to one word of the text.
    """
    if not shown:
        return []
    spans: list[Span] = [(0, 0)] * len(shown)
    matcher = SequenceMatcher(
        None, [key(word) for word in shown], [key(word) for word in spoken], autojunk=False
    )
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 == i2:
            # Spoken words without a counterpart go with the word before them, or with the first one.
            owner = max(0, i1 - 1)
            spans[owner] = (spans[owner][0], j2)
        for position, (start, end) in enumerate(share_out(i2 - i1, j2 - j1)):
            spans[i1 + position] = (j1 + start, j1 + end)
    spans[0] = (0, spans[0][1])
    return spans


def match_phrases(said: Sequence[str], spoken: Sequence[str]) -> list[Span]:
    """For each word of the text the words that are spoken for it, where one may be given as several.

    "24/7" that is given as "24 7" owns what is spoken for both.
    """
    pieces = [piece.split() for piece in said]
    spans = match_words([piece for phrase in pieces for piece in phrase], spoken)
    owned: list[Span] = []
    position = 0
    for phrase in pieces:
        mine = spans[position : position + len(phrase)]
        owned.append((mine[0][0], mine[-1][1]))
        position += len(phrase)
    return owned


def share_out(receivers: int, items: int) -> list[Span]:
    """Items given to receivers in order, as evenly as they go; later receivers get the odd ones."""
    if not receivers:
        return []
    return list(pairwise(position * items // receivers for position in range(receivers + 1)))


def key(word: str) -> str:
    """What makes two words the same."""
    return "".join(character for character in word.lower() if character.isalnum()) or word


def symbol_times(symbols: str, durations: Sequence[float], is_known: Callable[[str], bool]) -> list[Times]:
    """When each symbol sounds, from the lengths of the ids: a pad, one id for each known symbol, a pad."""
    times: list[Times] = []
    position = 0
    now = float(durations[0])
    for symbol in symbols:
        length = 0.0
        if is_known(symbol):
            position += 1
            length = float(durations[position])
        times.append((now, now + length))
        now += length
    if position + 2 != len(durations):
        raise ValueError(f"{len(durations)} lengths for {position} symbols and two pads")
    return times


def earlier(lengths: Sequence[float], by: float) -> tuple[float, ...]:
    """The same lengths with the first pad shorter and the last one longer: all sounds begin sooner."""
    by = min(by, lengths[0])
    return (lengths[0] - by, *lengths[1:-1], lengths[-1] + by)


def word_times(phonemes: Phonemes, times: Sequence[Times], matches: Sequence[Span]) -> list[Times | None]:
    """When each word of the text sounds; None for those without a sound of their own."""
    heard: list[Times | None] = []
    for first, last in matches:
        sounds = [
            times[place]
            for start, end in phonemes.words[first:last]
            for place in range(start, end)
            if phonemes.symbols[place] not in PAUSES and times[place][1] > times[place][0]
        ]
        heard.append((sounds[0][0], sounds[-1][1]) if sounds else None)
    return heard


def fill_gaps(heard: Sequence[Times | None], start: float, end: float) -> list[Times]:
    """Times for all words: those without a sound share the gap between their neighbours evenly."""
    filled: list[Times] = []
    position = 0
    while position < len(heard):
        here = heard[position]
        if here is not None:
            filled.append(here)
            position += 1
            continue
        stop = next((place for place in range(position, len(heard)) if heard[place] is not None), len(heard))
        following = heard[stop] if stop < len(heard) else None
        low = filled[-1][1] if filled else start
        high = max(low, following[0] if following is not None else end)
        count = stop - position
        borders = [low + (high - low) * turn / count for turn in range(count)] + [high]
        filled.extend(pairwise(borders))
        position = stop
    return filled


def spread(words: Sequence[str], start: float, end: float) -> list[Times]:
    """Times by the words' lengths alone, where their sounds can't be told apart."""
    weights = [len(word) + 1 for word in words]
    total = sum(weights)
    borders = [start + (end - start) * sum(weights[:count]) / total for count in range(len(weights) + 1)]
    return list(pairwise(borders))
