"""A person's own words, cut to what a sentence has room for, where one could stop reading."""

import re

from services.script.domain.cleaning import is_nothing, tidy
from services.script.domain.grammar import mentions_first_person
from services.script.domain.writing.words import word_set

_BREATH = re.compile(r"(?:(?!\s*[.;!?…\n]+(?:\s|$)|\s+[-–—/]+\s|,\s).)+")
_BREAKS = word_set(
    "and but so because who which when where while that or until before after although if with then like as"
)
_RELATIVES = word_set("who which where that")
DANGLING = word_set(
    "a an the my our your his her their its to of in on at for with from by and but or so because who"
    " which when where while that until before after if as like than is are was were am be been not very"
    " really just only then i i'm we he she they it you this these those some any no one's into onto about"
    " over under up down out off do don't can will would could should has have had even also too more most"
    " what how why all each every other still never always"
)
FILLERS = re.compile(
    r"^(?:(?:so|well|ok|okay|hm+|honestly|actually|basically|idk|i guess|i mean|probably|maybe|just"
    r"|like|yes|yeah|oh"
    r"|easy|simple|definitely|obviously|funny|also|and|but|because|cos|bc|cause|then|no(?=,"
    r"))\b[,:]?\s*)+",
    re.IGNORECASE,
)


def quotation(text: str, limit: int, *, from_start: float = 1.0) -> str:
    """The part of a person's own words that says most in at most `limit` words, between two breaths.

    A clause that is longer than that is cut before a conjunction, or ends in an ellipsis. `from_start`
    says how much a later beginning has to be better than an earlier one.
    """
    spans = [match.span() for match in _BREATH.finditer(text) if match.group().strip()]
    while len(spans) > 1 and is_nothing(FILLERS.sub("", text[slice(*spans[0])]) or text[slice(*spans[0])]):
        spans.pop(0)
    if not spans or is_nothing(text[slice(*spans[0])]):
        return ""
    best, best_worth = "", float("-inf")
    for first, (start, _) in enumerate(spans):
        for _, end in spans[first:]:
            chosen = FILLERS.sub("", tidy(text[start:end])) if first else tidy(text[start:end])
            whole = len(chosen.split()) <= limit
            if not whole:
                chosen = shortened(chosen, limit)
                if end == spans[first][1] and not _is_cut_well(text[start:], chosen):
                    chosen += "…"
                elif end != spans[first][1]:
                    break
            worth = _worth(chosen) - from_start * first - (2.0 if is_cut(chosen) else 0.0)
            if chosen and worth > best_worth:
                best, best_worth = chosen, worth
            if not whole:
                break
    return best


def _worth(quote: str) -> float:
    """How much a quotation says: its telling words, and whether somebody does something in it."""
    telling = sum(
        1 for word in re.findall(r"[^\W\d_]+", quote.lower()) if word not in DANGLING and len(word) > 2
    )
    unfinished = quote.split()[-1:] and quote.split()[-1].lower().strip(",.") in DANGLING
    return telling + (1.5 if mentions_first_person(quote) else 0.0) - (4.0 if unfinished else 0.0)


def is_cut(quote: str) -> bool:
    """Whether a quotation breaks off in the middle of a clause."""
    return quote.endswith("…")


def _is_cut_well(text: str, beginning: str) -> bool:
    """Whether the words after `beginning` start a clause of their own, which isn't missed."""
    following = tidy(text).split()[len(beginning.split()) :]
    return not following or following[0].lower().strip(",") in _BREAKS - _RELATIVES


def shortened(clause: str, limit: int) -> str:
    """A clause of at most `limit` words, cut before a conjunction if it can be, never after an article."""
    words = clause.split()
    if len(words) <= limit:
        return tidy(clause)
    cut = limit
    for position in range(limit, max(2, limit // 2), -1):
        if position < len(words) and words[position].lower().strip(",") in _BREAKS:
            cut = position
            break
    for position in range(cut - 1, max(2, cut - 5), -1):
        # "got up at five and her mother" has lost what her mother did.
        if words[position].lower() in ("and", "or", "but", "because", "so"):
            cut = position
            break
    if cut > 3 and words[cut - 2].endswith(","):
        cut -= 1
    return tidy(" ".join(without_loose_end(words[:cut])))


def without_loose_end(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1].lower().strip(",'") in DANGLING:
        words = words[:-1]
    return words
