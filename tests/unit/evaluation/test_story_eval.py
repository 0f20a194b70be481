"""The evaluation from end to end, with the scene bank alone."""

import json
from pathlib import Path

import pytest

from evaluation.figures import figures_of
from evaluation.page import write_page
from evaluation.people import AnswersInvalid, load_people
from evaluation.stories import Run, Sentence, Story, ToldScene, as_json, from_json
from evaluation.story import main
from evaluation.variants import VariantInvalid, variant_of

SCENE = ToldScene(
    "longing",
    "A <Door>",
    (Sentence("Amara & the torch wait: “one two three.”", ("place", "treasure"), "by the model"),),
    {"setting": "ocean", "time": "dawn", "weather": "clear", "entry": "sea/0"},
)
STORY = Story("story", "The Torch", "Amara waits.", (SCENE,), first_word_s=0.5, total_s=2.0)


def test_there_are_forty_people_and_six_of_them_need_another_answer() -> None:
    people = load_people()
    assert len(people) == 40
    assert sum(person.expected != "story" for person in people) == 6
    assert all(person.keep for person in people if person.expected == "story")
    assert {person.answers["age_band"] for person in people} >= {"child", "teen", "seventies_plus"}


def test_some_people_can_be_chosen_and_nobody_is_an_error() -> None:
    assert [person.id for person in load_people(only="gwen,gwil")] == ["gwen-twins", "gwil-twins"]
    with pytest.raises(AnswersInvalid):
        load_people(only="nobody-of-this-name")


def test_a_folder_of_saved_responses_is_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(
        json.dumps({"answers": {"name": "Bo", "choices": ["a", "b"], "photo": None}}), encoding="utf-8"
    )
    (person,) = load_people(tmp_path)
    assert (person.id, person.answers, person.expected) == ("one", {"name": "Bo", "choices": "a, b"}, "story")
    (tmp_path / "two.yaml").write_text("- no answers", encoding="utf-8")
    with pytest.raises(AnswersInvalid, match=r"two\.yaml"):
        load_people(tmp_path)


def test_a_variant_is_read_and_a_wrong_one_named() -> None:
    variant = variant_of("model,prompts=v1,candidates=4,temperature=0.3")
    assert (variant.has_model, variant.prompts, variant.candidates, variant.temperature) == (
        True,
        "v1",
        4,
        0.3,
    )
    for wrong in ("gpt", "model,colour=red", "bank,scenes=many"):
        with pytest.raises(VariantInvalid):
            variant_of(wrong)


def test_a_run_survives_being_saved() -> None:
    run = Run("bank", {"amara-midwife": (STORY,), "b": (Story("care", message="Hello.", concern="abuse"),)})
    assert from_json(json.loads(json.dumps(as_json(run)))) == run


def test_who_should_have_got_something_else_is_named() -> None:
    people = load_people(only="amara,care-abuse-child,refuse-hate")
    run = Run(
        "bank",
        {
            "amara-midwife": (Story("refuse", message="No.", concern="hate"),),
            "care-abuse-child": (STORY,),
            "refuse-hate": (Story("refuse", message="No.", concern="violence"),),
        },
    )
    figures = figures_of(run, people)
    assert figures.refused_wrongly == ("amara-midwife",)
    assert figures.missed == ("care-abuse-child",)
    assert figures.answered_right == 0


def test_the_page_escapes_what_people_wrote_and_marks_their_details(tmp_path: Path) -> None:
    people = load_people(only="amara,quentin")
    run = Run(
        "a", {"amara-midwife": (STORY,), "quentin-injection": (Story("care", message="<b>Hi</b>\nA: 1"),)}
    )
    page = tmp_path / "page.html"
    write_page(page, people, [(run, figures_of(run, people)), (run, figures_of(run, people))])
    html = page.read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "A &lt;Door&gt;" in html
    assert "<mark>torch</mark>" in html
    assert "<b>Hi</b>" not in html
    assert 'data-from="place treasure"' in html
    assert "http" not in html.replace("https://", "http").split("<article")[0].replace("http-equiv", "")


def test_the_whole_evaluation_ends_in_one_line_of_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--model-off", "--people", "bertil,care-abuse,ulla", "--seeds", "2", "--out", str(tmp_path)])
    assert ended.value.code == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["variant"] == "bank"
    assert figures["stories"] == 4
    assert figures["answered_right"] == 4
    assert figures["refused_wrongly"] == figures["missed"] == 0
    assert (tmp_path / "stories.html").stat().st_size > 10_000
    with pytest.raises(SystemExit):
        main(["--compare", str(tmp_path / "bank.json"), "bank", "--people", "bertil", "--out", str(tmp_path)])
    both = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(both) == {"bank, saved", "bank"}
