"""What the answers say about a person, in pieces that fit into sentences."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from services.script.domain import phrases
from services.script.domain.cleaning import clean_text, is_nothing
from services.script.domain.dreams import wished
from services.script.domain.model import Length, PointOfView, Tone
from services.script.domain.pronouns import Forms, Pronouns, forms_of
from services.script.domain.quoting import quotation
from services.script.domain.writing.words import word_set
from services.script.domain.writing.worlds import KEYWORDS, World

_FROM_START = {"dream": 4.0, "place": 4.0, "treasure": 4.0, "moment": 0.3}
"""How much it matters that a quotation begins where the answer does."""
NEVER_TOLD = frozenset({"pronouns", "age_band", "tone"})
"""Answers that say how a story is told, and aren't told themselves."""
QUOTED = ("place", "today", "dream", "reason", "obstacle", "strength", "treasure", "moment")
_LIMITS = {Length.SHORT: (9, 14), Length.STANDARD: (15, 22)}
_HONORIFICS = word_set(
    "mr mrs ms miss dr doctor professor prof sir madam madame auntie aunty aunt uncle tia tío doña don"
    " señora señor chief sister brother father mama baba pastor imam old captain coach nurse nana grandma"
    " grandpa gran"
)
_ANIMALS = re.compile(
    r"\b(?:dog|cat|goat|horse|mule|cow|bird|parrot|hen|rooster|donkey|camel|pig|rabbit|hamster|sheep|ox|buffalo|tortoise|fish)\b",
    re.IGNORECASE,
)
_WOMEN = word_set(
    "mum mom mama mamma mummy mother grandma gran granny nan nana nanna nonna oma abuela grandmother sister"
    " aunt auntie aunty wife daughter granddaughter niece mrs ms miss madam amma ammi lola nanay yiayia"
    " babushka dadi nani teta halmoni girlfriend tia tía tante señora doña queen"
)
_MEN = word_set(
    "dad daddy papa baba abba abbu father grandpa grandad granddad opa abuelo grandfather brother uncle"
    " husband son grandson nephew mr sir lolo tatay nonno jaddi dedushka boyfriend tio tío onkel señor don"
    " king"
)
_AFTER_NOUNS = word_set(
    "of with from in on for to at by without i you he she it we they that which who my his her their"
)
_NEVER_NAMES = word_set("i you she he they it my your her his their its the a an")
_IT = Forms("it", "it", "its", "its", "itself", plural=False)
_PLURAL = re.compile(
    r"\b(?:and|both)\b|^(?:the|her|his|their|two|three|four|five|six|all|my|some|\d+) (?:\w+"
    r" )?(?:kids|boys|girls|sisters|brothers|friends|children|grandchildren|women|men|people|parents"
    r"|aunts|neighbours|neighbors|twins|students|pupils|dogs|cats|goats|bees|cows)\b",
    re.IGNORECASE,
)

