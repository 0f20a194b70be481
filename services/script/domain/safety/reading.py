"""How a text reads once its disguises are taken off: one form for all spellings of the same words.

A reading is lower-case words with single spaces, a full stop between sentences, and one at each end:
" . i want to be a pilot . ". Apostrophes vanish ("don't" reads "dont"), commas and hyphens become spaces.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

MAX_CHARACTERS = 20_000
"""What is longer is read in its first part only; contracts bound every text far below this."""

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u0640\u093c]")
"""Accents, Hebrew points, Arabic vowels and the nukta: who types in a hurry leaves them out."""
_APOSTROPHES = re.compile(r"['’‘ʼ`´＇]")
_ENDS = re.compile(r"[.!?…。！？।॥؟;；\n\r|]+")
_GAPS = re.compile(r"[^\w\u0900-\u097f\u0e00-\u0e7f.]|_")
_STOPS = re.compile(r"(?: \.)+(?= )")
_RUN = re.compile(r"(\w)\1{2,}")
_SPACED = re.compile(r"(?<!\w)(?:\w[ \t.\-_*·]{1,3}){2,120}\w(?!\w)")
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_CJK_SPACE = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}])")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"\w+")
_LEET_WORD = re.compile(
    r"(?<![\w$@€*!|])(?=[\w$@€*!|]{0,30}[0-9$@€*!|])(?=[0-9$@€*!|]{0,8}[a-z])[\w$@€*!|]{1,31}[\w$@]"
)

_TO_LATIN = str.maketrans(
    "аеорсухіјѕһԁԛԝвкмнтгпьɡαβεικνορτυχωηɑıɪᴀᴇᴅᴋʟᴍɴᴏʀᴛᴜ",
    "aeopcyxijshdqwbkmhtrnbgabeiknoptuxwnaiiaedklmnortu",
)
_TO_CYRILLIC = str.maketrans("aeopcyxkmhti", "аеорсухкмнті")
_FOLDED = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ی": "ي",
        "ک": "ك",
        "ँ": "ं",
        "ı": "i",
        "ё": "е",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
    }
)
_LEET = str.maketrans("013457$@€*!|", "oieastsaeiii")
_LEET_L = str.maketrans("013457$@€*!|", "oleastsaeill")


def readings(text: str) -> tuple[str, ...]:
    """The text as it stands, and as it reads when look-alikes stand for letters or letters stand apart."""
    plain = folded(text[:MAX_CHARACTERS])
    found = [plain]
    for form in (plain, _in_one_script(plain)):
        found += (form, _LEET_WORD.sub(_digits_as(_LEET), form), _LEET_WORD.sub(_digits_as(_LEET_L), form))
        found.append(_SPACED.sub(lambda match: re.sub(r"[\W_]+", "", match[0]), form))
    forms = dict.fromkeys(_in_words(form) for form in found)
    for words in tuple(forms):
        if _RUN.search(words):
            forms[_RUN.sub(r"\1", words)] = None
            forms[_RUN.sub(r"\1\1", words)] = None
    return tuple(forms)


def folded(text: str) -> str:
    """A text without capitals, accents, apostrophes and what can't be seen."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _APOSTROPHES.sub("", unicodedata.normalize("NFC", text).translate(_FOLDED))


def phrase_of(text: str) -> str:
    """Words that a workspace typed, in the form in which they are looked for; "" if there are none."""
    return " ".join(_in_words(folded(text[:200])).replace(".", " ").split())


def _in_one_script(text: str) -> str:
    """The text with each word in one alphabet, where its letters come from several that look alike."""
    if text.isascii() or not _LATIN.search(text):
        return text
    # Only the letters that one alphabet alone has tell which one is meant.
    cyrillic = len(_CYRILLIC.findall(text.translate(_TO_LATIN)))
    is_latin = len(_LATIN.findall(text.translate(_TO_CYRILLIC))) >= cyrillic
    return _WORD.sub(lambda match: _as_latin(match[0]) if is_latin else _as_cyrillic(match[0]), text)


def _as_latin(word: str) -> str:
    mapped = word.translate(_TO_LATIN)
    return mapped if mapped.isascii() else word


def _as_cyrillic(word: str) -> str:
    mapped = word.translate(_TO_CYRILLIC)
    return mapped if _CYRILLIC.search(word) and not _LATIN.search(mapped) else word


def _digits_as(letters: Mapping[int, int | str | None]) -> Callable[[re.Match[str]], str]:
    return lambda match: match[0].translate(letters)


def _in_words(text: str) -> str:
    text = _GAPS.sub(" ", _ENDS.sub(" . ", text))
    text = _CJK_SPACE.sub("", " ".join(text.split()))
    return _STOPS.sub(" .", f" . {text} . ")
