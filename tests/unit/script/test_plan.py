"""Plans: beats, lengths, pictures, variety."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.script.domain import compose
from services.script.domain.model import Beat, Length
from services.script.domain.person import understand
from services.script.domain.plan import NARRATION_WORDS, plan
from services.script.domain.templates import fill, slots_of, word_count
from services.script.domain.writing import places
from services.script.domain.writing.lines_by_beat import BEAT_LINES
from services.script.domain.writing.lines_by_setting import SETTING_LINES
from services.script.domain.writing.lines_by_world import CALLS, WORK
from services.script.domain.writing.lines_of_arrival import ARRIVALS
from services.script.domain.writing.openings import ALONE, DETAILS, OPENINGS
from services.script.domain.writing.titles import STORY
from services.script.domain.writing.worlds import SURROUNDINGS, World
from tests.unit.script.people import INJECTION, MAYA, ROBIN, TOMASZ

PEOPLE = pytest.mark.parametrize(
    "answers", [MAYA, TOMASZ, ROBIN, {}], ids=["maya", "tomasz", "robin", "nobody"]
)
LENGTHS = pytest.mark.parametrize("length", list(Length))


def told(answers: dict[str, str], length: Length, seed: int) -> list[str]:
    """The narrations, with what is written for every blank."""
    person = understand(answers)
    made = plan(person, length, seed)
    narrations: list[str] = []
    for scene, draft in zip(made.outline.scenes, made.drafts, strict=True):
        fragments: list[str] = []
        for blank in compose.blanks(draft):
            choice = compose.choose(
                person, length, scene.visual.setting, draft, blank, fragments, [], narrations
            )
            assert choice.is_fallback
            fragments.append(choice.text)
        narrations.append(compose.narration(draft, fragments))
    return narrations


@PEOPLE
@LENGTHS
@pytest.mark.parametrize("seed", range(12))
def test_every_plan_is_a_whole_story(answers: dict[str, str], length: Length, seed: int) -> None:
    outline = plan(understand(answers), length, seed).outline
    beats = [scene.beat for scene in outline.scenes]
    assert 5 <= len(beats) <= (6 if length is Length.SHORT else 8)
    assert beats == [beat for beat in Beat if beat in beats]
    assert beats[-1] is Beat.BECOMING
    assert 2 <= word_count(outline.title) <= 6
    assert 1 <= word_count(outline.logline) <= 25
    for scene in outline.scenes:
        assert 1 <= len(scene.title.split()) <= 5
        assert scene.answer_ids
        visual = scene.visual
        assert visual.setting in places.SETTINGS
        assert visual.time in places.TIMES
        assert visual.weather in places.WEATHERS
        assert visual.mood in places.MOODS
        assert visual.camera in places.CAMERAS
        assert visual.hero in places.HEROES
        assert len(visual.props) <= 3
        assert all(1 <= len(prop.split()) <= 3 for prop in visual.props)
    for before, after in zip(outline.scenes, outline.scenes[1:], strict=False):
        assert before.visual.setting != after.visual.setting
        assert before.visual.camera != after.visual.camera


@PEOPLE
@LENGTHS
@pytest.mark.parametrize("seed", range(12))
def test_every_scene_has_the_length_of_its_kind(answers: dict[str, str], length: Length, seed: int) -> None:
    low, high = NARRATION_WORDS[length]
    for narration in told(answers, length, seed):
        assert low - 3 <= word_count(narration) <= high + 3, narration
        assert narration[-1] in ".!?…”"
        assert narration.count("“") == narration.count("”")
        assert not any(mark in narration for mark in ("  ", "_(", "{", "}", "[", "%", " .", " ,", ".."))


@PEOPLE
@pytest.mark.parametrize("seed", range(12))
def test_no_written_sentence_comes_twice_in_a_scene(answers: dict[str, str], seed: int) -> None:
    made = plan(understand(answers), Length.STANDARD, seed)
    for draft in made.drafts:
        leads = [line.lead for line in draft.lines]
        assert len(leads) == len(set(leads))


def test_a_plan_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    person = understand(MAYA)
    assert plan(person, Length.SHORT, 3) == plan(person, Length.SHORT, 3)
    assert plan(person, Length.SHORT, 3) != plan(person, Length.SHORT, 4)


def test_different_people_get_different_stories_with_details_of_their_own() -> None:
    maya, tomasz = (" ".join(told(answers, Length.STANDARD, 5)) for answers in (MAYA, TOMASZ))
    assert "Maya" in maya
    assert "Ines" in maya
    assert "snorkel" in maya
    assert "Tomasz" in tomasz
    assert "sailboat" in tomasz
    shared = set(maya.split(". ")) & set(tomasz.split(". "))
    assert len(shared) <= 3


@pytest.mark.parametrize("key", sorted(set(MAYA) - {"name", "pronouns", "tone", "age_band"}))
def test_instructions_in_an_answer_change_nothing_else(key: str) -> None:
    attacked = told({**MAYA, key: INJECTION}, Length.SHORT, 5)
    assert attacked == told({**MAYA, key: ""}, Length.SHORT, 5)
    assert not any("HACKED" in text or "pirate" in text or "prompt" in text for text in attacked)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(MAYA)), st.text(max_size=300)), st.integers(0, 2**31))
def test_a_story_can_be_planned_for_anybody(answers: dict[str, str], seed: int) -> None:
    narrations = told(answers, Length.SHORT, seed)
    assert len(narrations) in (5, 6)
    assert all(narrations)


def test_every_written_sentence_can_be_filled() -> None:
    person = understand(MAYA)
    slots = person.slots(Length.SHORT)
    banks = [
        *(text for openings in (*OPENINGS.values(), ALONE) for texts in openings.values() for text in texts),
        *(text for texts in DETAILS.values() for text in texts),
        *(text for bank in (CALLS, WORK, ARRIVALS) for texts in bank.values() for text in texts),
        *(text for texts in (*BEAT_LINES.values(), *SETTING_LINES.values()) for text in texts),
    ]
    assert len(banks) > 250
    for text in banks:
        line = fill(text, person, slots)
        assert line is not None or not slots_of(text) <= set(slots), text
        if line is not None:
            assert not any(mark in line.text("x") for mark in ("_(", "{", "}", "[", "]", "<", "%", "|")), text


def test_every_world_and_setting_has_its_sentences() -> None:
    for world in World:
        assert all((CALLS[world], WORK[world], ARRIVALS[world], STORY[world]))
        around = SURROUNDINGS[world]
        assert {*around.work, *around.arrival} <= set(places.SETTINGS)
        assert {around.work_hero, around.arrival_hero} <= set(places.HEROES)
    assert set(SETTING_LINES) == set(places.SETTINGS)
    for beat in Beat:
        assert len([text for texts in OPENINGS[beat].values() for text in texts]) >= 6


def test_a_story_that_is_cut_short_begins_as_the_whole_one_does() -> None:
    person = understand(MAYA)
    whole, short = plan(person, Length.SHORT, 3), plan(person, Length.SHORT, 3, most_scenes=2)
    assert len(whole.outline.scenes) > 2
    assert short.outline.scenes == whole.outline.scenes[:2]
    assert short.drafts == whole.drafts[:2]
