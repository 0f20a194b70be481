from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from services.auth.use_cases.sign_up import DEFAULT_WORKSPACE
from services.kit.errors import RequestIdReused
from services.kit.ids import SessionId, UserId, WorkspaceId, new_id
from services.kit.principal import Principal
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.documents_of_authors import AuthorsDocuments
from services.questionnaire.authoring_ports import Format
from services.questionnaire.domain.analytics import Counted, Tally
from services.questionnaire.domain.questions import QuestionnaireId, QuestionnaireState, YesNoKind
from services.questionnaire.errors import (
    DocumentInvalid,
    QuestionnaireChanged,
    QuestionnaireInvalid,
    QuestionnaireNotFound,
    QuestionnairePublished,
    TooManyQuestionnaires,
)
from services.questionnaire.use_cases import authoring
from services.questionnaire.use_cases.authoring import Author, AuthoringUseCases
from services.questionnaire.workspaces import SHARED_WORKSPACE, workspace_of
from tests.fakes.clock import FakeClock
from tests.fakes.manuscripts import FakeManuscripts, FakeTallies
from tests.unit.questionnaire.written import asks, questionnaire

WORKSPACE = WorkspaceId(new_id())
MAYA, TOMASZ = Author(UserId(new_id()), WORKSPACE), Author(UserId(new_id()), WORKSPACE)
STRANGER = Author(UserId(new_id()), WorkspaceId(new_id()))
FORM = questionnaire(asks("name"), asks("age"))
BROKEN = questionnaire(asks("name", visible_if="answers.age"), asks("age"))
NOWHERE = QuestionnaireId("nowhere")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def tallies() -> FakeTallies:
    return FakeTallies()


@pytest.fixture
def use_cases(clock: FakeClock, tallies: FakeTallies) -> AuthoringUseCases:
    return AuthoringUseCases(FakeManuscripts(), AuthorsDocuments(), tallies, CelConditions(), clock)


async def created(use_cases: AuthoringUseCases, content: object = FORM) -> QuestionnaireId:
    made = await use_cases.create(MAYA, uuid.uuid4(), content)  # type: ignore[arg-type]
    return made.questionnaire.id


async def test_a_draft_belongs_to_the_workspace_of_its_author(use_cases: AuthoringUseCases) -> None:
    made = await use_cases.create(MAYA, uuid.uuid4(), replace(FORM, id=NOWHERE, version=9))
    draft = made.questionnaire
    assert (draft.version, draft.state, draft.workspace_id) == (1, QuestionnaireState.DRAFT, WORKSPACE)
    assert draft.id != NOWHERE
    assert (await use_cases.get(TOMASZ, draft.id)).questionnaire == draft
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.get(STRANGER, draft.id)


async def test_two_editors_cannot_overwrite_each_other(use_cases: AuthoringUseCases) -> None:
    key = await created(use_cases)
    etag = (await use_cases.get(MAYA, key)).manuscript.etag
    await use_cases.update(MAYA, key, replace(FORM, title="Mine"), {"title"}, etag)
    with pytest.raises(QuestionnaireChanged):
        await use_cases.update(TOMASZ, key, replace(FORM, title="His"), {"title"}, etag)
    assert (await use_cases.get(MAYA, key)).questionnaire.title == "Mine"
    await use_cases.update(TOMASZ, key, replace(FORM, title="His"), {"title"}, "")
    assert (await use_cases.get(MAYA, key)).questionnaire.title == "His"


async def test_only_the_fields_that_are_named_change(use_cases: AuthoringUseCases) -> None:
    key = await created(use_cases)
    other = replace(FORM, title="Other", introduction="Other", questions=())
    await use_cases.update(MAYA, key, other, {"introduction"}, "")
    draft = (await use_cases.get(MAYA, key)).questionnaire
    assert (draft.title, draft.introduction, draft.questions) == ("Pets", "Other", FORM.questions)
    await use_cases.update(MAYA, key, other, frozenset(), "")
    assert (await use_cases.get(MAYA, key)).questionnaire.questions == ()


async def test_a_draft_that_is_wrong_is_kept_and_not_published(use_cases: AuthoringUseCases) -> None:
    key = await created(use_cases, BROKEN)
    assert [finding.field for finding in await use_cases.check(MAYA, key)] == ["questions[name].visible_if"]
    with pytest.raises(QuestionnaireInvalid) as raised:
        await use_cases.publish(MAYA, key, "")
    assert [violation.field for violation in raised.value.violations] == ["questions[name].visible_if"]
    assert (await use_cases.get(MAYA, key)).questionnaire.state is QuestionnaireState.DRAFT


async def test_what_is_published_stays_and_the_next_change_makes_a_draft_of_it(
    use_cases: AuthoringUseCases,
) -> None:
    key = await created(use_cases)
    await use_cases.publish(MAYA, key, "")
    with pytest.raises(QuestionnairePublished):
        await use_cases.publish(MAYA, key, "")
    await use_cases.update(MAYA, key, replace(FORM, title="More"), {"title"}, "")
    draft = (await use_cases.get(MAYA, key)).questionnaire
    assert (draft.version, draft.title, draft.questions) == (2, "More", FORM.questions)
    assert (await use_cases.get(MAYA, key, 1)).questionnaire.title == "Pets"
    await use_cases.publish(MAYA, key, "")
    versions = await use_cases.versions(MAYA, key, 10, "")
    assert [item.questionnaire.version for item in versions.items] == [2, 1]


async def test_publishing_a_draft_that_changed_since_it_was_read_is_refused(
    use_cases: AuthoringUseCases,
) -> None:
    key = await created(use_cases)
    etag = (await use_cases.get(MAYA, key)).manuscript.etag
    await use_cases.update(TOMASZ, key, BROKEN, frozenset(), "")
    with pytest.raises(QuestionnaireChanged):
        await use_cases.publish(MAYA, key, etag)


