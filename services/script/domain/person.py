"""What the answers say about a person, in pieces that fit into sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.script.domain import phrases
from services.script.domain.cleaning import clean_text, is_nothing
from services.script.domain.grammar import BASE_VERBS, conjugated, mended, mentions_first_person, third_person
from services.script.domain.model import Length, Tone
from services.script.domain.pronouns import Forms, Pronouns
from services.script.domain.writing.words import word_set
from services.script.domain.writing.worlds import KEYWORDS, World

_FROM_START = {"dream": 4.0, "place": 4.0, "treasure": 4.0, "moment": 0.3}
"""How much it matters that a quotation begins where the answer does."""
QUOTED = ("place", "today", "dream", "reason", "obstacle", "strength", "treasure", "moment")
_LIMITS = {Length.SHORT: (9, 14), Length.STANDARD: (15, 22)}
_NAME = re.compile(r"[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){0,3}", re.UNICODE)
_HONORIFICS = word_set(
    "mr mrs ms miss dr doctor professor prof sir madam madame auntie aunty aunt uncle tia tío doña don"
    " señora señor chief sister brother father mama baba pastor imam old captain coach nurse nana grandma"
    " grandpa gran"
)
_WISH = re.compile(
    r"^(?:(?:what )?(?:i|i'd|id|i would|we|he|she) ?(?:just |really |still |always |secretly )*"
    r"(?:want(?:s|ed)?|wanna|would like|'?d like|'?d love|would love|like|love|wish|hope|dream(?:ed"
    r"|t)?|plan|am going|will|would|'?ll|'?d|could)"
    r"(?: (?:of|to|about|that))*(?: (?:i|i'd|i could|i would|i was))? |i'm |(?:my dream(?:s)? (?:is"
    r"|are|would be|was)|the dream(?: is)?|to) (?:to )?)",
    re.IGNORECASE,
)
_BEING = re.compile(r"^(?:be(?:come|ing|coming)?|being|am|as) ", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:er|or|ist|ian|eer|smith|man|woman|wright|ess|ant|eon|keeper|ete|ief)$|^(?:pilot|captain|chef|coach|vet|nurse|poet|judge|guide"
    r"|host|mayor|clown|hero|dj|cook|star|champion|king|queen|monk|astronaut|mum|mom|dad|mother|father|mechanic|medic|goalie|boss|winger"
    r"|referee|president|minister|midwife|critic|detective|spy|aviator|luthier|cosmonaut|bard|griot|scout|ranger|striker|principal|head)$",
    re.IGNORECASE,
)
_NOT_PEOPLE = word_set(
    "ever never other water summer winter paper letter letters another river theater theatre door floor"
    " color colour over under after water dinner weather number tower sister brother order winter power"
    " corner monster flower better bigger center centre harbor"
)
_NOTHING_SHORT = frozenset({"boil"})
_ANIMALS = re.compile(
    r"\b(?:dog|cat|goat|horse|mule|cow|bird|parrot|hen|rooster|donkey|camel|pig|rabbit|hamster|sheep|ox|buffalo|tortoise|fish)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:and|both)\b|^(?:the|her|his|their|two|three|four|five|six|all|my|some|\d+) (?:\w+"
    r" )?(?:kids|boys|girls|sisters|brothers|friends|children|grandchildren|women|men|people|parents"
    r"|aunts|neighbours|neighbors|twins|students|pupils|dogs|cats|goats|bees|cows)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the writing needs them. An empty string means that there is no such thing to say."""

    name: str
    forms: Forms
    tone: Tone
    world: World
    texts: Mapping[str, str]
    """Their answers, cleaned; only the ones that say something."""
    helper: str
    helper_plural: bool
    treasure: str
    treasure_plural: bool
    place: str
    dream_inf: str
    """After "to": "be a marine biologist", "build a wooden sailboat"."""
    dream_does: str
    """After the name: "is a marine biologist", "builds a wooden sailboat"."""
    reason: str
    obstacle: str
    strength: str
    """Clauses in the third person, for what can safely be told in it."""

    def slots(self, length: Length, *, roomy: bool = False) -> dict[str, str]:
        """What the writing may name, by slot; slots that this person can't fill are missing.

        Quotations are kept short; `roomy` lets them run on, for sentences that have the room.
        """
        limit = _LIMITS[length][roomy]
        found = {
            "name": self.name,
            "they": self.forms.subject,
            "them": self.forms.object,
            "their": self.forms.possessive,
            "themself": self.forms.reflexive,
            "helper": self.helper,
            "treasure": self.treasure,
            "keepsake": re.sub(r"^(?:a|an) ", "the ", self.treasure),
            "place": self.place,
            "spot": phrases.spot(self.place, self.texts.get("place", "")),
            "dream_inf": self.dream_inf,
            "dream_does": self.dream_does,
            "reason_t": self.reason,
            "obstacle_t": self.obstacle,
            "strength_t": self.strength,
        }
        for key in QUOTED:
            start = _FROM_START.get(key, 1.0)
            found[f"{key}_q"] = phrases.quotation(self.texts.get(key, ""), limit, from_start=start)
        filled = {slot: text for slot, text in found.items() if text}
        capitals = {
            slot.capitalize(): phrases.capitalised(text) for slot, text in filled.items() if slot.isalpha()
        }
        return {**capitals, **filled}

    def words(self) -> frozenset[str]:
        """Every word that the person used themself, in lower case."""
        return frozenset(
            word for text in self.texts.values() for word in re.findall(r"[^\W\d_]+", text.lower())
        )


