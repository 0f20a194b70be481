from __future__ import annotations

from pathlib import Path

import pytest
from encompass.cli.answers import load_answers, to_answers

from services.kit.errors import PageTokenInvalid
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.document_format import DocumentInvalid
from services.questionnaire.adapters.documents import load_catalogue, load_document
from services.questionnaire.domain.answers import checked
from services.questionnaire.domain.visibility import CompiledQuestionnaire
from services.questionnaire.pages import page_of
from services.questionnaire.translate.answers import answers_from
from services.questionnaire.translate.questionnaires import questionnaire_message

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.yaml"))
THIRTEEN = [
    "name", "pronouns", "age_band", "place", "today", "dream", "reason",
    "obstacle", "strength", "helper", "treasure", "moment", "tone",
]  # fmt: skip
DOCUMENT = """
id: q
version: 1
title: T
introduction: I
estimated_minutes: 1
questions:
  - {id: a, type: text, text: A, max_length: 10}
"""


def test_the_questionnaire_asks_the_thirteen_questions_that_stories_are_written_from() -> None:
    (questionnaire,) = load_catalogue().latest()
    assert [question.id for question in questionnaire.questions] == THIRTEEN


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_a_complete_response(path: Path) -> None:
    (questionnaire,) = load_catalogue().latest()
    answers = answers_from(to_answers(load_answers(path), questionnaire_message(questionnaire)))
    _, problems = checked(questionnaire, answers)
    assert problems == []
    assert CompiledQuestionnaire(questionnaire, CelConditions()).view(answers).missing == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("title: T", "titel: T"), "titel"),
        (("version: 1", "version: 0"), "version"),
        (("max_length: 10", "max_length: 0"), "max_length"),
        (("max_length: 10", "min_length: 11, max_length: 10"), "min_length is more than max_length"),
        (("type: text", "type: essay"), "essay"),
        (("max_length: 10}", "max_length: 10}\n  - {id: a, type: yes_no, text: B}"), "same id"),
        (("type: text, text: A, max_length: 10", "type: choice, text: A, options: []"), "options"),
        (("type: text, text: A, max_length: 10", "type: scale, text: A, minimum: 5, maximum: 5"), "minimum"),
        (("questions:", "questions: ["), "q.yaml"),
    ],
)
def test_a_document_with_a_mistake_is_refused_with_its_place(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(DOCUMENT.replace(*change), encoding="utf-8")
    with pytest.raises(DocumentInvalid, match=says):
        load_document(path)


async def test_the_latest_version_is_found_and_older_ones_stay(tmp_path: Path) -> None:
    (tmp_path / "q.v1.yaml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "q.v2.yaml").write_text(DOCUMENT.replace("version: 1", "version: 2"), encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    (latest,) = catalogue.latest()
    assert latest.version == 2
    assert await catalogue.find(latest.id, 1) is not None
    assert await catalogue.find(latest.id, 3) is None


def test_a_version_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(DOCUMENT, encoding="utf-8")
    with pytest.raises(DocumentInvalid, match="twice"):
        load_catalogue(tmp_path)


def test_pages_of_a_list_join_up_to_the_list() -> None:
    items = [f"{number:02}" for number in range(7)]
    seen: list[str] = []
    token = ""
    while True:
        page = page_of(items, key=str, page_size=3, page_token=token)
        seen += page.items
        if not (token := page.next_page_token):
            break
    assert seen == items


def test_a_page_token_that_is_none_is_refused() -> None:
    with pytest.raises(PageTokenInvalid):
        page_of(["a"], key=str, page_size=1, page_token="%%%")
