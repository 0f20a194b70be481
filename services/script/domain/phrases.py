"""Noun phrases and clauses out of what people type, short enough for a sentence."""

import re

from services.script.domain.cleaning import is_nothing, tidy
from services.script.domain.grammar import mended, retold, speaks_as_another
from services.script.domain.pronouns import Forms
from services.script.domain.quoting import DANGLING, FILLERS, shortened, without_loose_end
from services.script.domain.writing.places import KEYWORDS
from services.script.domain.writing.words import word_set

_KNOWN_PLACES = frozenset(KEYWORDS)
_CLAUSE = re.compile(r"\s*[.;!?…\n]+\s*|\s+[-–—/]+\s+|\s*,\s+|:\s+")
_SENTENCE = re.compile(r"\s*[.;!?…\n]+\s*|\s+[-–—]+\s+")
_ADDITIONS = word_set("with without from in on at for by to of inside under near that who which where")
_TAILS = re.compile(
    r"[\s,]+(?:i (?:guess|think|suppose|should think)|or (?:something|whatever)|maybe|though|too|etc"
    r"|actually|maybe|probably|mostly|idk|lol|right)$",
    re.IGNORECASE,
)
_DETERMINERS = word_set(
    "a an the my our your his her their its one two three four five six seven eight nine ten eleven"
    " twelve half some this these those that many all both every each no another several"
)
_FOREIGN_ARTICLES = word_set(
    "el la los las un una unos unas le les une des du der die das dem den ein eine einen il lo gli uno os as"
    " um uma de het een mi mis mon ma mes mein meine minha meu"
)
_TITLES = word_set("mr mrs ms miss dr sir madam prof professor captain coach uncle")
_KIN = word_set(
    "mum mom mama mamma mummy dad daddy papa baba abba amma abbu ammi grandma grandpa gran granny nan"
    " nana nanna nonna nonno oma opa abuela abuelo grandmother grandfather mother father sister brother"
    " aunt auntie aunty uncle cousin wife husband son daughter grandson granddaughter niece nephew teacher"
    " neighbour neighbor friend boss coach babushka dadi nani lola lolo yiayia teta jaddi halmoni"
)
_KIN_POSSESSIVE = re.compile(
    r"\b("
    + "|".join(sorted(_KIN))
    + r")(s) (?!(?-i:[A-Z])|(?:and|or|are|were|who|have|in|at|with|to|from|all|do|can)\b)",
    re.IGNORECASE,
)
_PREPOSITIONS = word_set(
    "on in at under behind by near inside outside above below beside between among along across up down"
    " over out beneath beyond around with off past through next anywhere somewhere alone back deep high"
    " underneath aboard atop underwater backstage upstairs downstairs outdoors"
)
_ON = word_set(
    "roof rooftop beach steps stairs balcony hill ridge bridge quay pier jetty wall dike dyke terrace"
    " porch bench boat ferry train bus road street stage farm island plateau shore coast mountain platform"
    " ice lake river rink court pitch track bank slipway veranda bike motorbike field allotment dunes dune"
    " cliff cliffs rocks rock swing trampoline ladder sofa couch deck"
)
_IN = word_set(
    "kitchen garden forest woods bed shed workshop library room attic car water sea barn greenhouse van"
    " truck church chapel mosque temple desert meadow yard courtyard village city market classroom studio"
    " lab laboratory pool park basement garage cellar cab hall gym theatre cinema bath tent valley stables"
    " stable orchard vineyard canteen bakery shop taxi canoe"
)


def named(phrase: str, limit: int) -> str:
    """A noun phrase of at most `limit` words: without its last additions rather than with half of one."""
    words = phrase.split()
    if len(words) <= limit:
        return tidy(phrase)
    for cut in range(limit, 1, -1):
        is_addition = words[cut].lower() in _ADDITIONS and words[cut].lower() != "of"
        if is_addition and not any(word.lower() in _ADDITIONS for word in words[2:cut]):
            return tidy(" ".join(without_loose_end(words[:cut])))
    return shortened(phrase, limit)


def first_clause(text: str) -> str:
    """The first clause that says something, without "well" before it or "I guess" after it."""
    for clause in _CLAUSE.split(text):
        said = _TAILS.sub("", FILLERS.sub("", clause.strip()))
        if said and not is_nothing(said):
            return tidy(said)
    return ""


