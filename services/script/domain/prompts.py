"""What the model is shown and how it is stopped where it finishes a written sentence."""

from services.script.domain.writing.words import word_set

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
