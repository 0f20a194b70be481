"""What the model is asked: to finish one written sentence."""

from services.script.domain.person import Person
from services.script.domain.templates import Line
from services.script.domain.writing.words import word_set

_SYSTEM = (
    "You finish sentences in a picture book. You add one small thing that can be seen, heard or smelled."
    " You write plain words, in the present tense."
)
SHOTS = (
    (
        "Leo, who wants to be a pilot",
        "Leo holds the cold rail and counts the steps. Far below, the runway smells of",
        "warm tar and cut grass.",
    ),
    (
        "Ada, who wants to bake bread",
        "Ada ties her apron and lights the oven. On the long table lie",
        "nine round loaves and a bent spoon.",
    ),
    (
        "Ben, who wants to find fossils",
        "Ben sits on the wall and taps a stone. Under his arm is a box with",
        "a brass key.",
    ),
)
SHOT_WORDS = word_set("warm tar cut grass nine round loaves bent spoon brass key")
"""What the examples say; a candidate that only repeats them has nothing of its own."""
STOPS = (".", ",", ";", ":", "!", "?", "\n", "“", "”", '"', "<|")
MAX_TOKENS = 12


def prompt(person: Person, before: str, line: Line) -> str:
    """ChatML with a prefilled answer: the scene so far up to the blank, which the model goes on from.

    `before` holds the person's own words, which are cleaned of markers and line breaks when they are read.
    """
    turns = [_turn("system", _SYSTEM)]
    for who, written, answer in SHOTS:
        turns += [_turn("user", f"A page about {who}."), _turn("assistant", f"{written} {answer}")]
    wish = f", who wants to {person.dream_inf}" if person.dream_inf else ""
    turns.append(_turn("user", f"A page about {person.name}{wish}."))
    opened = f"{before} {line.lead}".strip()
    return "".join(turns) + f"<|im_start|>assistant\n{opened}"


def _turn(role: str, text: str) -> str:
    return f"<|im_start|>{role}\n{text}<|im_end|>\n"
