"""Changing a story by hand."""

from dataclasses import replace

import pytest

from services.script.domain import editing
from services.script.domain.model import Origin, Sentence
from services.script.domain.sentences import attributed, split, told_from
from tests.unit.script.stories import NOW, SEA, SENTENCES, scene, story


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("She says, “Go on!” and waves. He goes.", ["She says, “Go on!” and waves.", "He goes."]),
        ("“Go on!” She waves.", ["“Go on!”", "She waves."]),
        ("Dr. Hall comes in. Nobody knows why.", ["Dr. Hall comes in.", "Nobody knows why."]),
        ("It costs 3.50 a day… and more.", ["It costs 3.50 a day… and more."]),
        ("  Lines\n\nbreak.   Spaces too. ", ["Lines break.", "Spaces too."]),
        ("Сад цветёт. Море ждёт.", ["Сад цветёт.", "Море ждёт."]),
        ("", []),
    ],
)
def test_a_text_is_split_where_its_sentences_end(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences
    assert " ".join(split(text)) == " ".join(text.split())


def test_sentences_that_stay_keep_where_they_come_from_and_others_are_the_editors() -> None:
    edited = attributed(
        "Maya stands by the tide pools. “Go on!” says Ines. She waves. The sea is loud. It is cold.",
        SENTENCES,
    )
    assert edited == (
        SENTENCES[0],
        SENTENCES[1],
        Sentence("The sea is loud.", (), Origin.EDITOR),
        Sentence("It is cold.", (), Origin.EDITOR),
    )


def test_a_sentence_of_several_that_is_edited_in_part_keeps_its_source_for_the_rest() -> None:
    edited = attributed("“Go on!” says Ines. She laughs.", SENTENCES)
    assert edited == (
        Sentence("“Go on!” says Ines.", ("helper",), Origin.COMPLETED),
        Sentence("She laughs.", (), Origin.EDITOR),
    )


def test_a_models_sentence_comes_from_the_answers_whose_telling_words_it_repeats() -> None:
    texts = {"name": "Maya", "treasure": "a chipped blue snorkel", "today": "I work in a shoe shop all day"}
    assert told_from("Maya holds the chipped snorkel.", texts, "Maya") == ("name", "treasure")
    assert told_from("She would like that very much.", texts, "Maya") == ()


def test_an_edited_scene_depends_only_on_the_answers_that_are_left_in_it() -> None:
    before = scene()
    after = editing.edited_scene(before, narration="Maya stands by the tide pools. The end.")
    assert after.answer_ids == ("name", "place")
    assert [answer_id for answer_id, _ in after.basis] == ["name", "place", "pronouns"]
    assert (after.id, after.entry_id, after.checks) == (before.id, before.entry_id, ())
    alone = editing.edited_scene(before, narration="Everything is new here.")
    assert (alone.answer_ids, alone.basis) == ((), ())


def test_a_title_or_picture_changes_no_word() -> None:
    before = scene()
    after = editing.edited_scene(before, title="  Another \n day ", visual=replace(SEA, time="night"))
    assert (after.title, after.visual.time) == ("Another day", "night")
    assert (after.sentences, after.basis) == (before.sentences, before.basis)


def test_every_part_of_a_picture_that_the_renderer_does_not_know_is_named() -> None:
    assert editing.invalid_parts(SEA) == {}
    wrong = replace(SEA, setting="moon base", mood="", props=("a", "b", "c", " "))
    found = editing.invalid_parts(wrong)
    assert list(found) == ["setting", "mood", "props", "props[3]"]
    assert "ocean" in found["setting"]


def test_scenes_are_numbered_by_their_place_whatever_is_done_to_them() -> None:
    script = story()
    first, second, third, fourth = (each.id for each in script.scenes)
    new = scene(7)
    for changed, ids in (
        (editing.scene_added(script, new, 1, NOW), [first, new.id, second, third, fourth]),
        (editing.scene_added(script, new, 99, NOW), [first, second, third, fourth, new.id]),
        (editing.scene_removed(script, second, NOW) if second else script, [first, third, fourth]),
        (
            editing.reordered(script, [each for each in (fourth, second, first, third) if each], NOW),
            [fourth, second, first, third],
        ),
    ):
        assert [each.id for each in changed.scenes] == ids
        assert [each.index for each in changed.scenes] == list(range(len(ids)))
        assert (changed.version, changed.changes) == (2, 10)
