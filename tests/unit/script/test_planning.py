"""Plans: which scenes, in which order, of which thread; one scene anew."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.script.domain.lines import joined, word_count
from services.script.domain.model import Beat, Length, Options, PointOfView, ReadingAge, Tone
from services.script.domain.person import understand
from services.script.domain.planning import Plan, beats_of, plan, plan_scene
from services.script.domain.scenes import NARRATION_WORDS
from services.script.domain.wishes import wish_of
from services.script.domain.writing import places
from services.script.domain.writing.worlds import World
from tests.unit.script.bank import the_bank
from tests.unit.script.people import INJECTION, MAYA, ROBIN, TOMASZ

PEOPLE = pytest.mark.parametrize(
    "answers", [MAYA, TOMASZ, ROBIN, {}], ids=["maya", "tomasz", "robin", "nobody"]
)
LENGTHS = pytest.mark.parametrize("length", list(Length))


def narrations(made: Plan) -> list[str]:
    """The scenes as they stand where the model has no say."""
    return [
        joined(*(line.text(line.fallbacks[0] if line.has_blank else "") for line in draft.variants[0].lines))
        for draft in made.drafts
    ]


def threads(made: Plan) -> list[str]:
    return [draft.entry_id.rsplit("/", 1)[0] for draft in made.drafts]


@PEOPLE
@LENGTHS
@pytest.mark.parametrize("seed", range(6))
def test_every_plan_is_a_whole_story(answers: dict[str, str], length: Length, seed: int) -> None:
    made = plan(understand(answers), length, seed, the_bank())
    beats = [scene.beat for scene in made.outline.scenes]
    assert len(beats) == (6 if length is Length.SHORT else 7)
    assert beats == [beat for beat in Beat if beat in beats]
    assert beats[-1] is Beat.BECOMING
    assert 2 <= word_count(made.outline.title) <= 6
    assert 1 <= word_count(made.outline.logline) <= 25
    assert len({scene.title for scene in made.outline.scenes}) == len(beats)
    for scene in made.outline.scenes:
        assert scene.answer_ids
        visual = scene.visual
        assert visual.setting in places.SETTINGS
        assert visual.time in places.TIMES
        assert visual.weather in places.WEATHERS
        assert visual.mood in places.MOODS
        assert visual.camera in places.CAMERAS
        assert visual.hero in places.HEROES
        assert 1 <= len(visual.props) <= 3
    for before, after in zip(made.outline.scenes, made.outline.scenes[1:], strict=False):
        assert before.visual.camera != after.visual.camera


@pytest.mark.parametrize("count", range(3, 13))
def test_a_story_has_as_many_scenes_as_were_asked_for(count: int) -> None:
    made = plan(understand(MAYA), Length.STANDARD, 3, the_bank(), Options(scene_count=count))
    beats = [scene.beat for scene in made.outline.scenes]
    assert len(beats) == count
    assert beats == sorted(beats, key=list(Beat).index)
    assert (beats[0], beats[-1]) == (Beat.LONGING, Beat.BECOMING)
    assert len({draft.entry_id for draft in made.drafts}) == count


def test_a_story_of_eight_scenes_or_less_is_one_thread() -> None:
    for count in range(3, 9):
        made = plan(understand(MAYA), Length.STANDARD, 5, the_bank(), Options(scene_count=count))
        assert len(set(threads(made))) == 1


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("answers", [MAYA, TOMASZ], ids=["maya", "tomasz"])
def test_the_tone_is_the_one_that_was_asked_for(answers: dict[str, str], tone: Tone) -> None:
    bank = the_bank()
    for seed in range(8):
        made = plan(understand(answers), Length.STANDARD, seed, bank, Options(tone=tone))
        main = next(thread for thread in bank.threads if thread.id == threads(made)[0])
        assert tone in main.tones
        assert main.world in (None, *understand(answers).worlds)


def test_the_person_s_own_details_are_told_and_spelled_as_they_did() -> None:
    for seed in range(8):
        told = " ".join(narrations(plan(understand(MAYA), Length.STANDARD, seed, the_bank())))
        for detail in ("Maya", "Ines", "marine biologist"):
            assert detail in told
    assert understand(MAYA).world is World.SEA


def test_no_quotation_is_heard_twice() -> None:
    for answers in (MAYA, TOMASZ):
        for seed in range(8):
            made = plan(understand(answers), Length.STANDARD, seed, the_bank())
            quoted = [
                slot
                for draft in made.drafts
                for line in draft.variants[0].lines
                for slot in line.slots
                if slot.endswith("_q")
            ]
            assert len(quoted) == len(set(quoted)), quoted


def test_what_a_workspace_was_told_comes_again_only_after_the_rest() -> None:
    used: dict[str, int] = {}
    mains: list[str] = []
    for seed in range(12):
        made = plan(understand(MAYA), Length.STANDARD, seed, the_bank(), used=used)
        mains.append(threads(made)[0])
        for draft in made.drafts:
            used[draft.entry_id] = used.get(draft.entry_id, 0) + 1
    first_again = next((at for at, thread in enumerate(mains) if thread in mains[:at]), len(mains))
    assert first_again >= 3
    assert set(mains[first_again:]) <= set(mains[:first_again]) | set(mains)


def test_the_same_seed_gives_the_same_story_and_another_person_another() -> None:
    bank = the_bank()
    assert plan(understand(MAYA), Length.STANDARD, 7, bank) == plan(
        understand(MAYA), Length.STANDARD, 7, bank
    )
    twins = [
        narrations(plan(understand({**MAYA, "name": name}), Length.STANDARD, 7, bank))
        for name in ("Ada", "Bea", "Cleo", "Dora", "Eva", "Fay")
    ]
    assert len({tuple(told) for told in twins}) > 1


@LENGTHS
def test_scenes_keep_to_their_length(length: Length) -> None:
    low, high = NARRATION_WORDS[length]
    for seed in range(8):
        for told in narrations(plan(understand(MAYA), length, seed, the_bank())):
            assert low - 4 <= word_count(told) <= 1.5 * high, told


def test_a_child_gets_shorter_sentences() -> None:
    def mean(reading_age: ReadingAge) -> float:
        options = Options(reading_age=reading_age)
        made = [plan(understand(MAYA), Length.STANDARD, seed, the_bank(), options) for seed in range(10)]
        words = [
            word_count(line.text()) for item in made for d in item.drafts for line in d.variants[0].lines
        ]
        return sum(words) / len(words)

    assert mean(ReadingAge.CHILD) <= mean(ReadingAge.ADULT)


def test_no_order_to_a_model_gets_into_a_story() -> None:
    for key in ("dream", "today", "obstacle", "moment", "helper", "treasure", "name"):
        told = " ".join(
            narrations(plan(understand({**MAYA, key: INJECTION}), Length.STANDARD, 1, the_bank()))
        )
        assert "HACKED" not in told
        assert "pirate" not in told
        assert "<|" not in told


@given(
    answers=st.dictionaries(
        st.sampled_from(sorted(MAYA)),
        st.text(max_size=200) | st.sampled_from(["no", "idk", "my mum", "a hat"]),
    ),
    seed=st.integers(0, 2**31),
    point_of_view=st.sampled_from(PointOfView),
    count=st.integers(0, 12).filter(lambda number: number == 0 or number >= 3),
)
@settings(max_examples=60)
def test_anybody_can_be_planned_for(
    answers: dict[str, str], seed: int, point_of_view: PointOfView, count: int
) -> None:
    options = Options(scene_count=count, point_of_view=point_of_view)
    made = plan(understand(answers, point_of_view), Length.STANDARD, seed, the_bank(), options)
    assert len(made.outline.scenes) == len(made.drafts) >= 3
    assert all(word_count(told) >= 8 for told in narrations(made))


def test_beats_come_in_the_order_of_a_story() -> None:
    assert beats_of(3) == (Beat.LONGING, Beat.OBSTACLE, Beat.BECOMING)
    assert beats_of(8) == (
        Beat.LONGING,
        Beat.CALL,
        Beat.OBSTACLE,
        Beat.HELPER,
        Beat.TRIAL,
        Beat.TRIAL,
        Beat.CHANGE,
        Beat.BECOMING,
    )


def test_a_scene_anew_is_another_scene_for_the_same_beat_near_to_the_wish() -> None:
    person = understand(MAYA)
    made = plan(person, Length.STANDARD, 7, the_bank())
    kept = [draft.entry_id for draft in made.drafts]
    scene, draft = plan_scene(
        person,
        Length.STANDARD,
        8,
        the_bank(),
        beat=Beat.OBSTACLE,
        index=2,
        neighbours=(made.outline.scenes[1], made.outline.scenes[3]),
        wish=wish_of("funnier, at night"),
        kept_entries=kept,
    )
    thread = next(item for item in the_bank().threads if draft.entry_id.startswith(f"{item.id}/"))
    assert scene.beat is Beat.OBSTACLE
    assert draft.entry_id not in kept
    assert Tone.FUNNY in thread.tones
    assert scene.visual.time == "night"
    assert scene.visual.camera != made.outline.scenes[1].visual.camera


def test_a_scene_is_told_again_of_other_answers_where_that_is_asked_for() -> None:
    made = plan(understand(MAYA), Length.STANDARD, 7, the_bank())
    of = made.drafts[2].entry_id
    changed = understand({**MAYA, "obstacle": "nobody will rent me a boat"})
    _, draft = plan_scene(
        changed,
        Length.STANDARD,
        8,
        the_bank(),
        beat=Beat.OBSTACLE,
        index=2,
        retold_entry=of,
        kept_entries=[of],
    )
    assert draft.entry_id == of
    assert draft.variants != made.drafts[2].variants
