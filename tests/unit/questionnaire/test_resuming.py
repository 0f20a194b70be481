"""Where a person goes on."""

from __future__ import annotations

from services.questionnaire.domain.answers import Choice, Number, Text, Value, YesNo
from services.questionnaire.domain.questions import QuestionId
from services.questionnaire.domain.resuming import next_question
from tests.unit.questionnaire.asking import DOGS_1, WITH_A_DOG, compiled, key


def resumed_at(answers: dict[QuestionId, Value]) -> QuestionId | None:
    return next_question(compiled(DOGS_1).view(answers))


def test_a_new_response_begins_at_its_first_question() -> None:
    assert resumed_at({}) == "name"


def test_a_response_goes_on_after_its_last_answer() -> None:
    assert resumed_at({key("name"): Text("Maya")}) == "nickname"


def test_an_optional_question_that_was_skipped_is_not_asked_again() -> None:
    assert resumed_at({key("name"): Text("Maya"), key("has_dog"): YesNo(False)}) == "mood"


def test_a_required_question_that_was_left_out_comes_first() -> None:
    assert resumed_at({key("name"): Text("Maya"), key("mood"): Choice("glad")}) == "has_dog"


def test_a_changed_answer_leads_to_the_questions_that_it_opens() -> None:
    answered: dict[QuestionId, Value] = {
        key("name"): Text("Maya"),
        key("has_dog"): YesNo(False),
        key("mood"): Choice("glad"),
    }
    assert resumed_at(answered) is None
    assert resumed_at({**answered, key("has_dog"): YesNo(True)}) == "dog_name"


def test_a_complete_response_has_no_next_question() -> None:
    assert resumed_at({**WITH_A_DOG, key("dog_age"): Number(3.0)}) is None
