"""A person's response through the edge: two devices, another version, second thoughts."""

from __future__ import annotations

import encompass
import httpx
import pytest
from encompass import Answer, AnswersConflict, Encompass, Questionnaire
from encompass.questionnaire.v1 import questionnaire_pb2 as pb

from services.stack.launch import StackInfo
from tests.e2e.people import somebody, submitted

pytestmark = pytest.mark.e2e

LONG = "It was the year that we moved to the coast, and nobody had told the dog. " * 50


def words(question_id: str, *, most: int = 4000) -> pb.Question:
    return pb.Question(
        id=question_id,
        text=f"{question_id}?",
        required=True,
        long_text_question=pb.TextQuestion(min_length=1, max_length=most),
    )


def dogs(*questions: pb.Question) -> Questionnaire:
    return Questionnaire(
        title="Your dog",
        introduction="All about it.",
        estimated_minutes=1,
        audience=pb.AUDIENCE_ANYONE,
        questions=[*questions],
    )


async def published(author: Encompass, questionnaire: Questionnaire) -> Questionnaire:
    draft = await author.authoring.create(questionnaire)
    return await author.authoring.publish(draft.id, etag=draft.etag)


async def test_a_second_device_is_told_both_answers_and_loses_neither(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as phone:
        response = await phone.responses.start("who-would-you-be")
        await phone.responses.save(response.id, [Answer(question_id="name", text="Maya")], etag=response.etag)
        async with Encompass(stack.edge_url, tokens=phone.tokens) as laptop:
            merged = await laptop.responses.save(
                response.id, [Answer(question_id="place", text="the coast")], etag=response.etag
            )
            assert [answer.question_id for answer in merged.answers] == ["name", "place"]
            with pytest.raises(encompass.Aborted) as raised:
                await laptop.responses.save(
                    response.id, [Answer(question_id="name", text="Mia")], etag=response.etag
                )
            conflict = raised.value.detail(AnswersConflict)
            assert conflict is not None
            (one,) = conflict.conflicts
            assert (one.yours.text, one.saved.text) == ("Mia", "Maya")
            decided = await laptop.responses.save(response.id, [one.yours], etag=conflict.etag)
            assert decided.answers[0].text == "Mia"


async def test_both_answers_come_through_the_edge_however_long_they_are(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as author, somebody(stack.edge_url) as person:
        form = await published(author, dogs(words("story")))
        response = await person.responses.start(form.id)
        theirs, mine = f"{LONG[:3990]} Theirs", f"{LONG[:3990]} Mine"
        await person.responses.save(response.id, [Answer(question_id="story", text=theirs)])
        with pytest.raises(encompass.Aborted) as raised:
            await person.responses.save(
                response.id, [Answer(question_id="story", text=mine)], etag=response.etag
            )
        conflict = raised.value.detail(AnswersConflict)
        assert conflict is not None
        assert (conflict.conflicts[0].yours.text, conflict.conflicts[0].saved.text) == (mine, theirs)


async def test_a_hundred_missing_answers_are_named_at_once(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as author, somebody(stack.edge_url) as person:
        form = await published(author, dogs(*(words(f"question_{number:03}") for number in range(100))))
        response = await person.responses.start(form.id)
        with pytest.raises(encompass.InvalidArgument) as raised:
            await person.responses.submit(response.id)
        assert len(raised.value.violations) == 100


async def test_a_running_response_moves_to_the_next_version(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as author, somebody(stack.edge_url) as person:
        form = await published(author, dogs(words("name"), words("breed"), words("tricks")))
        response = await person.responses.start(form.id)
        await person.responses.save(
            response.id,
            [Answer(question_id=key, text=f"A {key}") for key in ("name", "breed", "tricks")],
        )
        later = dogs(words("name"), words("tricks", most=5), words("age"))
        later.id = form.id
        draft = await author.authoring.update(later, ["questions"])
        assert (await author.authoring.publish(draft.id)).version == 2
        assert (await person.responses.get(response.id)).questionnaire_version == 1

        before, foreseen = await person.responses.move(response.id, validate_only=True)
        assert before.questionnaire_version == 1
        there, report = await person.responses.move(response.id, etag=before.etag)
        assert report == foreseen
        assert (report.from_version, report.to_version) == (1, 2)
        assert list(report.carried_question_ids) == ["name"]
        assert list(report.gone_question_ids) == ["breed"]
        assert [changed.question_id for changed in report.changed_questions] == ["tricks"]
        assert list(report.newly_asked_question_ids) == ["age"]
        assert (there.questionnaire_version, there.next_question_id) == (2, "tricks")


async def test_second_thoughts_make_another_revision_and_deleting_leaves_the_audit(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        response = await submitted(client)
        reopened = await client.responses.reopen(response.id, etag=response.etag)
        assert reopened.state == pb.RESPONSE_STATE_DRAFT
        await client.responses.save(response.id, [Answer(question_id="name", text="Mia")])
        again = await client.responses.submit(response.id)
        assert again.revision == 2
        names = [revision.answers[0].text async for revision in client.responses.revisions(response.id)]
        assert names == ["Mia", "Maya"]
        for _ in range(2):
            await client.responses.delete(response.id)
        with pytest.raises(encompass.NotFound):
            await client.responses.get(response.id)
        assert [entry.action async for entry in client.responses.audit(response.id)] == [
            "response.deleted",
            "response.submitted",
            "response.reopened",
            "response.submitted",
        ]


async def test_json_over_http_saves_clears_and_shows_a_form(stack: StackInfo) -> None:
    async with (
        somebody(stack.edge_url) as client,
        httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http,
    ):
        assert client.tokens is not None
        http.headers["authorization"] = f"Bearer {client.tokens.access_token}"
        response = await client.responses.start("who-would-you-be")
        path = f"/v1/responses/{response.id}"
        body = {"answers": [{"questionId": "name", "text": "Maya"}], "etag": response.etag}
        saved = await http.post(f"{path}:saveAnswers", json=body)
        assert saved.status_code == 200, saved.text
        body["answers"] = [{"questionId": "name", "text": "Mia"}]
        refused = await http.post(f"{path}:saveAnswers", json=body)
        assert refused.status_code == 409, refused.text
        cleared = await http.post(f"{path}:saveAnswers", json={"clearedQuestionIds": ["name"]})
        assert "name" in cleared.json()["response"]["missingQuestionIds"]
        form = await http.get(f"{path}/form", params={"language": "de"})
        assert form.json()["form"]["response"]["nextQuestionId"] == "name"
        assert form.json()["form"]["questions"][0]["id"] == "name"
        assert (await http.delete(path)).status_code == 200
        assert (await http.get(path)).status_code == 404
