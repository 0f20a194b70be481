"""What people do with responses, in memory."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import WorkspaceId
from services.questionnaire.domain.answers import Choice, Day, Number, Text, YesNo
from services.questionnaire.domain.questions import (
    Audience,
    QuestionnaireId,
    QuestionnaireState,
    Translation,
)
from services.questionnaire.domain.responses import ResponseId, ResponseState
from services.questionnaire.errors import (
    AnswersInvalid,
    EtagMismatch,
    QuestionnaireArchived,
    QuestionnaireNotFound,
    ResponseAlreadySubmitted,
    ResponseExpired,
    ResponseNotFound,
)
from services.questionnaire.ports import StartRequest
from tests.unit.questionnaire.asking import (
    DOGS,
    DOGS_1,
    MAYA,
    TOMASZ,
    WITH_A_DOG,
    WORKSPACE,
    Desk,
    key,
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def said(error: AnswersInvalid) -> dict[str, str]:
    return {violation.field: violation.description for violation in error.violations}


async def test_a_response_fills_up_answer_by_answer(desk: Desk) -> None:
    response = await desk.start()
    desk.clock.advance(timedelta(minutes=1))
    await desk.save(response, {key("name"): Text("Maya")})
    saved = await desk.save(response, {key("mood"): Choice("calm")})
    assert set(saved.answers) == {"name", "mood"}
    assert saved.updated_at - saved.created_at == timedelta(minutes=1)


async def test_nothing_is_saved_when_one_answer_is_invalid(desk: Desk) -> None:
    response = await desk.start()
    with pytest.raises(AnswersInvalid):
        await desk.save(response, {key("name"): Text("Maya"), key("mood"): Choice("sarcastic")})
    assert (await desk.saved(response)).answers == {}


async def test_an_answer_is_taken_back(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("name"): Text("Maya"), key("mood"): Choice("calm")})
    cleared = await desk.save(response, {key("name"): None})
    assert set(cleared.answers) == {"mood"}


async def test_an_answer_to_no_question_can_be_neither_saved_nor_taken_back(desk: Desk) -> None:
    response = await desk.start()
    with pytest.raises(AnswersInvalid) as raised:
        await desk.save(response, {key("shoe"): Number(44.0), key("hat"): None})
    assert set(said(raised.value)) == {"answers[shoe]", "answers[hat]"}


async def test_saving_what_is_there_already_writes_nothing(desk: Desk) -> None:
    response = await desk.start()
    saved = await desk.save(response, {key("name"): Text("Maya")})
    assert await desk.save(response, {key("name"): Text(" Maya ")}) == saved
    assert desk.responses.stores[MAYA].writes == 1


async def test_an_answer_that_breaks_a_rule_is_told_in_the_authors_words(desk: Desk) -> None:
    response = await desk.start()
    with pytest.raises(AnswersInvalid) as raised:
        await desk.save(response, {key("has_dog"): YesNo(True), key("dog_age"): Number(0.0)})
    (violation,) = raised.value.violations
    assert violation.description == "come back when your dog is grown"
    assert violation.reason == "rules.grown"


async def test_a_rule_of_a_hidden_question_bothers_nobody(desk: Desk) -> None:
    response = await desk.start()
    saved = await desk.save(response, {key("has_dog"): YesNo(False), key("dog_age"): Number(0.0)})
    assert key("dog_age") in saved.answers


async def test_an_answer_that_became_invisible_is_kept_and_not_used(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, WITH_A_DOG)
    without = await desk.save(response, {key("has_dog"): YesNo(False)})
    assert without.answers[key("dog_name")] == Text("Rex")
    standing = await desk.use_cases.standing(without)
    assert standing.progress.hidden == [key("dog_name"), key("dog_age")]
    assert standing.progress.missing == []
    await desk.use_cases.submit(MAYA, response.id, "")
    page, _ = await desk.use_cases.revisions(MAYA, response.id, 10, "")
    assert set(page.revisions[0].answers) == {"name", "has_dog", "mood"}


async def test_an_answer_that_becomes_visible_again_is_there_again(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, WITH_A_DOG)
    await desk.save(response, {key("has_dog"): YesNo(False)})
    back = await desk.save(response, {key("has_dog"): YesNo(True)})
    _, form = await desk.use_cases.form(MAYA, back.id, "")
    assert "How old is Rex?" in [question.text for question in form.questions]
    assert back.progress is not None
    assert back.progress.hidden == []


async def test_submitting_reports_everything_at_once_in_the_order_of_the_questions(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("dog_age"): Number(0.0)})
    await desk.save(response, {key("has_dog"): YesNo(True)})
    with pytest.raises(AnswersInvalid) as raised:
        await desk.use_cases.submit(MAYA, response.id, "")
    assert list(said(raised.value).items()) == [
        ("answers[name]", "this question needs an answer"),
        ("answers[dog_name]", "this question needs an answer"),
        ("answers[dog_age]", "come back when your dog is grown"),
        ("answers[mood]", "this question needs an answer"),
    ]
    assert [violation.reason for violation in raised.value.violations] == [
        "required",
        "required",
        "rules.grown",
        "required",
    ]


async def test_what_is_required_counts_only_where_it_is_visible(desk: Desk) -> None:
    submitted = await desk.submitted(
        {key("name"): Text("Maya"), key("has_dog"): YesNo(False), key("mood"): Choice("calm")}
    )
    assert submitted.is_submitted


async def test_a_submitted_response_stays_as_it_is(desk: Desk) -> None:
    submitted = await desk.submitted()
    assert await desk.use_cases.submit(MAYA, submitted.id, "an etag from before") == submitted
    with pytest.raises(ResponseAlreadySubmitted):
        await desk.save(submitted, {key("name"): Text("Mia")})


async def test_a_reopened_response_is_submitted_again_as_another_revision(desk: Desk) -> None:
    submitted = await desk.submitted()
    reopened = await desk.use_cases.reopen(MAYA, submitted.id, submitted.etag)
    assert reopened.state(desk.clock.now()) is ResponseState.DRAFT
    assert reopened.submitted_at == submitted.submitted_at
    await desk.save(reopened, {key("name"): Text("Mia")}, reopened.etag)
    again = await desk.use_cases.submit(MAYA, submitted.id, "")
    assert again.revision == 2
    page, _ = await desk.use_cases.revisions(MAYA, submitted.id, 10, "")
    assert [(each.revision, each.answers[key("name")]) for each in page.revisions] == [
        (2, Text("Mia")),
        (1, Text("Maya")),
    ]


async def test_reopening_a_draft_changes_nothing_and_a_stale_device_reopens_nothing(desk: Desk) -> None:
    response = await desk.start()
    assert await desk.use_cases.reopen(MAYA, response.id, "stale") == response
    submitted = await desk.submitted()
    with pytest.raises(EtagMismatch):
        await desk.use_cases.reopen(MAYA, submitted.id, "1")


async def test_a_form_asks_what_is_visible_with_earlier_answers_in_its_texts(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, WITH_A_DOG)
    _, form = await desk.use_cases.form(MAYA, response.id, "")
    texts = {question.id: question.text for question in form.questions}
    assert texts[key("dog_age")] == "How old is Rex?"
    assert key("met_on") in texts
    await desk.save(response, {key("has_dog"): YesNo(False)})
    _, form = await desk.use_cases.form(MAYA, response.id, "")
    assert [section.id for section in form.sections] == ["you"]
    assert [question.id for question in form.questions] == ["name", "nickname", "has_dog", "mood"]


async def test_a_form_comes_in_the_language_asked_for(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, WITH_A_DOG)
    _, form = await desk.use_cases.form(MAYA, response.id, "de-AT")
    texts = {question.id: question.text for question in form.questions}
    assert form.language == "de"
    assert texts[key("dog_name")] == "Wie heißt dein Hund, Maya?"
    assert texts[key("dog_age")] == "How old is Rex?"


async def test_a_response_that_is_late_can_only_be_read_and_deleted() -> None:
    desk = Desk(replace(DOGS_1, response_days=30))
    response = await desk.start()
    await desk.save(response, WITH_A_DOG)
    desk.clock.advance(timedelta(days=30))
    late = await desk.saved(response)
    assert late.state(desk.clock.now()) is ResponseState.EXPIRED
    with pytest.raises(ResponseExpired):
        await desk.save(response, {key("name"): Text("Mia")})
    with pytest.raises(ResponseExpired):
        await desk.use_cases.submit(MAYA, response.id, "")
    with pytest.raises(ResponseExpired):
        await desk.use_cases.move(MAYA, response.id, 0, "", validate_only=True)
    await desk.use_cases.form(MAYA, response.id, "")
    await desk.use_cases.delete(MAYA, response.id, "")


async def test_what_was_submitted_in_time_never_expires_not_even_reopened() -> None:
    desk = Desk(replace(DOGS_1, response_days=30))
    submitted = await desk.submitted()
    await desk.use_cases.reopen(MAYA, submitted.id, "")
    desk.clock.advance(timedelta(days=300))
    assert (await desk.save(submitted, {key("name"): Text("Mia")})).expires_at is None


async def test_deleting_takes_the_revisions_along_and_leaves_the_audit(desk: Desk) -> None:
    submitted = await desk.submitted()
    await desk.use_cases.delete(MAYA, submitted.id, submitted.etag)
    await desk.use_cases.delete(MAYA, submitted.id, "")
    with pytest.raises(ResponseNotFound):
        await desk.saved(submitted)
    with pytest.raises(ResponseNotFound):
        await desk.use_cases.revisions(MAYA, submitted.id, 10, "")
    assert desk.responses.stores[MAYA].submitted == {}
    audit = await desk.use_cases.audit(MAYA, submitted.id, 10, "")
    assert [entry.action for entry in audit.entries] == ["response.deleted", "response.submitted"]
    assert audit.entries[1].details == {"revision": "1", "version": "1"}


async def test_a_stale_device_deletes_nothing(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("name"): Text("Maya")})
    with pytest.raises(EtagMismatch):
        await desk.use_cases.delete(MAYA, response.id, response.etag)


async def test_a_request_id_starts_one_response(desk: Desk) -> None:
    request = StartRequest(uuid.uuid4(), DOGS)
    first = await desk.use_cases.start(MAYA, WORKSPACE, request)
    assert await desk.use_cases.start(MAYA, WORKSPACE, request) == first


async def test_a_request_id_with_another_body_is_refused(desk: Desk) -> None:
    request_id = uuid.uuid4()
    await desk.use_cases.start(MAYA, WORKSPACE, StartRequest(request_id, DOGS))
    another = (QuestionnaireId("another"), ResponseId(uuid.uuid4()))
    desk.responses.stores[MAYA].started[request_id] = another
    with pytest.raises(RequestIdReused):
        await desk.use_cases.start(MAYA, WORKSPACE, StartRequest(request_id, DOGS))


async def test_an_archived_questionnaire_takes_no_new_responses_and_running_ones_go_on(desk: Desk) -> None:
    request = StartRequest(uuid.uuid4(), DOGS)
    running = await desk.use_cases.start(MAYA, WORKSPACE, request)
    desk.shelf.publish(replace(DOGS_1, state=QuestionnaireState.ARCHIVED))
    with pytest.raises(QuestionnaireArchived):
        await desk.start()
    assert await desk.use_cases.start(MAYA, WORKSPACE, request) == running
    await desk.save(running, WITH_A_DOG)
    assert (await desk.use_cases.submit(MAYA, running.id, "")).is_submitted


async def test_only_members_answer_what_is_meant_for_their_workspace() -> None:
    theirs = replace(DOGS_1, audience=Audience.WORKSPACE, workspace_id=WORKSPACE)
    desk = Desk(theirs)
    await desk.start()
    with pytest.raises(QuestionnaireNotFound):
        await desk.use_cases.start(TOMASZ, WorkspaceId(uuid.uuid4()), StartRequest(uuid.uuid4(), DOGS))


async def test_nobody_sees_the_response_of_somebody_else(desk: Desk) -> None:
    response = await desk.submitted()
    for call in (
        desk.use_cases.get(TOMASZ, response.id),
        desk.use_cases.save(TOMASZ, response.id, WITH_A_DOG, ""),
        desk.use_cases.submit(TOMASZ, response.id, ""),
        desk.use_cases.reopen(TOMASZ, response.id, ""),
        desk.use_cases.form(TOMASZ, response.id, ""),
        desk.use_cases.move(TOMASZ, response.id, 0, "", validate_only=True),
        desk.use_cases.revisions(TOMASZ, response.id, 10, ""),
    ):
        with pytest.raises(ResponseNotFound):
            await call
    await desk.use_cases.delete(TOMASZ, response.id, "")
    assert (await desk.use_cases.audit(TOMASZ, response.id, 10, "")).entries == []
    assert (await desk.use_cases.list(TOMASZ, 10, "")).responses == []
    assert await desk.saved(response) == response


async def test_a_questionnaire_that_is_none_is_not_found(desk: Desk) -> None:
    with pytest.raises(QuestionnaireNotFound):
        await desk.use_cases.questionnaire(WorkspaceId(MAYA), QuestionnaireId("nothing"))
    with pytest.raises(QuestionnaireNotFound):
        await desk.use_cases.questionnaire(WorkspaceId(MAYA), DOGS, 99)


async def test_a_day_is_an_answer_like_others(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {**WITH_A_DOG, key("met_on"): Day("2020-02-29")})
    assert (await desk.use_cases.submit(MAYA, response.id, "")).is_submitted


async def test_responses_are_found_by_their_questionnaires_title_in_any_language_and_by_what_was_written(
    desk: Desk,
) -> None:
    in_german = Translation("de", {"title": "Dein Ausflug nach Köln"})
    trip = replace(DOGS_1, id=QuestionnaireId("trip"), title="Your trip", translations=(in_german,))
    desk.shelf.publish(trip)
    dog, outing = await desk.start(), await desk.start(trip.id)
    await desk.save(outing, {key("name"): Text("Zoë")})

    async def found(query: str) -> list[ResponseId]:
        page = await desk.use_cases.list(MAYA, 10, "", query=query)
        return [response.id for response in page.responses]

    assert await found("DOG") == [dog.id]
    assert await found("koln") == await found("zoe trip") == [outing.id]
    assert await found("your") == await found(" ") == [outing.id, dog.id]
    assert await found("dog zoe") == []
    page = await desk.use_cases.list(MAYA, 1, "", query="your")
    rest = await desk.use_cases.list(MAYA, 1, page.next_page_token, query="your")
    assert [response.id for response in rest.responses] == [dog.id]
    with pytest.raises(PageTokenInvalid):
        await desk.use_cases.list(MAYA, 1, page.next_page_token, query="dog")
