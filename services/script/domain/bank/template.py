"""Written sentences in which the hero may be she, he, they, you or I, with slots for a person's details.

`{slot}` is filled from the answers; `<know>` is a verb whose subject is the hero, `<helper:wait>` one of the
helper's, `<treasure:lie>` one of the treasure's; `_(a|b)` is left for the model, with what stands there if it
fails.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from services.script.domain.grammar import conjugated, is_clause
from services.script.domain.lines import Line, answer_of
from services.script.domain.model import PointOfView
from services.script.domain.person import Person

_TOKEN = re.compile(r"\{([^{}]*)\}|<([^<>]*)>|_\(([^()]*)\)")
_VERB = re.compile(r"(?:(helper|hthey|treasure):)?([a-z]+)")
_HERO = frozenset({"name", "they", "name's", "name.obj", "them", "their", "theirs", "themself"})
_DETAILS = frozenset({"helper", "hthey", "hthem", "htheir", "treasure", "keepsake", "place", "spot"})
_TOLD = frozenset({"dream_inf", "dream_does", "obstacle_t", "strength_t", "reason_t"})
_CLAUSES = frozenset({"obstacle_t", "strength_t", "reason_t"})
_REPORTS = re.compile(r"\b(?:that|because|how|since|if|when) $")
_QUOTED = frozenset(f"{key}_q" for key in ("today", "dream", "reason", "obstacle", "strength", "moment"))
SLOTS = _HERO | _DETAILS | _TOLD | _QUOTED
"""What a sentence may name; each may also begin with a capital."""


class TemplateInvalid(Exception):
    """A written sentence that can't be read."""


class Subject(StrEnum):
    """Whose verb it is."""

    HERO = "hero"
    HELPER = "helper"
    TREASURE = "treasure"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for something of the person's."""

    name: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in its base form, which agrees with its subject."""

    base: str
    subject: Subject
    by_pronoun: bool
    """Whether its subject was last named by a pronoun: "Robin goes", but "they go"."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for the model's words, and what stands there if it fails."""

    fallbacks: tuple[str, ...]


Token: TypeAlias = str | Slot | Verb | Blank


@dataclass(frozen=True, slots=True)
class Template:
    """A written sentence, or a few."""

    tokens: tuple[Token, ...]
    source: str

    @property
    def slots(self) -> frozenset[str]:
        """What it names of the person."""
        return frozenset(token.name for token in self.tokens if isinstance(token, Slot))

    @property
    def reported(self) -> frozenset[str]:
        """The slots that stand after "that", where only a whole clause can."""
        pairs = itertools.pairwise(self.tokens)
        return (
            frozenset(
                after.name
                for before, after in pairs
                if isinstance(before, str) and isinstance(after, Slot) and _REPORTS.search(before)
            )
            & _CLAUSES
        )

    @property
    def answer_ids(self) -> frozenset[str]:
        """The answers that it lives from, the name aside."""
        return frozenset(answer for slot in self.slots if (answer := answer_of(slot)) and answer != "name")

    def filled(self, person: Person, slots: Mapping[str, str]) -> Line | None:
        """The sentence for this person; None where they left something unanswered that it names."""
        if any(slot not in slots for slot in self.slots):
            return None
        if any(not is_clause(slots[slot]) for slot in self.reported):
            return None
        lead: list[str] = []
        tail: list[str] = []
        fallbacks: tuple[str, ...] = ()
        part = lead
        for token in self.tokens:
            match token:
                case Slot(name):
                    part.append(slots[name])
                case Verb():
                    part.append(_agreeing(token, person))
                case Blank(written):
                    fallbacks, part = written, tail
                case text:
                    part.append(text)
        return Line(
            _mended("".join(lead)), _mended("".join(tail), is_start=False).strip(), fallbacks, self.slots
        )


def parsed(source: str) -> Template:
    """Reads a written sentence.

    Raises:
        TemplateInvalid: it names a slot or a verb that there isn't, or has two blanks.
    """
    tokens: list[Token] = []
    by_pronoun = dict.fromkeys(Subject, False)
    end = 0
    for match in _TOKEN.finditer(source):
        if match.start() > end:
            tokens.append(source[end : match.start()])
        end = match.end()
        slot, verb, blank = match.groups()
        if slot is not None:
            tokens.append(_slot(slot, source, by_pronoun))
        elif verb is not None:
            tokens.append(_verb(verb, source, by_pronoun))
        else:
            if any(isinstance(token, Blank) for token in tokens):
                raise TemplateInvalid(f"two blanks: {source}")
            tokens.append(Blank(tuple(part.strip() for part in blank.split("|"))))
    tokens.append(source[end:])
    if any(mark in text for text in tokens if isinstance(text, str) for mark in "{}<>"):
        raise TemplateInvalid(f"a bracket stands alone: {source}")
    return Template(tuple(token for token in tokens if token != ""), source)


def _slot(name: str, source: str, by_pronoun: dict[Subject, bool]) -> Slot:
    lower = name[:1].lower() + name[1:]
    if lower not in SLOTS:
        raise TemplateInvalid(f"no such slot {{{name}}}: {source}")
    if lower in ("name", "they"):
        by_pronoun[Subject.HERO] = lower == "they"
    elif lower in ("helper", "hthey"):
        by_pronoun[Subject.HELPER] = lower == "hthey"
    return Slot(name)


def _verb(text: str, source: str, by_pronoun: dict[Subject, bool]) -> Verb:
    match = _VERB.fullmatch(text)
    if match is None:
        raise TemplateInvalid(f"no such verb <{text}>: {source}")
    match match[1]:
        case None:
            return Verb(match[2], Subject.HERO, by_pronoun[Subject.HERO])
        case "treasure":
            return Verb(match[2], Subject.TREASURE, by_pronoun=False)
        case whose:
            return Verb(match[2], Subject.HELPER, whose == "hthey" or by_pronoun[Subject.HELPER])


def _agreeing(verb: Verb, person: Person) -> str:
    match verb.subject:
        case Subject.TREASURE:
            is_plural, be = person.treasure_plural, "are" if person.treasure_plural else "is"
        case Subject.HELPER:
            forms = person.helper_forms
            is_plural = forms.plural if verb.by_pronoun else person.helper_plural
            be = "are" if is_plural else "is"
        case Subject.HERO:
            by_name = person.forms.person is PointOfView.THIRD and not verb.by_pronoun
            is_plural = not by_name and person.forms.plural
            be = "is" if by_name else person.forms.be
    if verb.base == "be":
        return be
    return verb.base if is_plural else conjugated(verb.base)


def _mended(text: str, *, is_start: bool = True) -> str:
    """Marks that a quotation brought along twice, and the capital of what begins a sentence."""
    text = re.sub(r"([!?…])[.,]+”", r"\1”", text)
    text = re.sub(r"(?<=[.!?])\.(?=\s|$)", "", text)
    text = re.sub(r"\s+", " ", text).strip() if is_start else re.sub(r"\s+", " ", text)
    if is_start:
        first = 1 if text[:1] == "“" else 0
        text = text[:first] + text[first : first + 1].upper() + text[first + 1 :]
    return text
