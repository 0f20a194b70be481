"""Written sentences with slots, agreements and a blank for the model."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.script.domain.person import Person

_SLOT = re.compile(r"\{(\w+)\}")
_BLANK = re.compile(r"_\(([^()]*)\)")
_PERSON = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_HELPER = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_TREASURE = re.compile(r"%([^%|]*)\|([^%|]*)%")
_ANSWER_OF = {
    "helper": "helper",
    "treasure": "treasure",
    "keepsake": "treasure",
    "place": "place",
    "spot": "place",
    "name": "name",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A written sentence; with a blank, the model says what stands between `lead` and `tail`."""

    lead: str
    tail: str = ""
    fallbacks: tuple[str, ...] = ()
    slots: frozenset[str] = frozenset()

    @property
    def has_blank(self) -> bool:
        return bool(self.fallbacks)

    @property
    def written_words(self) -> int:
        """How many of its words are ours."""
        return word_count(self.lead) + word_count(self.tail)

    @property
    def answer_ids(self) -> frozenset[str]:
        """The answers that it names."""
        return frozenset(answer for slot in self.slots if (answer := answer_of(slot)))

    def text(self, fragment: str = "") -> str:
        """The whole sentence."""
        if not self.has_blank:
            return self.lead
        return joined(self.lead, fragment) + (self.tail if self.tail[:1] in ",.;:!?" else f" {self.tail}")


def answer_of(slot: str) -> str:
    """The key of the answer that a slot is filled from; "" for a slot like `they`."""
    lower = slot.lower()
    stem = lower.split("_")[0]
    return stem if "_" in lower else _ANSWER_OF.get(lower, "")


def slots_of(template: str) -> frozenset[str]:
    """The slots that a template needs."""
    return frozenset(_SLOT.findall(template))


def fill(template: str, person: Person, slots: Mapping[str, str]) -> Line | None:
    """The sentence for this person; None where they left a slot unanswered."""
    needed = slots_of(template)
    if any(slot not in slots for slot in needed):
        return None
    text = _PERSON.sub(lambda match: match[2 if person.forms.plural else 1], template)
    text = _HELPER.sub(lambda match: match[2 if person.helper_plural else 1], text)
    text = _TREASURE.sub(lambda match: match[2 if person.treasure_plural else 1], text)
    blank = _BLANK.search(text)
    if blank is None:
        return Line(_filled(text, slots), slots=needed)
    return Line(
        lead=_filled(text[: blank.start()], slots).strip(),
        tail=_filled(text[blank.end() :], slots).strip(),
        fallbacks=tuple(blank[1].split("|")),
        slots=needed,
    )


def joined(*parts: str) -> str:
    """Parts of a text with one space between them."""
    return " ".join(part.strip() for part in parts if part.strip())


def word_count(text: str) -> int:
    """How many words are spoken."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))


def _filled(text: str, slots: Mapping[str, str]) -> str:
    filled = _SLOT.sub(lambda match: slots[match[1]], text)
    filled = re.sub(r"([!?…])[.,]+”", r"\1”", filled)
    filled = re.sub(r"\s+", " ", filled)
    if text[:1] not in "{“":
        return filled
    first = 1 if text[:1] == "“" else 0
    return filled[:first] + filled[first : first + 1].upper() + filled[first + 1 :]
