"""Sentences of a scene, filled in for a person, some with a blank for the model."""

from collections.abc import Sequence
from dataclasses import dataclass

_ANSWER_OF = {
    "helper": "helper",
    "hthey": "helper",
    "hthem": "helper",
    "htheir": "helper",
    "treasure": "treasure",
    "keepsake": "treasure",
    "place": "place",
    "spot": "place",
    "name": "name",
    "name's": "name",
    "name.obj": "name",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; with a blank, the model says what stands between `lead` and `tail`."""

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
    if lower in _ANSWER_OF:
        return _ANSWER_OF[lower]
    return lower.split("_")[0] if "_" in lower else ""


def narration(lines: Sequence[Line], fragments: Sequence[str] = ()) -> str:
    """All of them; a blank that has no words yet takes the first that are written for it."""
    remaining = iter(fragments)
    return joined(
        *(line.text(next(remaining, line.fallbacks[0]) if line.has_blank else "") for line in lines)
    )


def joined(*parts: str) -> str:
    """Parts of a text with one space between them."""
    return " ".join(part.strip() for part in parts if part.strip())


def word_count(text: str) -> int:
    """How many words are spoken."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))