def understand(answers: Mapping[str, str]) -> Person:
    """Reads a person's answers. Any text will do: what can't be used is left out, and nothing raises."""
    texts = {
        key: cleaned
        for key, text in answers.items()
        if (cleaned := clean_text(text)) and not is_nothing(cleaned)
    }
    if _REFUSAL.search(texts.get("dream", "")):
        del texts["dream"]
    pronouns = texts.get("pronouns", "").lower()
    forms = Pronouns(pronouns if pronouns in tuple(Pronouns) else Pronouns.THEY).forms
    tone = texts.get("tone", "").lower()
    helper = phrases.someone(texts.get("helper", ""), forms, 7)
    treasure = phrases.thing(texts.get("treasure", ""), forms, 7)
    infinitive, does = _dream(texts.get("dream", ""), forms)
    return Person(
        name=given_name(answers.get("name", "")),
        forms=forms,
        tone=Tone(tone) if tone in tuple(Tone) else Tone.HOPEFUL,
        world=world_of(texts),
        texts=texts,
        helper=helper,
        helper_plural=_PLURAL.search(helper) is not None,
        treasure=treasure,
        treasure_plural=_is_plural(treasure),
        place=phrases.whereabouts(texts.get("place", ""), forms, 8),
        dream_inf=infinitive,
        dream_does=does,
        reason=phrases.told(texts.get("reason", ""), forms, 12),
        obstacle=phrases.told(texts.get("obstacle", ""), forms, 11),
        strength=phrases.told(texts.get("strength", ""), forms, 11),
    )


def given_name(text: str) -> str:
    """What a person is called in a story: the first of their names, with its title if it has one."""
    match = _NAME.search(clean_text(text[:120]))
    if match is None:
        return "Sam"
    words = [word.strip(".-'") for word in match.group().split()]
    words = [word[:24] for word in words if word]
    if not words:
        return "Sam"
    count = 2 if len(words) > 1 and words[0].lower().strip(".") in _HONORIFICS else 1
    return " ".join(word if word[0].isupper() else word.capitalize() for word in words[:count])


def world_of(texts: Mapping[str, str]) -> World:
    """The world of a person's dream: by the words of the dream first, then by the rest."""
    for keys, weight in ((("dream",), 1), (("reason", "moment", "treasure", "place", "strength"), 2)):
        votes: dict[World, float] = {}
        words = [word for key in keys for word in re.findall(r"[^\W\d_]+", texts.get(key, "").lower())]
        for position, word in enumerate(words):
            world = KEYWORDS.get(word) or KEYWORDS.get(word.rstrip("s"))
            if world is not None:
                votes[world] = votes.get(world, 0.0) + 1.0 + 1.0 / (1 + position)
        best = max(votes, key=lambda world: votes[world], default=None)
        if best is not None and votes[best] > weight:
            return best
    return World.SELF


