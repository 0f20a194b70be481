"""Written sentences with slots, agreements and a blank for the model."""

import re
from collections.abc import Mapping

from services.script.domain.lines import Line, answer_of, joined, word_count
from services.script.domain.person import Person

__all__ = ["Line", "answer_of", "fill", "joined", "slots_of", "word_count"]

_SLOT = re.compile(r"\{(\w+)\}")
_BLANK = re.compile(r"_\(([^()]*)\)")
_PERSON = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_HELPER = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_TREASURE = re.compile(r"%([^%|]*)\|([^%|]*)%")


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


def _filled(text: str, slots: Mapping[str, str]) -> str:
    filled = _SLOT.sub(lambda match: slots[match[1]], text)
    filled = re.sub(r"([!?…])[.,]+”", r"\1”", filled)
    filled = re.sub(r"\s+", " ", filled)
    if text[:1] not in "{“":
        return filled
    first = 1 if text[:1] == "“" else 0
    return filled[:first] + filled[first : first + 1].upper() + filled[first + 1 :]
