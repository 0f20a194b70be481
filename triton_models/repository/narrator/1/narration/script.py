"""A text as the captions show it and as the voice takes it: words, cleaned words, sentences."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from narration.english import written_out

MAX_CHARACTERS = 2000
# The voice was taught on sentences; it hurries through longer ones.
MAX_SENTENCE_WORDS = 45
MAX_SENTENCE_CHARACTERS = 260

OPENERS = "\"'“‘([{«*_"
CLOSERS = "\"'”’)]}»*_"
# A period after these ends no sentence.
SHORT_FORMS = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "capt", "col", "gen", "lt", "sgt", "mt", "ft"}
    | {"gov", "sen", "rep", "vs", "e.g", "i.e", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "approx"}
)
# Nor after these before a number: "No. 5", but not "No. She left."
COUNTED = frozenset({"no", "nos", "vol", "fig", "p", "pp", "ch"})
# Letters with periods that are no initials of a person, so that a capital after them begins a sentence.
LETTERED = frozenset({"u.s", "u.s.a", "u.k", "u.n", "d.c", "a.m", "p.m", "a.d", "b.c", "ph.d", "m.d"})
INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# Words that begin with an apostrophe of their own, which is no quotation mark.
ELISIONS = frozenset({"'em", "'til", "'tis", "'twas", "'cause", "'bout", "'round", "'n"})
SILENT = re.compile(r"[\[\]{}<>*_`|~^\\]")
# Controls, pictures, marks that combine with nothing, private characters.
UNSPEAKABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "So", "Sk"})


class InvalidText(Exception):
    """The caller must send another text, voice or speed."""


class Pause(Enum):
    """The silence that follows a part of the text, in milliseconds."""

    NONE = 0
    """At the end."""
    BREATH = 160
    """Within a sentence that was too long for one go."""
    CLAUSE = 280
    """After a colon, a semicolon or a dash that such a sentence was cut at."""
    SENTENCE = 480
    CALL = 540
    """After a question or an exclamation, which hang in the air a little."""
    TRAILING = 680
    """After an ellipsis."""
    PARAGRAPH = 900


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text."""

    shown: str
    """As it stands in the text."""
    said: str
    """What the voice is given for it, perhaps several words; "" for a dash or a picture that stands alone."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that the voice reads in one go."""

    words: tuple[Word, ...]
    pause: Pause


def read_script(text: str) -> list[Sentence]:
    """Splits a text; the words of all sentences together are `text.split()`."""
    if len(text) > MAX_CHARACTERS:
        raise InvalidText(f"text has {len(text)} characters: send at most {MAX_CHARACTERS}")
    sentences: list[Sentence] = []
    for paragraph in re.split(r"\n\s*\n", text):
        words = [Word(shown, written_out(clean(shown))) for shown in paragraph.split()]
        parts = [part for sentence in sentences_of(words) for part in breaths_of(sentence)]
        sentences.extend(parts)
        if parts:
            sentences[-1] = Sentence(parts[-1].words, Pause.PARAGRAPH)
    if not any(is_readable(word) for sentence in sentences for word in sentence.words):
        raise InvalidText("text has nothing that can be read aloud: send words")
    sentences[-1] = Sentence(sentences[-1].words, Pause.NONE)
    return sentences


def is_readable(word: Word) -> bool:
    """Whether there is a letter or a digit to read."""
    return any(character.isalnum() for character in word.said)


def clean(shown: str) -> str:
    """The word without what a voice can't say, dashes and quotes in the forms that it knows."""
    word = SILENT.sub("", unicodedata.normalize("NFC", shown))
    word = "".join(
        character
        for character in word
        if character == "°" or unicodedata.category(character) not in UNSPEAKABLE
    )
    word = re.sub(r"-{2,}|―|–{2,}", "—", word)
    word = re.sub(r"\.{2,}", "…", word)
    word = re.sub(r"([!?])[!?]+", r"\1", word)
    word = word.replace("’", "'").replace("‘", "'")
    word = word.replace("«", "“").replace("»", "”").replace("„", "“")
    word = without_single_quotes(word)
    # A dash that stands alone is a pause, which its neighbours' punctuation makes.
    return word if any(character.isalnum() or character in "&%$€£+=" for character in word) else ""


def without_single_quotes(word: str) -> str:
    """Drops quotation marks that look like apostrophes; 'em keeps its own."""
    core = word.strip('.,;:!?…—"“”()').lower()
    if word.startswith("'") and core not in ELISIONS:
        word = word.lstrip("'")
    return re.sub(r"'+(?=[.,;:!?…—\"”)]*$)", "", word)


def sentences_of(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Runs of words up to and with the one that ends a sentence."""
    sentence: list[Word] = []
    for position, word in enumerate(words):
        sentence.append(word)
        following = words[position + 1].shown if position + 1 < len(words) else ""
        if ends_sentence(word.shown, following):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def ends_sentence(word: str, following: str) -> bool:
    """Whether a sentence ends here; not after a title or an initial, nor before a small letter."""
    bare = word.rstrip(CLOSERS)
    if not bare or bare[-1] not in ".!?…":
        return False
    if following.lstrip(OPENERS)[:1].islower():
        return False
    stem = bare.rstrip(".").lstrip(OPENERS)
    if not bare.endswith(".") or not following:
        return True
    if stem.lower() in COUNTED:
        return not following[:1].isdigit()
    is_initials = bool(INITIALS.fullmatch(stem)) and stem != "I" and stem.lower() not in LETTERED
    return not (is_initials or stem.lower() in SHORT_FORMS)


def pause_after(words: Sequence[Word]) -> Pause:
    """How long a reader is silent after these words, by the mark that they end with."""
    mark = words[-1].shown.rstrip(CLOSERS)[-1:]
    if mark == "…" or words[-1].shown.rstrip(CLOSERS).endswith(".."):
        return Pause.TRAILING
    return Pause.CALL if mark in "!?" and mark else Pause.SENTENCE


def breaths_of(sentence: Sequence[Word]) -> Iterator[Sentence]:
    """The sentence in one piece, or cut at its punctuation where it's too long for one breath."""
    rest = list(sentence)
    while (limit := words_that_fit(rest)) < len(rest):
        cut = next((place for place in range(limit, limit // 2, -1) if ends_clause(rest[place - 1])), limit)
        strong = rest[cut - 1].shown[-1] in ";:—–"
        yield Sentence(tuple(rest[:cut]), Pause.CLAUSE if strong else Pause.BREATH)
        rest = rest[cut:]
    yield Sentence(tuple(rest), pause_after(rest))


def ends_clause(word: Word) -> bool:
    """Whether one may breathe after this word."""
    return word.shown[-1] in ",;:—–"


def words_that_fit(words: Sequence[Word]) -> int:
    """How many of the words the voice takes in one go; at least one."""
    characters = 0
    for count, word in enumerate(words):
        characters += len(word.said) + 1
        if count == MAX_SENTENCE_WORDS or characters > MAX_SENTENCE_CHARACTERS:
            return max(1, count)
    return len(words)
