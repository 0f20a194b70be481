"""A workspace's own questionnaire, from the document to a person's form, through the edge."""

from __future__ import annotations

from pathlib import Path

import encompass
import httpx
import pytest
from encompass import Answer, DocumentFormat, Encompass
from encompass.questionnaire.v1 import questionnaire_pb2

from services.stack.launch import StackInfo
from tests.e2e.people import somebody

pytestmark = pytest.mark.e2e

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/questionnaires/a-year-from-now.yaml"
YAML = DocumentFormat.DOCUMENT_FORMAT_YAML


async def published(author: Encompass) -> encompass.Questionnaire:
    draft, left_out = await author.authoring.import_document(EXAMPLE.read_text(encoding="utf-8"), YAML)
    assert list(left_out) == []
    return await author.authoring.publish(draft.id, etag=draft.etag)


async def test_a_questionnaire_is_written_published_and_answered(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as author, somebody(stack.edge_url) as person:
        form = await published(author)
        assert form.state == questionnaire_pb2.QUESTIONNAIRE_STATE_PUBLISHED
        response = await person.responses.start(form.id)
        await person.responses.save(
            response.id, [Answer(question_id="name", text="Ana"), Answer(question_id="leads", yes=False)]
        )
        shown = await person.responses.form(response.id, language="pt-BR")
        texts = {question.id: question.text for question in shown.questions}
        assert texts["place"] == "Onde você trabalha melhor, Ana?"
        assert "team_size" not in texts
        with pytest.raises(encompass.NotFound):
            await person.authoring.get(form.id)
        figures = await author.authoring.analytics(form.id)
        assert (figures.started_count, len(figures.questions)) == (0, len(form.questions))


async def test_what_is_wrong_with_a_draft_is_told_all_at_once(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as author:
        draft = await author.authoring.create(
            encompass.Questionnaire(
                title="Pets",
                questions=[
                    questionnaire_pb2.Question(
                        id="a",
                        text="A",
                        visible_if="answers.b",
                        yes_no_question=questionnaire_pb2.YesNoQuestion(),
                    ),
                    questionnaire_pb2.Question(
                        id="b", text="", yes_no_question=questionnaire_pb2.YesNoQuestion()
                    ),
                ],
            )
        )
        problems = [problem.field for problem in await author.authoring.check(draft.id)]
        assert problems == ["questions[b].text", "questions[a].visible_if"]
        with pytest.raises(encompass.InvalidArgument) as raised:
            await author.authoring.publish(draft.id)
        assert [violation.field for violation in raised.value.violations] == problems
        draft.title = "More pets"
        changed = await author.authoring.update(draft, ["title"])
        with pytest.raises(encompass.Aborted):
            await author.authoring.update(draft, ["title"])
        await author.authoring.delete_draft(draft.id, etag=changed.etag)
        assert [one async for one in author.authoring.list()] == []


async def test_json_over_http_imports_and_exports(stack: StackInfo) -> None:
    async with (
        somebody(stack.edge_url) as author,
        httpx.AsyncClient(base_url=stack.edge_url, timeout=20) as http,
    ):
        form = await published(author)
        assert author.tokens is not None
        http.headers["authorization"] = f"Bearer {author.tokens.access_token}"
        exported = await http.get(
            f"/v1/workspace/questionnaires/{form.id}:export", params={"format": "DOCUMENT_FORMAT_SURVEYJS"}
        )
        assert exported.status_code == 200, exported.text
        assert exported.json()["leftOut"]
        body = {
            "requestId": "0198b2f4-0000-7000-8000-000000000001",
            "format": "DOCUMENT_FORMAT_SURVEYJS",
            "document": exported.json()["document"],
        }
        imported = await http.post("/v1/workspace/questionnaires:import", json=body)
        assert imported.status_code == 200, imported.text
        assert imported.json()["questionnaire"]["title"] == form.title
        listed = await http.get("/v1/workspace/questionnaires")
        assert len(listed.json()["questionnaires"]) == 2
