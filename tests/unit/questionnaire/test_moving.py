"""A running response that moves to another version of its questionnaire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.questionnaire.domain.answers import Choice, Number, Text, Value, YesNo
from services.questionnaire.domain.moving import moved
from services.questionnaire.domain.questions import QuestionId, Rule
from services.questionnaire.errors import (
    EtagMismatch,
    QuestionnaireNotFound,
    ResponseAlreadySubmitted,
)
from tests.unit.questionnaire.asking import DOGS_1, DOGS_2, MAYA, WITH_A_DOG, Desk, ask, compiled, key

NAMED = {**WITH_A_DOG, key("name"): Text("Bo")}


@pytest.fixture
def desk() -> Desk:
    """Where only the first version is published."""
    return Desk()


def test_the_report_says_what_is_carried_gone_changed_and_newly_asked() -> None:
    answers: dict[QuestionId, Value] = {**WITH_A_DOG, key("mood"): Choice("calm")}
    kept, report = moved(answers, compiled(DOGS_1), compiled(DOGS_2))
    assert kept == {key("has_dog"): YesNo(True), key("dog_name"): Text("Rex")}
    assert (report.from_version, report.to_version) == (1, 2)
    assert report.carried == ["has_dog", "dog_name"]
    assert report.gone == ["dog_age"]
    assert [(problem.question_id, problem.description) for problem in report.changed] == [
        ("name", "write at most 3 characters; these are 4"),
        ("mood", "choose one of glad, sad"),
    ]
    assert report.newly_asked == ["dog_breed"]


def test_questions_that_nobody_answered_are_neither_carried_nor_gone() -> None:
    kept, report = moved({}, compiled(DOGS_1), compiled(DOGS_2))
    assert (kept, report.carried, report.gone, report.changed) == ({}, [], [], [])
    assert report.newly_asked == ["cat_name"]


def test_an_answer_to_a_hidden_question_is_carried_as_well() -> None:
    answers: dict[QuestionId, Value] = {key("has_dog"): YesNo(False), key("dog_name"): Text("Rex")}
    kept, report = moved(answers, compiled(DOGS_1), compiled(DOGS_2))
    assert kept == answers
    assert "dog_name" in report.carried


def test_an_answer_that_only_breaks_a_new_rule_stays_for_its_person_to_mend() -> None:
    rule = Rule("short", "size(value) < 3", "keep it short")
    stricter = replace(DOGS_1, version=2, questions=(ask("name", rules=(rule,)),))
    kept, report = moved({key("name"): Text("Maya")}, compiled(DOGS_1), compiled(stricter))
    assert kept == {key("name"): Text("Maya")}
    assert report.changed == []


async def test_a_running_response_stays_at_its_version_until_it_is_moved(desk: Desk) -> None:
    response = await desk.start()
    desk.shelf.publish(DOGS_2)
    saved = await desk.save(response, {key("nickname"): Text("M")})
    assert saved.questionnaire_version == 1


async def test_a_running_response_moves_with_what_fits(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, NAMED)
    desk.shelf.publish(DOGS_2)
    there, report = await desk.use_cases.move(MAYA, response.id, 0, "", validate_only=False)
    assert there.questionnaire_version == 2
    assert set(there.answers) == {"name", "has_dog", "dog_name", "mood"}
    assert report.gone == ["dog_age"]
    assert await desk.saved(response) == there
    standing = await desk.use_cases.standing(there)
    assert standing.progress.missing == ["dog_breed"]
    (moved_entry,) = desk.responses.stores[MAYA].noted
    assert moved_entry.action == "response.moved"
    assert moved_entry.details == {"from_version": "1", "to_version": "2"}


async def test_asking_what_would_become_of_it_changes_nothing(desk: Desk) -> None:
    response = await desk.start()
    before = await desk.save(response, NAMED)
    desk.shelf.publish(DOGS_2)
    same, report = await desk.use_cases.move(MAYA, response.id, 2, "", validate_only=True)
    assert same == before == await desk.saved(response)
    assert report.to_version == 2
    assert desk.responses.stores[MAYA].noted == []


async def test_moving_to_where_it_is_changes_nothing(desk: Desk) -> None:
    response = await desk.start()
    same, report = await desk.use_cases.move(MAYA, response.id, 0, "", validate_only=False)
    assert same == response
    assert (report.from_version, report.to_version) == (1, 1)


async def test_a_stale_save_over_an_answer_that_the_move_dropped_is_a_conflict(desk: Desk) -> None:
    response = await desk.start()
    seen = await desk.save(response, {**WITH_A_DOG, key("mood"): Choice("calm")})
    desk.shelf.publish(DOGS_2)
    await desk.use_cases.move(MAYA, response.id, 2, seen.etag, validate_only=False)
    with pytest.raises(EtagMismatch):
        await desk.save(response, {key("mood"): Choice("glad")}, seen.etag)


async def test_a_submitted_response_has_to_be_reopened_before_it_moves(desk: Desk) -> None:
    response = await desk.submitted(NAMED)
    desk.shelf.publish(DOGS_2)
    with pytest.raises(ResponseAlreadySubmitted):
        await desk.use_cases.move(MAYA, response.id, 2, "", validate_only=False)
    await desk.use_cases.reopen(MAYA, response.id, "")
    there, _ = await desk.use_cases.move(MAYA, response.id, 2, "", validate_only=False)
    await desk.save(there, {key("dog_breed"): Text("Beagle")})
    await desk.use_cases.submit(MAYA, response.id, "")
    page, _ = await desk.use_cases.revisions(MAYA, response.id, 10, "")
    assert [revision.questionnaire_version for revision in page.revisions] == [2, 1]
    assert page.revisions[1].answers[key("dog_age")] == Number(7.0)


async def test_a_stale_device_cannot_move_it(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, NAMED)
    desk.shelf.publish(DOGS_2)
    with pytest.raises(EtagMismatch):
        await desk.use_cases.move(MAYA, response.id, 2, response.etag, validate_only=False)


async def test_there_has_to_be_a_version_to_move_to(desk: Desk) -> None:
    response = await desk.start()
    with pytest.raises(QuestionnaireNotFound):
        await desk.use_cases.move(MAYA, response.id, 9, "", validate_only=False)
