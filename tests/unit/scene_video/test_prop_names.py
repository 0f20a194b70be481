"""Which drawing a story's words get."""

import json
from collections import Counter

import pytest
from cinematic.look import Companion
from cinematic.prop_names import drawing_of, person_of

from tests.unit.scene_video.conftest import ROOT


@pytest.mark.parametrize(
    ("words", "drawing"),
    [
        ("brass key", "key"),
        ("old guidebook", "book"),
        ("two cups", "cup"),
        ("glass of water", "glass"),
        ("stack of books", "books"),
        ("coil of rope", "rope"),
        ("wooden rowing boat", "boat"),
        ("paper plane", "paperplane"),
        ("rusty watering can", "wateringcan"),
        ("dog picture", "photograph"),
        ("brown dog", "dog"),
        ("Gulls", "bird"),
        ("loaves", "bread"),
        ("shelves", ""),
        ("sunrise", ""),
        ("", ""),
        ("of the with", ""),
    ],
)
def test_a_thing_is_drawn_by_its_head_noun(words: str, drawing: str) -> None:
    assert drawing_of(words) == drawing


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("small boy", Companion.CHILD),
        ("woman", Companion.ADULT),
        ("old man", Companion.ELDER),
        ("grandmother", Companion.ELDER),
        ("eleven people", Companion.NONE),
        ("women", Companion.NONE),
        ("brass key", Companion.NONE),
    ],
)
def test_a_single_person_comes_along_and_a_crowd_does_not(words: str, person: Companion) -> None:
    assert person_of(words) is person


def test_more_than_half_of_what_stories_name_has_a_drawing() -> None:
    named: Counter[str] = Counter()
    for path in sorted((ROOT / "data" / "stories").glob("part-*.jsonl")):
        for line in path.read_text().splitlines():
            for scene in json.loads(line)["scenes"]:
                named.update(scene["visual"]["props"])
    drawn = sum(count for words, count in named.items() if drawing_of(words))
    assert drawn / named.total() > 0.5