_REFUSAL = re.compile(
    r"\b(?:don'?t|do not|never) want\b|\bno dreams?\b|\bdon'?t have (?:one|any|a dream)\b", re.IGNORECASE
)


def _dream(text: str, forms: Forms) -> tuple[str, str]:
    """The dream as infinitive and present: ("be a pilot", "is a pilot"); empty where it is better quoted."""
    said = mended(phrases.first_clause(text))
    for _ in range(2):
        said = _WISH.sub("", said, count=1).strip()
    is_being = _BEING.match(said) is not None
    said = _BEING.sub("", said, count=1).strip()
    said = _without_first_person(said)
    said = phrases.shortened(said, 11)
    words = said.split()
    if not words:
        return "", ""
    first = words[0].lower()
    if (
        not is_being
        and first in BASE_VERBS
        and first not in _NOTHING_SHORT
        and words[0] not in ("captain",)
        and not _of_person(words)
    ):
        clause = third_person(" ".join([first, *words[1:]]), forms)
        if clause is None or mentions_first_person(clause):
            return "", ""
        rest = _with_second_verbs(clause.split())
        return clause, " ".join([conjugated(first), *rest])
    role = third_person(said, forms)
    if role is None or mentions_first_person(role) or not (is_being or _of_person(words) or first in _ANYONE):
        return "", ""
    role = phrases.lowered(" ".join(w.lower() if w.isupper() and len(w) > 3 else w for w in role.split()))
    if is_being and not _of_person(words) and first not in ("a", "an", "the", "one", "someone", "somebody"):
        return (f"be {role}", f"is {role}") if len(words) <= 4 else ("", "")
    role = _with_article(role)
    return f"be {role}", f"is {role}"


_ANYONE = frozenset({"someone", "somebody"})
_OWN_ARTICLE = frozenset({"a", "an", "the", "one", "his", "her", "their"}) | _ANYONE


def _with_article(role: str) -> str:
    """A role with its article: "a pilot"; where there is only one, "the captain of the ferry"."""
    first, *rest = role.split()
    if first in _OWN_ARTICLE or first.endswith("'s"):
        return role
    if rest and rest[0].lower() in ("of", "for", "in", "on"):
        return f"the {role}"
    return f"{'an' if first[0] in 'aeiou' else 'a'} {role}"


def _with_second_verbs(words: list[str]) -> list[str]:
    """The rest of "sail home and bring the boats": a second verb after "and" is conjugated as well."""
    out = words[1:]
    for position in range(1, len(out)):
        if out[position - 1].lower() in ("and", "then") and out[position].lower() in BASE_VERBS:
            out[position] = conjugated(out[position].lower())
    return out


def _of_person(words: list[str]) -> bool:
    """Whether a phrase names a kind of person: the last noun before "who", "of" or "with" does."""
    head: list[str] = []
    for word in words:
        if word.lower().strip(",") in (
            "who",
            "that",
            "of",
            "with",
            "for",
            "in",
            "on",
            "at",
            "and",
            "from",
            "to",
            "by",
            "or",
            "but",
        ):
            break
        head.append(word.strip(",!").lower())
    return bool(head) and head[-1] not in _NOT_PEOPLE and _PEOPLE.search(head[-1]) is not None


def _without_first_person(text: str) -> str:
    """A phrase up to where it begins to speak as "I"."""
    words = text.split()
    for position, word in enumerate(words):
        if word.lower() in ("i", "i'm", "i've", "i'd", "i'll", "we", "because", "so", "but"):
            words = words[:position]
            break
    while words and words[-1].lower() in (
        "that",
        "who",
        "which",
        "where",
        "when",
        "what",
        "and",
        "or",
        "as",
        "like",
        "if",
        "the",
    ):
        words.pop()
    return " ".join(words)


def _is_plural(phrase: str) -> bool:
    head: list[str] = []
    for word in phrase.lower().split():
        if word in ("of", "with", "from", "in", "on", "for", "to", "at", "by", "without"):
            break
        head.append(word)
    if not head or head[0] in ("a", "an", "one", "half"):
        return " and " in phrase and not phrase.startswith(("a ", "an ", "half "))
    return " and " in phrase or (
        head[-1].endswith("s") and not head[-1].endswith(("ss", "us", "is", "'s", "compass"))
    )
