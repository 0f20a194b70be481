"""Writes out what the pronunciation would say wrongly: one word of the text becomes words that it knows.

Plain numbers, ordinals, years, money, percents, dates, times of day, units and titles are left to hibari's
own normaliser, which reads them well. What stands here is what it was heard to get wrong.
"""

import re
from collections.abc import Callable
from typing import Final

_MONEY: Final = {"$": "dollars", "£": "pounds", "€": "euros"}
_FRACTIONS: Final = {
    "½": ("one half", "a half"),
    "⅓": ("one third", "a third"),
    "⅔": ("two thirds", "two thirds"),
    "¼": ("one quarter", "a quarter"),
    "¾": ("three quarters", "three quarters"),
}
_WAR: Final = {
    "WWI": "World War One",
    "WW1": "World War One",
    "WWII": "World War Two",
    "WW2": "World War Two",
}
_PARTS: Final = {"2": "halves", "3": "thirds", "4": "quarters", "5": "fifths", "8": "eighths", "10": "tenths"}
_PART: Final = {"2": "half", "3": "third", "4": "quarter", "5": "fifth", "8": "eighth", "10": "tenth"}
_INCHES: Final = re.compile(r"\b(\d)['′](\d{1,2})[\"″]")
"""What looks like the end of a quotation: 6'2"."""
_SIDES: Final = re.compile(r"^([\"“(]*)(.*?)([\"”).,;:!?…]*)$", re.DOTALL)


def written_out(word: str) -> str:
    """The words to say for a word; the word itself where the pronunciation knows it.

    Args:
        word: one word with its punctuation, cleaned as in `script.clean`.
    """
    sides = _SIDES.match(_INCHES.sub(r"\1 foot \2", word))
    if sides is None:
        return word
    before, core, after = sides.groups()
    for pattern, say in _RULES:
        found = pattern.fullmatch(core)
        if found is not None:
            said = say(found)
            return f"{before}{said}{after}" if said else word
    return f"{before}{core}{after}"


def _fraction(found: re.Match[str]) -> str:
    whole, sign = found.groups()
    alone, added = _FRACTIONS[sign]
    return f"{whole} and {added}" if whole else alone


def _slashed(found: re.Match[str]) -> str:
    """24/7, 50/50, 9/11 are said one after the other; 3/4 is a fraction, 5/12 is left as a date."""
    left, right = found.groups()
    if right in _PART and int(left) < int(right):
        return f"{left} {_PART[right] if left == '1' else _PARTS[right]}"
    if (left, right) in (("24", "7"), ("9", "11")) or left == right:
        return f"{left} {right}"
    return "" if int(left) <= 12 and int(right) <= 31 else f"{left} out of {right}"


def _money_range(found: re.Match[str]) -> str:
    sign, low, high = found.groups()
    return f"{low} to {high} {_MONEY[sign]}"


def _address(found: re.Match[str]) -> str:
    said = found.group(2).replace("@", " at ").replace(".", " dot ").replace("/", " slash ")
    return said.replace("_", " ").removesuffix(" slash ")


def _rule(
    pattern: str, say: Callable[[re.Match[str]], str]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    return re.compile(pattern), say


_RULES: Final = (
    _rule(r"(https?://(?:www\.)?|www\.)(\S+)", _address),
    _rule(r"()([\w.]+@[\w.]+\.\w+)", _address),
    _rule(r"(WWI{1,2}|WW[12])", lambda found: _WAR[found.group(1)]),
    _rule(r"(\d*)([½⅓⅔¼¾])", _fraction),
    _rule(r"(\d{1,3})/(\d{1,3})", _slashed),
    _rule(r"([$£€])(\d[\d,.]*)[-–—](?:[$£€])?(\d[\d,.]*)", _money_range),
    # Noon–2pm, 9am-5pm: from a time to a time.
    _rule(r"(\w+)[-–](\d{1,2}(?::\d\d)?[ap]m)", lambda found: f"{found[1]} to {found[2]}"),
    _rule(r"[−-](\d[\d,.]*)(.*)", lambda found: f"minus {found[1]}{found[2]}"),
    # 5'11: a person's height.
    _rule(r"(\d)['′](\d{1,2})", lambda found: f"{found[1]} foot {found[2]}"),
    _rule(r"(\d[\d,]*)['′]", lambda found: f"{found[1]} feet"),
    _rule(r"(\d):(\d)", lambda found: f"{found[1]} to {found[2]}"),
    _rule(r"(\d+)[x×](\d+)", lambda found: f"{found[1]} by {found[2]}"),
    _rule(r"(\d+)[x×]", lambda found: f"{found[1]} times"),
    _rule(r"(\d{2,3})[kK]", lambda found: f"{found[1]} thousand"),
    _rule(r"(\d[\d,]*)m", lambda found: f"{found[1]} metres" if found[1] != "1" else "1 metre"),
    # 007 is a name, not the number seven.
    _rule(r"(0\d+)", lambda found: " ".join(found[1])),
)