async def test_what_was_checked_is_what_is_published(use_cases: AuthoringUseCases) -> None:
    key = await created(use_cases)
    publishing = asyncio.create_task(use_cases.publish(MAYA, key, ""))
    await asyncio.sleep(0)  # it has read the draft, and checks it
    await use_cases.update(TOMASZ, key, BROKEN, frozenset(), "")
    with pytest.raises(QuestionnaireChanged):
        await publishing
    assert (await use_cases.get(MAYA, key)).questionnaire.state is QuestionnaireState.DRAFT


async def test_archiving_is_a_state_of_all_versions_and_can_be_undone(use_cases: AuthoringUseCases) -> None:
    key = await created(use_cases)
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.archive(MAYA, key, undo=False)
    await use_cases.publish(MAYA, key, "")
    archived = await use_cases.archive(MAYA, key, undo=False)
    assert archived.questionnaire.state is QuestionnaireState.ARCHIVED
    again = await use_cases.archive(MAYA, key, undo=False)
    assert again.manuscript.etag == archived.manuscript.etag
    assert (await use_cases.archive(MAYA, key, undo=True)).questionnaire.state is QuestionnaireState.PUBLISHED


async def test_deleting_a_draft_leaves_what_was_published(use_cases: AuthoringUseCases) -> None:
    key = await created(use_cases)
    with pytest.raises(QuestionnaireChanged):
        await use_cases.delete_draft(MAYA, key, "an old etag")
    await use_cases.delete_draft(STRANGER, key, "")
    await use_cases.publish(MAYA, key, "")
    await use_cases.update(MAYA, key, replace(FORM, title="More"), frozenset(), "")
    await use_cases.delete_draft(MAYA, key, "")
    await use_cases.delete_draft(MAYA, key, "")
    assert (await use_cases.get(MAYA, key)).questionnaire.title == "Pets"


async def test_deleting_the_draft_of_what_was_never_published_deletes_all(
    use_cases: AuthoringUseCases,
) -> None:
    key = await created(use_cases)
    await use_cases.delete_draft(MAYA, key, "")
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.get(MAYA, key)


async def test_a_request_creates_once(use_cases: AuthoringUseCases) -> None:
    request_id = uuid.uuid4()
    first = await use_cases.create(MAYA, request_id, FORM)
    assert await use_cases.create(TOMASZ, request_id, FORM) == first
    with pytest.raises(RequestIdReused):
        await use_cases.create(MAYA, request_id, BROKEN)


async def test_a_workspace_has_only_so_many(
    use_cases: AuthoringUseCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authoring, "MOST_QUESTIONNAIRES", 1)
    await created(use_cases)
    with pytest.raises(TooManyQuestionnaires):
        await created(use_cases)


async def test_a_document_becomes_a_questionnaire_or_the_draft_of_one(use_cases: AuthoringUseCases) -> None:
    document = "title: Cats\nquestions: [{id: name, type: yes_no, text: Any?}]"
    made, left_out = await use_cases.import_document(MAYA, uuid.uuid4(), None, "", Format.YAML, document)
    assert (made.questionnaire.title, left_out) == ("Cats", ())
    key = made.questionnaire.id
    await use_cases.publish(MAYA, key, "")
    survey = (
        '{"title": "Dogs", "elements": [{"type": "boolean", "name": "any"}, {"type": "html", "name": "x"}]}'
    )
    changed, left_out = await use_cases.import_document(MAYA, uuid.uuid4(), key, "", Format.SURVEYJS, survey)
    assert (changed.questionnaire.version, changed.questionnaire.questions[0].kind) == (2, YesNoKind())
    assert [finding.field for finding in left_out] == ["elements[x]"]
    exported = await use_cases.export_document(MAYA, key, 1, Format.YAML)
    assert "title: Cats" in exported.document
    with pytest.raises(QuestionnaireChanged):
        await use_cases.import_document(MAYA, uuid.uuid4(), key, "old", Format.YAML, document)


async def test_a_document_that_is_none_is_refused_with_its_mistakes(use_cases: AuthoringUseCases) -> None:
    with pytest.raises(DocumentInvalid) as raised:
        await use_cases.import_document(MAYA, uuid.uuid4(), None, "", Format.YAML, "titel: x")
    assert raised.value.metadata == {"format": "YAML"}
    assert "titel" in raised.value.violations[0].description


async def test_figures_are_counted_anew_after_a_minute(
    use_cases: AuthoringUseCases, tallies: FakeTallies, clock: FakeClock
) -> None:
    key = await created(use_cases)
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.analytics(MAYA, key, 0)
    await use_cases.publish(MAYA, key, "")
    tallies.tally = Tally(started=Counted(7, 7))
    first = await use_cases.analytics(MAYA, key, 0)
    assert first.started == 7
    clock.advance(timedelta(seconds=59))
    assert await use_cases.analytics(TOMASZ, key, 0) is first
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.analytics(STRANGER, key, 0)
    clock.advance(timedelta(seconds=2))
    assert await use_cases.analytics(MAYA, key, 0) is not first
    assert tallies.asked == [[1], [1]]


def test_who_belongs_to_no_business_has_a_workspace_of_their_own() -> None:
    assert SHARED_WORKSPACE == DEFAULT_WORKSPACE
    person = Principal(UserId(new_id()), DEFAULT_WORKSPACE, SessionId(new_id()), "token")
    assert workspace_of(person) == person.user_id
    member = replace(person, workspace_id=WORKSPACE)
    assert workspace_of(member) == WORKSPACE