_REFUSAL = re.compile(
    r"\b(?:don'?t|do not|never) want\b|\bno dreams?\b|\bdon'?t have (?:one|any|a dream)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the writing needs them. An empty string means that there is no such thing to say."""

    name: str
    forms: Forms
    tone: Tone
    worlds: tuple[World, ...]
    """What their dream is about, and what else it touches."""
    texts: Mapping[str, str]
    """Their answers, cleaned; only the ones that say something."""
    helper: str
    helper_plural: bool
    helper_forms: Forms
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

    @property
    def world(self) -> World:
        """What their dream is about most of all."""
        return self.worlds[0]

    @property
    def is_named(self) -> bool:
        """Whether the story calls them by their name, instead of "I" or "you"."""
        return self.forms.person is PointOfView.THIRD

    def slots(self, length: Length, *, roomy: bool = False) -> dict[str, str]:
        """What the writing may name, by slot; slots that this person can't fill are missing.

        Quotations are kept short; `roomy` lets them run on, for sentences that have the room.
        """
        limit = _LIMITS[length][roomy]
        found = {
            "name": self.name if self.is_named else self.forms.subject,
            "name's": _possessive(self.name)
            if self.forms.person is PointOfView.THIRD
            else self.forms.possessive,
            "name.obj": self.name if self.is_named else self.forms.object,
            "they": self.forms.subject,
            "them": self.forms.object,
            "their": self.forms.possessive,
            "themself": self.forms.reflexive,
            "theirs": self.forms.own,
            "helper": self.helper,
            "hthey": self.helper and self.helper_forms.subject,
            "hthem": self.helper and self.helper_forms.object,
            "htheir": self.helper and self.helper_forms.possessive,
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
            found[f"{key}_q"] = quotation(self.texts.get(key, ""), limit, from_start=start)
        filled = {slot: text for slot, text in found.items() if text}
        capitals = {
            slot.capitalize(): phrases.capitalised(text)
            for slot, text in filled.items()
            if slot.isalpha() or slot == "name's"
        }
        return {**capitals, **filled}

    def words(self) -> frozenset[str]:
        """Every word that the person used themself, in lower case."""
        return frozenset(
            word for text in self.texts.values() for word in re.findall(r"[^\W\d_]+", text.lower())
        )


def understand(answers: Mapping[str, str], point_of_view: PointOfView = PointOfView.THIRD) -> Person:
    """Reads a person's answers, for a story told from this point of view.

    Any text will do: what can't be used is left out, and nothing raises.
    """
    texts = {
        key: cleaned
        for key, text in answers.items()
        if (cleaned := clean_text(text)) and not is_nothing(cleaned)
    }
    if _REFUSAL.search(texts.get("dream", "")):
        del texts["dream"]
    pronouns = texts.get("pronouns", "").lower()
    forms = forms_of(point_of_view, Pronouns(pronouns if pronouns in tuple(Pronouns) else Pronouns.THEY))
    tone = texts.get("tone", "").lower()
    helper = phrases.someone(texts.get("helper", ""), forms, 7)
    treasure = phrases.thing(texts.get("treasure", ""), forms, 7)
    infinitive, does = wished(texts.get("dream", ""), forms)
    return Person(
        name=given_name(answers.get("name", "")),
        forms=forms,
        tone=Tone(tone) if tone in tuple(Tone) else Tone.HOPEFUL,
        worlds=worlds_of(texts),
        texts=texts,
        helper=helper,
        helper_plural=_PLURAL.search(helper) is not None,
        helper_forms=forms_of_helper(helper),
        treasure=treasure,
        treasure_plural=_is_plural(treasure),
        place=phrases.whereabouts(texts.get("place", ""), forms, 8),
        dream_inf=infinitive,
        dream_does=does,
        reason=_told(texts, "reason", forms, 12),
        obstacle=_told(texts, "obstacle", forms, 11),
        strength=_told(texts, "strength", forms, 11),
    )


def _told(texts: Mapping[str, str], key: str, forms: Forms, limit: int) -> str:
    clause = phrases.told(texts.get(key, ""), forms, limit)
    first, _, rest = clause.partition(" ")
    # At the beginning of an answer every word has a capital; a name has one elsewhere, too.
    name = re.compile(rf"\b{re.escape(first.capitalize())}\b")
    is_named = any(name.search(text[1:]) for text in texts.values())
    is_paired = re.match(r"and (?:I|you|he|she|they)\b", rest) is not None
    is_name = rest and first not in _NEVER_NAMES and (is_named or is_paired)
    return f"{first.capitalize()} {rest}" if is_name else clause


def given_name(text: str) -> str:
    """What a person is called in a story: the first of their names, with its title if it has one."""
    words = [word.strip(".-'")[:24] for word in _name_words(clean_text(text[:120]))]
    words = [word for word in words if word]
    if not words:
        return "Sam"
    count = 2 if len(words) > 1 and words[0].lower() in _HONORIFICS else 1
    return " ".join(_cased(word) for word in words[:count])


def _name_words(text: str) -> list[str]:
    """The words of the first name in a text, in any script: letters, and the marks that belong to them."""
    found: list[str] = []
    for part in text.split():
        word = "".join(c for c in part if unicodedata.category(c)[0] in "LM" or c in "'.-")
        if not any(unicodedata.category(c)[0] == "L" for c in word):
            if found:
                break
            continue
        found.append(word)
        if word != part.strip(".") or len(found) == 4:
            break
    return found


def _cased(word: str) -> str:
    if len(word) > 2 and word.isupper():
        return word.capitalize()
    return word if word[0].isupper() else word[0].upper() + word[1:]


def worlds_of(texts: Mapping[str, str]) -> tuple[World, ...]:
    """The worlds of a person's dream, the likeliest first; by the other answers where it says too little."""
    for keys, least in ((("dream",), 1), (("reason", "moment", "treasure", "place", "strength"), 2)):
        votes: dict[World, float] = {}
        words = [word for key in keys for word in re.findall(r"[^\W\d_]+", texts.get(key, "").lower())]
        for position, word in enumerate(words):
            world = _world_of(word)
            if world is not None:
                votes[world] = votes.get(world, 0.0) + 1.0 + 1.0 / (1 + position)
        ranked = sorted((world for world in votes if votes[world] > least), key=lambda world: -votes[world])
        if ranked:
            return tuple(ranked[:2])
    return (World.SELF,)


def _world_of(word: str) -> World | None:
    """The world that a word belongs to, or the word that it was made from: "accordionist" as "accordion"."""
    for ending in ("", "s", "ist", "ists", "er", "ers", "ing"):
        if word.endswith(ending) and (world := KEYWORDS.get(word.removesuffix(ending) if ending else word)):
            return world
    return None


def forms_of_helper(helper: str) -> Forms:
    """How a helper is spoken of: by what they are called, else as "they"."""
    words = set(re.findall(r"[^\W\d_]+", helper.lower()))
    if _PLURAL.search(helper):
        return Pronouns.THEY.forms
    if _WOMEN & words:
        return Pronouns.SHE.forms
    if _MEN & words:
        return Pronouns.HE.forms
    return _IT if _ANIMALS.search(helper) else Pronouns.THEY.forms


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _is_plural(phrase: str) -> bool:
    head: list[str] = []
    for word in phrase.lower().split():
        if word in _AFTER_NOUNS:
            break
        head.append(word)
    if not head or head[0] in ("a", "an", "one", "half"):
        return " and " in phrase and not phrase.startswith(("a ", "an ", "half "))
    return " and " in phrase or (
        head[-1].endswith("s") and not head[-1].endswith(("ss", "us", "is", "'s", "compass"))
    )
