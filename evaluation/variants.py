"""Ways of writing that are compared: which model and prompts, and how they are used.

bank                                       the scene bank alone
model                                      the story model as it is shipped
model,prompts=v1,candidates=4              with other prompts, or asked for fewer candidates
model,role=write,temperature=0.8           a bigger model that writes whole scenes
bank,length=STANDARD,scenes=7,view=FIRST   other options of the story
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

BANK = "bank"
MODEL = "model"


class VariantInvalid(Exception):
    """A variant that isn't written as above; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of writing."""

    name: str
    has_model: bool
    prompts: str = ""
    """Empty: the latest."""
    role: str = "choose"
    candidates: int = 12
    temperature: float = 0.6
    length: str = "SHORT"
    scenes: int = 0
    """0 leaves it to the length."""
    view: str = "THIRD"


def variant_of(text: str) -> Variant:
    """Reads a variant.

    Raises:
        VariantInvalid
    """
    kind, *settings = [part.strip() for part in text.split(",")]
    if kind not in (BANK, MODEL):
        raise VariantInvalid(f"“{kind}” is neither {BANK} nor {MODEL}")
    found = Variant(text, kind == MODEL)
    known = {field.name for field in fields(Variant)} - {"name", "has_model"}
    for setting in settings:
        key, _, value = setting.partition("=")
        if key not in known:
            raise VariantInvalid(f"“{key}” can't be set: choose of {', '.join(sorted(known))}")
        kind_of: type[Any] = type(getattr(found, key))
        try:
            found = replace(found, **{key: kind_of(value)})
        except ValueError as error:
            raise VariantInvalid(f"{key}={value}: {error}") from error
    return found
