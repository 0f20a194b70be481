from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from services.kit.ids import UserId, WorkspaceId, new_id
from services.questionnaire.adapters.document_format import read, written
from services.questionnaire.adapters.documents_of_authors import AuthorsDocuments
from services.questionnaire.authoring_ports import Authored, DocumentUnreadable, Format
from services.questionnaire.domain.manuscripts import new_manuscript
from services.questionnaire.domain.questions import MultipleChoiceKind, Questionnaire, TextKind
from services.questionnaire.translate.authoring import authored_message, content_from, problem_messages
from tests.fakes.clock import FakeClock
from tests.unit.questionnaire.random_questionnaires import drafts

DOCUMENTS = AuthorsDocuments()


@settings(max_examples=150)
@given(drafts())
def test_a_draft_comes_back_from_yaml_and_from_the_database_as_it_was(draft: Questionnaire) -> None:
    assert read(written(draft)) == draft
    document = DOCUMENTS.write(Format.YAML, draft)
    again = DOCUMENTS.read(Format.YAML, document.document)
    assert again.questionnaire == draft
    assert (document.left_out, again.left_out) == ((), ())


@settings(max_examples=100)
@given(drafts())
def test_a_draft_comes_back_from_a_message_as_it_was(draft: Questionnaire) -> None:
    # A length of nothing means any in a message, and "no language" means English.
    for question in draft.questions:
        if isinstance(question.kind, TextKind) and 0 in (question.kind.min_length, question.kind.max_length):
            return
        if isinstance(question.kind, MultipleChoiceKind) and question.kind.max_choices == 0:
            return
    author, workspace = UserId(new_id()), WorkspaceId(new_id())
    manuscript = new_manuscript(draft.id, workspace, draft, author, FakeClock().now())
    assert content_from(authored_message(Authored(draft, manuscript))) == draft


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("title: [", "expected"),
        ("- a list", "document"),
        ("titel: Pets", "titel"),
        ("title: Pets\nquestions: [{id: a, type: essay}]", "essay"),
        ("title: Pets\nquestions: [{id: a, type: yes_no, max_length: 3}]", "max_length"),
        ("a: &a [x]\nb: *a", "aliases"),
        ("[" * 20 + "]" * 20, "deeper"),
        ("[" * 50_000, "nesting"),
        ("title: " + "x" * 121, "120"),
        ("questions: [{id: a, type: number, minimum: .nan}]", "minimum"),
        ("\x00", "."),
        ("title: !!python/object/apply:os.system [ls]", "."),
        ("questions: " + "[" + "{id: a, type: yes_no}, " * 201 + "]", "200"),
    ],
)
def test_yaml_that_is_no_questionnaire_is_refused_with_a_reason(document: str, says: str) -> None:
    with pytest.raises(DocumentUnreadable, match=says):
        DOCUMENTS.read(Format.YAML, document)


def test_days_and_words_that_yaml_takes_for_something_else_are_read() -> None:
    found = DOCUMENTS.read(
        Format.YAML, "questions: [{id: a, type: date, minimum: 2020-01-01, maximum: '2021-01-01'}]"
    ).questionnaire
    assert found.questions[0].kind.minimum == "2020-01-01"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("document_format", "document"),
    [
        (Format.YAML, r'title: "a\0bc"'),
        (
            Format.SURVEYJS,
            r'{"title": "a\u0000b\ud800c", "x\ud800": 1, "elements": [{"type": "\ud801", "name": "\ud802"}]}',
        ),
    ],
)
def test_characters_that_cannot_be_stored_or_sent_are_left_out(
    document_format: Format, document: str
) -> None:
    found = DOCUMENTS.read(document_format, document)
    assert found.questionnaire.title == "abc"
    problem_messages(found.left_out)


def test_a_large_document_is_read_in_a_moment() -> None:
    question = "- {id: q%d, type: choice, text: T, options: [{value: a, label: A}, {value: b, label: B}]}\n"
    document = "questions:\n" + "".join(question % number for number in range(200))
    document += "translations:\n  pt:\n" + "".join(
        f"    questions.q{n}.text: {'t' * 900}\n" for n in range(450)
    )
    started = time.process_time()
    DOCUMENTS.read(Format.YAML, document)
    assert time.process_time() - started < 3
