"""The stories that the model learns from, the words it is asked in, and the figures it is judged by."""

from pathlib import Path

import pytest

from triton_models.build.errors import PrepareError
from triton_models.build.story_choice import BASE, SHIPPED, choose, remember
from triton_models.build.tuning.corpus import Story, read_stories
from triton_models.build.tuning.dialogue import Part, answer, pieces, prompt
from triton_models.build.tuning.encoding import encode
from triton_models.build.tuning.judging import (
    Copies,
    details_kept,
    leaves_its_person,
    read_told,
    repetition,
    strange_names,
)

STORIES = Path(__file__).parents[3] / "data" / "stories"


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return list(read_stories(STORIES))


class Letters:
    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        return {"input_ids": [ord(letter) for letter in text]}


def test_a_tenth_of_the_stories_is_held_out(stories: list[Story]) -> None:
    held = [story for story in stories if story.held_out]
    assert len(held) * 10 == len(stories)
    assert all(story.id.endswith("0") for story in held)


def test_a_line_that_is_no_story_is_named(tmp_path: Path) -> None:
    (tmp_path / "part-1.jsonl").write_text('\n{"id": "x"}\n')
    with pytest.raises(PrepareError, match=r"part-1\.jsonl:2"):
        read_stories(tmp_path)
    with pytest.raises(PrepareError, match="holds no part"):
        read_stories(tmp_path / "nowhere")


def test_what_is_learnt_is_what_is_asked_for_with_the_same_words_before_it(stories: list[Story]) -> None:
    story = stories[0]
    conversation = list(pieces(story))
    whole = "".join(piece.text for piece in conversation)
    for index, scene in enumerate(story.scenes):
        asked = prompt(story, index, story.scenes)
        assert whole.startswith(asked + answer(scene))
    prompts = "".join(piece.text for piece in conversation if piece.part is Part.PROMPT)
    assert all(scene.narration not in prompts for scene in story.scenes)


def test_only_the_scenes_are_learnt(stories: list[Story]) -> None:
    encoded = encode(stories[0], Letters(), longest=100_000)
    learnt = "".join(chr(encoded.tokens[place]) for place in encoded.places([Part.NARRATION, Part.VISUAL]))
    assert learnt == "".join(answer(scene) for scene in stories[0].scenes)
    assert len(encode(stories[0], Letters(), longest=50).tokens) == 50


def test_an_answer_is_taken_apart_as_it_was_put_together(stories: list[Story]) -> None:
    for scene in stories[0].scenes:
        told = read_told(answer(scene))
        assert (told.title, told.narration) == (scene.title, scene.narration)
        assert told.is_whole
    assert not read_told("Only words, without an end").is_whole
    assert not read_told("Title\nWords.\nmoon, dawn, clear, awe, still, sitting; star").is_whole


def test_details_count_as_kept_when_a_telling_word_of_theirs_is_said(stories: list[Story]) -> None:
    story = stories[0]
    own = [details_kept(story, scene, scene.narration) for scene in story.scenes]
    assert sum(kept for kept, _ in own) > 0.6 * sum(wanted for _, wanted in own)
    assert all(details_kept(story, scene, "Nothing of it.")[0] == 0 for scene in story.scenes)


def test_what_is_said_twice_is_repetition() -> None:
    assert repetition(["one two three four", "five six seven"]) == 0
    assert repetition(["one two three", "one two three"]) == 0.5


def test_a_story_leaves_its_person_outside_of_quotes_only(stories: list[Story]) -> None:
    by_person = {story.point_of_view: story for story in stories}
    assert not leaves_its_person(by_person["third"], "She said, “I am ready,” and left.")
    assert leaves_its_person(by_person["third"], "I am ready.")
    assert leaves_its_person(by_person["second"], "She is ready.")
    assert leaves_its_person(by_person["first"], "You are ready.")
    assert not leaves_its_person(by_person["first"], "I am ready.")


def test_names_that_nobody_gave_are_strange(stories: list[Story]) -> None:
    assert strange_names(stories[0], "Then Tala and Gregory went home.") == 1


def test_copies_are_found_by_their_longest_run_and_by_whole_sentences() -> None:
    copies = Copies(["The sea came in over the little red boats. Then it left."])
    assert copies.longest("Once the sea came in over my boots.") == 5
    assert copies.longest("Nothing alike.") == 0
    assert copies.sentences("Hm. The sea came in over the little red boats! And so on.") == [
        "the sea came in over the little red boats"
    ]
    assert copies.sentences("Then it left.") == [], "short sentences happen by chance"


def test_the_stories_held_out_are_no_copies_of_those_learnt_from(stories: list[Story]) -> None:
    copies = Copies([scene.narration for story in stories if not story.held_out for scene in story.scenes])
    held = [scene.narration for story in stories if story.held_out for scene in story.scenes]
    assert max(map(copies.longest, held)) < 10
    assert [found for narration in held for found in copies.sentences(narration)] == []


def test_a_choice_of_model_is_remembered_until_another_is_made(tmp_path: Path) -> None:
    assert choose(None, tmp_path).name == SHIPPED
    gguf = tmp_path / "model.gguf"
    gguf.write_bytes(b"x")
    remember(choose(str(gguf), tmp_path), tmp_path)
    assert choose(None, tmp_path).path == gguf
    assert choose(BASE, tmp_path).path is None
    remember(choose("shipped", tmp_path), tmp_path)
    assert choose(None, tmp_path).path is None
    with pytest.raises(PrepareError, match="there is no story model"):
        choose(str(tmp_path / "nowhere"), tmp_path)
