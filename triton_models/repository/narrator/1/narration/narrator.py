"""A text, sentence by sentence, with pauses between them and a time for every word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narration.alignment import Phonemes, Times, fill_gaps, match_phrases, spread, symbol_times, word_times
from narration.script import Pause, Sentence, Word, read_script
from narration.sound import SAMPLE_RATE, Leveller, Sound, faded, silence, to_pcm
from narration.speaker import Speaker, Utterance

# What is kept of the voice's own silence around a sentence, in samples: it breathes in and rings out.
LEAD = SAMPLE_RATE * 60 // 1000
TAIL = SAMPLE_RATE * 140 // 1000
RISE, FALL = SAMPLE_RATE * 8 // 1000, SAMPLE_RATE * 60 // 1000


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word of the text and when it is heard."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Narration:
    """A text, or a part of one, read aloud."""

    pcm: NDArray[np.int16]
    words: tuple[TimedWord, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence read aloud; times are in samples from its beginning."""

    sound: Sound
    times: tuple[Times, ...]


def narrate(text: str, speaker: Speaker, speed: float) -> Narration:
    """Reads a text aloud; `words` are `text.split()`, in order, their times monotone and within the sound."""
    parts = list(read_aloud(text, speaker, speed))
    return Narration(
        np.concatenate([part.pcm for part in parts]), tuple(word for part in parts for word in part.words)
    )


def read_aloud(text: str, speaker: Speaker, speed: float) -> Iterator[Narration]:
    """Reads a text sentence by sentence: each part has its sound, with the pause after it, and its words.

    The times count from the beginning of the whole text. A text that can't be read is refused before the
    first part. Loudness evens out over what was heard so far, so that no part has to wait for those after it.
    """
    sentences = read_script(text)
    return _parts(sentences, speaker, speed)


def _parts(sentences: Sequence[Sentence], speaker: Speaker, speed: float) -> Iterator[Narration]:
    leveller = Leveller()
    elapsed = 0
    for sentence in sentences:
        spoken = read_sentence(sentence, speaker, speed)
        sound = np.concatenate([leveller.at_target(spoken.sound), silence(pause_ms(sentence.pause, speed))])
        words = tuple(
            TimedWord(word.shown, milliseconds(elapsed + start), milliseconds(elapsed + end))
            for word, (start, end) in zip(sentence.words, spoken.times, strict=True)
        )
        elapsed += len(sound)
        yield Narration(to_pcm(sound), words)


def read_sentence(sentence: Sentence, speaker: Speaker, speed: float) -> Spoken:
    """One sentence without the voice's long silences around it."""
    audible = [word.said for word in sentence.words if word.said]
    spoken = speaker.spoken_form(audible)
    phonemes = speaker.phonemes(spoken)
    if not any(speaker.knows(symbol) and symbol != " " for symbol in phonemes.symbols):
        return Spoken(np.zeros(0, np.float32), ((0.0, 0.0),) * len(sentence.words))
    utterance = speaker.say(phonemes.symbols, speed)
    heard = times_of(sentence.words, audible, spoken, phonemes, utterance, speaker)
    sounding = [times for times in heard if times is not None]
    begin = max(0, int(sounding[0][0]) - LEAD)
    end = min(len(utterance.sound), int(sounding[-1][1]) + TAIL)
    sound = faded(utterance.sound[begin:end], RISE, FALL)
    length = float(len(sound))
    relative = [None if times is None else (times[0] - begin, times[1] - begin) for times in heard]
    filled = fill_gaps(relative, 0.0, length)
    return Spoken(sound, tuple((min(start, length), min(stop, length)) for start, stop in filled))


def times_of(
    words: Sequence[Word],
    audible: Sequence[str],
    spoken: Sequence[str],
    phonemes: Phonemes,
    utterance: Utterance,
    speaker: Speaker,
) -> list[Times | None]:
    """When each word is heard, in samples of the utterance; None for words without a sound."""
    times = symbol_times(phonemes.symbols, utterance.lengths, speaker.knows)
    found: list[Times | None]
    if len(phonemes.words) == len(spoken):
        found = word_times(phonemes, times, match_phrases(audible, spoken))
    else:
        # The pronunciation joined or split words in a way that can't be followed.
        found = [*spread(audible, times[0][0], times[-1][1])]
    if not any(found):
        # Nothing but pauses: the words share them.
        found = [*spread(audible, times[0][0], times[-1][1])]
    remaining = iter(found)
    return [next(remaining) if word.said else None for word in words]


def pause_ms(pause: Pause, speed: float) -> int:
    """The silence to add; what the sentences bring along at their ends is part of the pause."""
    brought_along = (LEAD + TAIL) * 1000 // SAMPLE_RATE
    return max(0, round(pause.value / speed) - brought_along)


def milliseconds(samples: float) -> int:
    """Whole milliseconds, rounded down, so that no time lies beyond the sound."""
    return int(samples * 1000 / SAMPLE_RATE)