def first_sentence(text: str) -> str:
    """The first sentence that says something, commas and all."""
    for sentence in _SENTENCE.split(text):
        said = _TAILS.sub("", FILLERS.sub("", sentence.strip()))
        if said and not is_nothing(said):
            return tidy(said)
    return ""


def told(text: str, forms: Forms, limit: int) -> str:
    """The first sentence as the story's teller says it, without an end mark; "" where it is better quoted."""
    for said in (first_sentence(text), first_clause(text)):
        said = _own(mended(said))
        if not said or len(said.split()) > limit:
            continue
        clause = retold(said, forms)
        if clause and not speaks_as_another(clause, forms):
            return lowered(clause)
    return ""


def thing(text: str, forms: Forms, limit: int) -> str:
    """A thing that a person named, with its article: "the tin whistle", "her father's drum"."""
    phrase = _own(mended(first_clause(text)))
    phrase = re.sub(
        r"^(?:it's|it is|that's|i (?:still )?(?:have|keep|own|got)|i've (?:still )?got)\s+",
        "",
        phrase,
        flags=re.IGNORECASE,
    )
    words = phrase.split()
    for position, word in enumerate(words):
        if word.lower().strip(",'") in (
            "i",
            "i'm",
            "i've",
            "i'd",
            "we",
            "it's",
            "he's",
            "who",
            "which",
            "that",
            "because",
            "when",
            "so",
            "but",
            "where",
            "if",
        ):
            words = words[:position]
            break
    phrase = named(" ".join(words), limit)
    while phrase and phrase.split()[-1].lower() in DANGLING:
        phrase = " ".join(phrase.split()[:-1])
    if not phrase or _is_doing(phrase.lower().split()) or is_nothing(phrase):
        return ""
    phrase = retold(phrase, forms) or ""
    if (
        not phrase
        or speaks_as_another(phrase, forms)
        or phrase.lower() in ("them", "her", "him", "me", "you", "it")
    ):
        return ""
    return _with_article(lowered(phrase), forms)


def _is_doing(words: list[str]) -> bool:
    """Whether a phrase names something that is done: "singing with my nan", but not "rowing boat"."""
    if not words[0].endswith("ing"):
        return False
    return len(words) == 1 or words[1] in _DETERMINERS or words[1] in _PREPOSITIONS


def someone(text: str, forms: Forms, limit: int) -> str:
    """Who a person named, as a noun phrase: "her grandmother", "Mr Pell the teacher"; "" for nobody."""
    for clause in _CLAUSE.split(text):
        said = FILLERS.sub("", clause.strip())
        if (
            not said
            or is_nothing(said)
            or re.match(r"(?:no ?one|nobody|no body|none|me|myself|not)\b", said, re.IGNORECASE)
        ):
            said = re.sub(
                r"^(?:no ?one|nobody)\b\s*(?:really|ok|well|but|except|only)?\s*",
                "",
                said,
                flags=re.IGNORECASE,
            )
            if (
                not said
                or is_nothing(said)
                or re.match(r"(?:me|myself|not|yet|else|now)\b", said, re.IGNORECASE)
            ):
                continue
        said = re.sub(r"^(?:there's|there is|it's|that's) ", "", said, flags=re.IGNORECASE)
        words = _own(mended(said)).split()
        for position, word in enumerate(words):
            if word.lower() in (
                "who",
                "that",
                "which",
                "i",
                "i'm",
                "he",
                "she",
                "they",
                "because",
                "but",
                "when",
                "whose",
                "so",
                "if",
                "is",
                "was",
                "from",
            ):
                words = words[:position]
                break
        said = _TAILS.sub("", " ".join(words))
        phrase = retold(named(said, limit), forms) or ""
        while phrase and phrase.split()[-1].lower() in DANGLING:
            phrase = " ".join(phrase.split()[:-1])
        if phrase and not speaks_as_another(phrase, forms) and not phrase.lower().endswith("ing"):
            return _as_someone(phrase, forms)
    return ""


