"""The language that a film is told in."""

import re
from typing import Final

USUAL: Final = "en"
_UNDETERMINED: Final = "und"
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_OWN_NAMES: Final = {"en": "English"}
"""Of the languages that the voices speak, each in itself."""


def language_tag(text: str) -> str:
    """A tag of BCP 47; `en` for an empty text, `und` for one that is no tag."""
    if not text:
        return USUAL
    return text if _TAG.fullmatch(text) else _UNDETERMINED


def own_name(tag: str) -> str:
    """What a language calls itself, for a list to choose from; the tag where that isn't known."""
    return _OWN_NAMES.get(tag.partition("-")[0].lower(), tag)
