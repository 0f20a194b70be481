"""What a story is called, and what it is about in one sentence."""

import random
from collections.abc import Collection, Sequence

from services.script.domain import phrases
from services.script.domain.bank.model import Entry
from services.script.domain.grammar import is_clause
from services.script.domain.lines import word_count
from services.script.domain.model import Beat
from services.script.domain.person import Person, understand
from services.script.domain.picturing import thing_of
from services.script.domain.quoting import quotation
from services.script.domain.writing.words import word_set

_PARTS = word_set("piece part bit pair set box bag thing things stuff one")
_SMALL = word_set("a an the of and in on at for with to from by")
_MOST_LOGLINE_WORDS = 25


def title_of(
    person: Person, entries: Sequence[Entry], told: str, taken: Collection[str], rng: random.Random
) -> str:
    """Two to six words: what the story's thread is about, or the person's own thing, if it is told of."""
    ends = [entry for entry in entries if entry.beat in (Beat.LONGING, Beat.BECOMING)]
    options = [title for entry in ends or entries for title in entry.titles]
    thing = thing_of(person.treasure)
    if thing and thing in told.lower() and thing not in _PARTS and not phrases.is_foreign(person.treasure):
        options.append(f"{person.name} and the {headline(thing)}")
        if len(thing.split()) > 1:
            options.append(f"The {headline(thing)}")
    fitting = [option for option in options if 2 <= word_count(option) <= 6 and option not in taken]
    return headline(rng.choice(fitting or [f"All That {person.name} Can Be"]))


def logline_of(person: Person, rng: random.Random) -> str:
    """The story in one sentence or two, at most 25 words, told from outside."""
    person = understand(person.texts)
    believed = f" {rng.choice(_followers(person))}" if _followers(person) else ""
    wish = f"{person.name} wants to {person.dream_inf}." if person.dream_inf else ""
    quoted = quotation(person.texts.get("dream", ""), 12, from_start=4.0)
    said = f"{person.name} has one wish: “{quoted}.”" if quoted else ""
    parts = (
        wish + believed if wish else "",
        wish,
        said + believed if said else "",
        said,
        f"{person.name} goes looking for who {person.forms.subject} could be.",
    )
    return next(part for part in parts if part and word_count(part) <= _MOST_LOGLINE_WORDS)


def _followers(person: Person) -> list[str]:
    """Second sentences of a logline, each about something else that the person said."""
    found: list[str] = []
    if person.helper:
        helper, verb = phrases.capitalised(person.helper), "are" if person.helper_plural else "is"
        found += [f"{helper} {verb} the first to believe it.", f"{helper} {verb} not surprised."]
    if person.obstacle and is_clause(person.obstacle):
        found.append(f"The trouble is that {person.obstacle}.")
    if person.treasure:
        found.append(f"Luckily there {'are' if person.treasure_plural else 'is'} {person.treasure}.")
    return found


def headline(phrase: str) -> str:
    """A phrase as titles are written."""
    return " ".join(
        word if position and word.lower() in _SMALL else word[:1].upper() + word[1:]
        for position, word in enumerate(phrase.split())
    )