def whereabouts(text: str, forms: Forms, limit: int) -> str:
    """Where a person feels at home: "on the roof of their block"; "" where it is better quoted."""
    phrase = _own(mended(first_clause(text)))
    words = phrase.split()
    for position, word in enumerate(words):
        if position and word.lower() in (
            "i",
            "i'm",
            "we",
            "when",
            "where",
            "which",
            "because",
            "it's",
            "but",
            "who",
            "if",
            "so",
        ):
            words = words[:position]
            break
    phrase = shortened(" ".join(words), limit)
    while phrase and phrase.split()[-1].lower() in DANGLING:
        phrase = " ".join(phrase.split()[:-1])
    phrase = retold(phrase, forms) or ""
    if not phrase or speaks_as_another(phrase, forms):
        return ""
    words = phrase.split()
    if words[0].lower() in _PREPOSITIONS or (
        words[0].islower() and words[0].endswith("ing") and len(words) > 1
    ):
        return lowered(phrase)
    if phrase.lower() in ("bed", "town", "space", "school", "church"):
        return ("in " if phrase.lower() in ("bed", "town", "space") else "at ") + phrase.lower()
    if len(words) == 1 and phrase[0].isupper() and phrase.lower() not in _ON | _IN | _KNOWN_PLACES:
        return f"in {phrase}"
    phrase = _with_article(lowered(phrase), forms)
    heads = [word.lower().strip(",") for word in phrase.split()]
    for head in heads:
        if head in _ON:
            return f"on {phrase}"
        if head in _IN:
            return f"in {phrase}"
        if head in _PREPOSITIONS or head == "of":
            break
    return f"at {phrase}"


def spot(place: str, text: str) -> str:
    """A place as the answer to "which?": without the preposition that it was given here."""
    first, _, rest = place.partition(" ")
    return (
        rest if first in ("at", "in", "on") and not re.match(rf"\W*{first}\b", text, re.IGNORECASE) else place
    )


def _own(phrase: str) -> str:
    """ "my dads boat" → "my dad's boat"."""
    return _KIN_POSSESSIVE.sub(r"\1'\2 ", phrase)


def lowered(phrase: str) -> str:
    """A phrase in the middle of a sentence: no capital, unless it begins with a name."""
    if not phrase:
        return ""
    words = phrase.split()
    first = words[0]
    if first == "I" or first.startswith("I'"):
        return phrase
    if first.lower() in _DETERMINERS or first.lower() in _PREPOSITIONS or first.lower() in _KIN:
        return phrase[0].lower() + phrase[1:]
    if (first.isupper() and len(first) > 1) or (first.endswith("'s") and first[:-2].lower() not in _KIN):
        return phrase
    if len(words) > 1 and words[1][:1].isupper() and words[1] not in ("I",):
        return phrase
    return phrase[0].lower() + phrase[1:]


def capitalised(phrase: str) -> str:
    """A phrase at the beginning of a sentence."""
    return phrase[:1].upper() + phrase[1:]


def is_foreign(phrase: str) -> bool:
    """Whether a phrase is in another language, or in another script: no English article goes before it."""
    first = phrase.split()[0].lower() if phrase else ""
    return first in _FOREIGN_ARTICLES or any(c.isalpha() and ord(c) > 0x24F for c in phrase)


def _with_article(phrase: str, forms: Forms) -> str:
    if is_foreign(phrase):
        return phrase
    first = phrase.split()[0].lower()
    if first in _DETERMINERS or first.endswith(("'s", "s'")) or first[0].isdigit():
        return (
            f"{forms.possessive} {phrase}" if first.rstrip("'s") in _KIN and first.endswith("'s") else phrase
        )
    if first in _KIN:
        return f"{forms.possessive} {phrase}"
    return phrase if phrase[0].isupper() and phrase.split()[0] not in ("I",) else f"the {phrase}"


def _as_someone(phrase: str, forms: Forms) -> str:
    if is_foreign(phrase):
        return phrase
    words = phrase.split()
    first = words[0].lower()
    if first in _DETERMINERS or first.endswith("'s"):
        return lowered(phrase)
    if first.strip(".") in _TITLES:
        return " ".join(word[:1].upper() + word[1:] for word in words[:2]) + "".join(
            f" {word}" for word in words[2:]
        )
    if first in _KIN and (len(words) == 1 or not words[1][:1].isupper()):
        return f"{forms.possessive} {lowered(phrase)}"
    if any(word[:1].isupper() for word in words):
        return phrase
    return f"the {phrase}"
