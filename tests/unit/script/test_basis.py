"""What a changed answer means for a story."""

from dataclasses import replace

from services.script.domain.basis import felt_everywhere, offer
from services.script.domain.model import Options, Origin, PointOfView, ReadingAge, Sentence, Tone
from tests.unit.script.stories import ANSWERS, scene, story

OF_HELPER = (Sentence("Ines laughs.", ("helper",), Origin.BANK),)
OF_NOTHING = (Sentence("It rains.", (), Origin.BANK),)


def test_only_scenes_whose_sentences_came_from_a_changed_answer_are_offered() -> None:
    script = story(scene(0, OF_NOTHING), scene(1, OF_HELPER), scene(2, OF_NOTHING))
    found = offer(script, ANSWERS, {**ANSWERS, "helper": "my brother"}, 2)
    assert found.changed_answer_ids == ("helper",)
    assert found.scene_ids == (script.scenes[1].id,)
    assert found.response_revision == 2


def test_nothing_is_offered_while_nothing_has_changed_but_spaces() -> None:
    found = offer(story(), ANSWERS, {**ANSWERS, "helper": " Ines "}, 2)
    assert (found.changed_answer_ids, found.scene_ids) == ((), ())


def test_an_answer_that_no_scene_came_from_is_named_with_no_scene() -> None:
    found = offer(
        story(scene(0, OF_NOTHING)), ANSWERS, {**ANSWERS, "dream": "to fly", "treasure": "a hat"}, 2
    )
    assert found.changed_answer_ids == ("dream", "treasure")
    assert found.scene_ids == ()


def test_what_is_felt_in_every_scene_concerns_every_scene() -> None:
    found = offer(story(), ANSWERS, {**ANSWERS, "pronouns": "they"}, 2)
    assert len(found.scene_ids) == 4


def test_a_scene_stays_outdated_until_it_is_written_from_the_new_answer() -> None:
    old, new = scene(0, OF_HELPER), scene(1, OF_HELPER)
    latest = {**ANSWERS, "helper": "my brother"}
    rewritten = replace(new, basis=())
    found = offer(story(old, rewritten), latest, latest, 2)
    assert found.changed_answer_ids == ("helper",)
    assert found.scene_ids == (old.id,)


def test_a_scene_from_before_sentences_were_kept_depends_on_what_it_names() -> None:
    old = replace(scene(0, OF_HELPER), sentences=(), basis=())
    found = offer(story(old), ANSWERS, {**ANSWERS, "helper": "my brother"}, 1)
    assert found.scene_ids == (old.id,)


def test_an_option_that_was_set_makes_its_answer_matter_no_more() -> None:
    assert felt_everywhere(Options()) == {"pronouns", "tone", "age_band"}
    chosen = Options(tone=Tone.FUNNY, point_of_view=PointOfView.SECOND, reading_age=ReadingAge.CHILD)
    assert felt_everywhere(chosen) == frozenset()
