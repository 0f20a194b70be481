"""A text as the captions show it and as the voice takes it: words, cleaned words, sentences."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

MAX_CHARACTERS = 2000
# The voice was taught on sentences; it hurries through longer ones.
MAX_SENTENCE_WORDS = 45
MAX_SENTENCE_CHARACTERS = 260

OPENERS = "\"'“‘([{«*_"
CLOSERS = "\"'”’)]}»*_"
SHORT_FORMS = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "st", "sr", "jr", "rev", "hon", "capt", "col", "gen", "lt", "sgt"}
    | {"gov", "sen", "rep", "vs", "etc", "e.g", "i.e", "no", "nos", "fig"}
)
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
    SENTENCE = 480
    PARAGRAPH = 900


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text."""

    shown: str
    """As it stands in the text."""
    said: str
    """What the voice is given for it; "" for a dash or a picture that stands alone."""


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
        words = [Word(shown, clean(shown)) for shown in paragraph.split()]
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
    word = "".join(character for character in word if unicodedata.category(character) not in UNSPEAKABLE)
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
    is_initial = len(stem) == 1 and stem.isupper() and stem != "I"
    is_short_form = bare.endswith(".") and (stem.lower() in SHORT_FORMS or is_initial)
    return not (is_short_form and following)


def breaths_of(sentence: Sequence[Word]) -> Iterator[Sentence]:
    """The sentence in one piece, or cut at its punctuation where it's too long for one breath."""
    rest = list(sentence)
    while (limit := words_that_fit(rest)) < len(rest):
        cut = next((place for place in range(limit, limit // 2, -1) if ends_clause(rest[place - 1])), limit)
        yield Sentence(tuple(rest[:cut]), Pause.BREATH)
        rest = rest[cut:]
    yield Sentence(tuple(rest), Pause.SENTENCE)


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
