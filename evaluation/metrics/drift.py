"""Whether a story stays with its person: no other person, tense or names than it began with.

These are suspicions, found by lists of words and not by a parser: what they count has to be read to be
believed. Quotations are left out, since people are quoted as they speak.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from evaluation.metrics.words import sentences, unquoted, words

_POINTS = {
    "third": frozenset(("i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself")),
    "second": frozenset(("i", "me", "my", "mine", "myself")),
    "first": frozenset(("you", "your", "yours", "yourself")),
}
"""What a narrator of each kind doesn't say."""
_PAST = frozenset(
    (
        *(
            "was",
            "were",
            "had",
            "did",
            "went",
            "said",
            "came",
            "took",
            "saw",
            "knew",
            "thought",
            "told",
            "felt",
        ),
        *(
            "began",
            "became",
            "gave",
            "made",
            "found",
            "stood",
            "ran",
            "sat",
            "kept",
            "brought",
            "left",
            "held",
            "heard",
        ),
        *(
            "wrote",
            "spoke",
            "grew",
            "fell",
            "rose",
            "threw",
            "drove",
            "sang",
            "swam",
            "flew",
            "broke",
            "chose",
            "woke",
        ),
        *("ate", "drank", "wore"),
    )
)
_COUPLED = frozenset(("left", "held", "kept", "made", "found", "heard", "brought", "felt", "told", "thought"))
"""Also participles: they count only right behind a subject."""
_SUBJECTS = frozenset(("he", "she", "they", "i", "you", "it", "we"))
_PRONOUNS = {
    "she": frozenset(("he", "him", "his", "himself")),
    "he": frozenset(("she", "her", "hers", "herself")),
}
_PRESENT = frozenset(
    ("is", "are", "am", "it's", "there's", "has", "have", "does", "do", "can", "will", "that's")
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+|[“\"(]\s*)[“\"]?$")


def person_drift(text: str, point_of_view: str = "third") -> float:
    """The share of sentences whose narrator speaks as somebody else."""
    parts = sentences(unquoted(text))
    wrong = _POINTS[point_of_view]
    return sum(not wrong.isdisjoint(words(part)) for part in parts) / len(parts) if parts else 0.0


def tense_drift(text: str) -> float:
    """The share of sentences with a verb in the past and none in the present, in a story told in that."""
    parts = [words(part) for part in sentences(unquoted(text))]
    return sum(_is_past(part) and not _is_present(part) for part in parts) / len(parts) if parts else 0.0


def pronoun_drift(text: str, name: str, pronouns: str, helper: str) -> float:
    """The share of sentences that name the person, and no helper, beside a pronoun of the other kind."""
    wrong = _PRONOUNS.get(pronouns.lower(), frozenset())
    first = name.split()[0] if name.split() else ""
    helpers = frozenset(words(helper)) - {"my", "the", "a", "who", "and"}
    parts = [part for part in sentences(unquoted(text)) if first and first.lower() in words(part)]
    alone = [part for part in parts if helpers.isdisjoint(words(part))]
    return sum(not wrong.isdisjoint(words(part)) for part in alone) / len(alone) if alone else 0.0


def foreign_names(text: str, answers: Mapping[str, str], known: frozenset[str] = frozenset()) -> list[str]:
    """Capitalised words inside sentences that the person never wrote: names from elsewhere.

    Args:
        known: words that may be there, in lower case (those of the written bank).
    """
    own = frozenset(word for answer in answers.values() for word in words(answer))
    found = []
    for match in re.finditer(r"(?<![\w'’])[A-Z][a-z]+(?:['’]s)?", unquoted(text)):
        word = re.sub(r"['’]s$", "", match[0]).lower()
        before = unquoted(text)[max(0, match.start() - 3) : match.start()]
        starts = match.start() == 0 or _SENTENCE_START.search(before) or "\n" in before
        if not starts and word not in own and word not in known and word != "i":
            found.append(match[0])
    return found


def _is_present(tokens: list[str]) -> bool:
    """Whether something in it happens now; nouns in the plural count too, so this errs on the kind side."""
    return any(
        token in _PRESENT or (token.endswith("s") and not token.endswith(("ss", "us", "was")) and at > 0)
        for at, token in enumerate(tokens)
    )


def _is_past(tokens: list[str]) -> bool:
    for before, token in zip(["", *tokens], tokens, strict=False):
        if token in _PAST and (token not in _COUPLED or before in _SUBJECTS):
            return True
    return False
