"""From answers of any questionnaire to what a story calls them."""

from encompass.questionnaire.v1 import questionnaire_pb2 as proto

from services.script.adapters.responses import _text, question_ids


def question(question_id: str, role: int = 0, *labels: str) -> proto.Question:
    made = proto.Question(id=question_id)
    made.story_role = role  # type: ignore[assignment]  # enums of protobuf are numbers
    for label in labels:
        made.choice_question.options.add(value=label.lower().replace(" ", "_"), label=label)
    return made


def test_roles_say_what_an_answer_means_whatever_its_question_is_called() -> None:
    asked = [
        question("q1", proto.STORY_ROLE_NAME),
        question("q2", proto.STORY_ROLE_DREAM),
        question("dream"),
    ]
    assert question_ids(asked, {"q1": "Maya", "q2": "to fly", "dream": "soup"}) == {
        "name": "q1",
        "dream": "q2",
    }


def test_without_roles_the_keys_of_who_would_you_be_are_looked_for() -> None:
    asked = [question("name"), question("dream"), question("favourite_colour")]
    assert question_ids(asked, {}) == {"name": "name", "dream": "dream"}


def test_of_two_questions_with_one_role_the_answered_one_counts() -> None:
    asked = [question("a", proto.STORY_ROLE_HELPER), question("b", proto.STORY_ROLE_HELPER)]
    assert question_ids(asked, {"b": "Ines"}) == {"helper": "b"}
    assert question_ids(asked, {"a": "Ray", "b": "Ines"}) == {"helper": "a"}


def test_a_story_tells_what_a_person_read_and_not_the_value_behind_it() -> None:
    place = question("q4", proto.STORY_ROLE_PLACE, "The old harbour")
    assert _text(proto.Answer(choice="the_old_harbour"), place) == "The old harbour"
    pronouns = question("q2", proto.STORY_ROLE_PRONOUNS, "she")
    assert _text(proto.Answer(choice="she"), pronouns) == "she"


def test_every_kind_of_answer_has_words() -> None:
    several = proto.Question(id="s")
    for label in ("Tea", "Rain"):
        several.multiple_choice_question.options.add(value=label[0].lower(), label=label)
    chosen = proto.Answer(choices=proto.Choices(values=["t", "r"], other="toast"))
    assert _text(chosen, several) == "Tea, Rain, toast"
    ranked = proto.Question(id="r")
    ranked.ranking_question.options.add(value="t", label="Tea")
    assert _text(proto.Answer(ranking=proto.Ranking(values=["t"])), ranked) == "Tea"
    plain = proto.Question(id="x")
    assert [
        _text(answer, plain)
        for answer in (
            proto.Answer(text="hello"),
            proto.Answer(other="mine"),
            proto.Answer(number=2.5),
            proto.Answer(number=3),
            proto.Answer(scale=4),
            proto.Answer(yes=False),
            proto.Answer(date="2026-11-28"),
            proto.Answer(photo_asset_id="x"),
        )
    ] == ["hello", "mine", "2.5", "3", "4", "no", "2026-11-28", ""]
