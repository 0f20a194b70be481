from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from encompass.cli.answers import AnswersError, load_answers, to_answers
from encompass.questionnaire.v1 import questionnaire_pb2 as q
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2 as options_pb2
from encompass.video.v1 import video_pb2
from encompass.videos import RenderOptions
from hypothesis import given
from hypothesis import strategies as st

QUESTIONNAIRE = q.Questionnaire(
    id="who-would-you-be",
    questions=[
        q.Question(id="name", text_question=q.TextQuestion(max_length=80)),
        q.Question(id="tone", choice_question=q.ChoiceQuestion(options=[q.Option(value="gentle")])),
        q.Question(id="loves", multiple_choice_question=q.MultipleChoiceQuestion()),
        q.Question(id="courage", scale_question=q.ScaleQuestion(minimum=1, maximum=5)),
        q.Question(id="ready", yes_no_question=q.YesNoQuestion()),
    ],
)


def write(folder: Path, text: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_answer_becomes_the_kind_that_its_question_asks_for(tmp_path: Path) -> None:
    text = "length: standard\nanswers: {name: 7, tone: gentle, loves: [sea, sky], courage: 4, ready: yes}"
    file = load_answers(write(tmp_path, text))
    answers = {answer.question_id: answer for answer in to_answers(file, QUESTIONNAIRE)}
    assert file.length == script_pb2.SCRIPT_LENGTH_STANDARD
    assert answers["name"].text == "7"
    assert answers["tone"].choice == "gentle"
    assert list(answers["loves"].choices.values) == ["sea", "sky"]
    assert answers["courage"].scale == 4
    assert answers["ready"].yes is True


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("answers: {name: [unclosed", "not valid YAML"),
        ("answers:\n\tname: x", "not valid YAML"),
        ("", "must hold `key: value` lines"),
        ("just words", "must hold `key: value` lines"),
        ("answers: {}", "must hold `key: value` lines"),
        ("answers: {name: x}\nlenght: short", "unknown key 'lenght'"),
        ("answers: {name: x}\nlength: endless", "length must be one of short, standard"),
        ("answers: {name: x}\nseed: -1", "seed must be a whole number"),
        ("answers: {name: {a: b}}", "the answer to 'name' must be text"),
        ("answers: !!python/object:os.system {}", "not valid YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(AnswersError) as raised:
        load_answers(write(tmp_path, text))
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ("{nmae: Maya}", "no question has the key 'nmae'"),
        ("{name: yes}", "put it in quotes"),
        ("{name: [a, b]}", "text, not a list"),
        ("{tone: 3}", "must be one of gentle"),
        ("{courage: brave}", "must be a whole number"),
        ("{courage: yes}", "must be a whole number"),
        ("{ready: maybe}", "must be yes or no"),
    ],
)
def test_an_answer_of_the_wrong_kind_names_its_question(tmp_path: Path, answers: str, says: str) -> None:
    file = load_answers(write(tmp_path, f"answers: {answers}"))
    with pytest.raises(AnswersError, match=says):
        to_answers(file, QUESTIONNAIRE)


def test_a_missing_file_points_to_an_example(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match=r"examples/maya\.yaml"):
        load_answers(tmp_path / "nobody.yaml")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="too many"):
        load_answers(write(tmp_path, "answers: {name: " + "x" * 70_000 + "}"))


@given(content=st.binary(max_size=300))
def test_no_content_raises_anything_but_an_answers_error(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "answers.yaml"
    path.write_bytes(content)
    with suppress(AnswersError):
        assert load_answers(path).answers


def test_options_say_how_the_story_is_to_be(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(
        "answers: {name: Maya}\n"
        "options: {scenes: 9, tone: funny, told_as: I, reading_age: child, language: en}\n"
    )
    options = load_answers(path).options
    assert options.scene_count == 9
    assert options.tone == script_pb2.TONE_FUNNY
    assert options.point_of_view == script_pb2.POINT_OF_VIEW_FIRST
    assert options.reading_age == script_pb2.READING_AGE_CHILD


@pytest.mark.parametrize("options", ["{scenes: 2}", "{tone: sad}", "{told_as: we}", "{pace: 3}", "[]"])
def test_an_option_that_nobody_knows_is_refused_in_one_line(tmp_path: Path, options: str) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(f"answers: {{name: Maya}}\noptions: {options}\n")
    with pytest.raises(AnswersError) as raised:
        load_answers(path)
    assert str(raised.value).count("\n") == 0


def test_a_film_may_be_asked_for_as_it_is_to_be(tmp_path: Path) -> None:
    film = load_answers(
        write(
            tmp_path,
            "answers: {name: Maya}\nfilm: {tier: high, aspect_ratio: tall, frame_rate: 30, "
            "resolution: 1080p, caption_style: track only, voice: heron, voice_speed: 0.9, music: no}",
        )
    )
    assert film.format == video_pb2.VIDEO_FORMAT_UNSPECIFIED
    assert film.film == RenderOptions(
        tier=options_pb2.QUALITY_TIER_HIGH,
        aspect_ratio=options_pb2.ASPECT_RATIO_9_16,
        resolution=options_pb2.RESOLUTION_1080P,
        frame_rate=30,
        caption_style=options_pb2.CAPTION_STYLE_TRACK_ONLY,
        voice=options_pb2.VOICE_HERON,
        voice_speed=0.9,
        without_music=True,
    )


@pytest.mark.parametrize(
    "film", ["{tier: best}", "{size: 3}", "{frame_rate: 25}", "{voice_speed: 2}", "{music: 3}", "[tier]"]
)
def test_a_film_that_cannot_be_had_is_refused_in_one_line(tmp_path: Path, film: str) -> None:
    with pytest.raises(AnswersError) as refused:
        load_answers(write(tmp_path, f"answers: {{name: Maya}}\nfilm: {film}"))
    assert "film" in str(refused.value)
    assert "\n" not in str(refused.value)
