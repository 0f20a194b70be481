"""What is judged, and what people are told; never what they wrote."""

from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from services.script.adapters.safety_rules import load_safety_rules
from services.script.domain.safety.model import Concern, WorkspaceRules
from services.script.errors import AnswersNeedCare, AnswersRefused, TextRefused
from services.script.ports import SubmittedResponse
from services.script.use_cases.caring import Safeguard
from tests.unit.script.people import MAYA

STRICT = uuid4()
GUARD = Safeguard(
    load_safety_rules(),
    {STRICT: WorkspaceRules(words=("casino",), concerns=frozenset({Concern.PERSONAL_DATA}))},
)


def response(**answers: str) -> SubmittedResponse:
    texts = {**MAYA, **answers}
    return SubmittedResponse(uuid4(), "who-would-you-be", texts, {key: key for key in texts})


async def test_who_wants_to_die_is_answered_kindly_with_where_help_is() -> None:
    with pytest.raises(AnswersNeedCare) as raised:
        await GUARD.judge_answers(uuid4(), response(obstacle="I want to kill myself"), "en")
    assert raised.value.metadata == {"concern": "SELF_HARM", "answer_ids": "obstacle"}
    assert raised.value.help_links
    assert all(
        link.description and link.url.startswith(("https://", "tel:")) for link in raised.value.help_links
    )
    assert "kill" not in raised.value.message


async def test_answers_are_named_by_their_questions_where_a_workspace_calls_them_otherwise() -> None:
    given = SubmittedResponse(
        uuid4(), "ours", {"q7": "I want to kill myself", "q1": "Maya"}, {"obstacle": "q7", "name": "q1"}
    )
    with pytest.raises(AnswersNeedCare) as raised:
        await GUARD.judge_answers(uuid4(), given, "en")
    assert raised.value.metadata["answer_ids"] == "q7"


async def test_what_no_story_is_made_of_is_refused_with_a_reason() -> None:
    with pytest.raises(AnswersRefused) as raised:
        await GUARD.judge_answers(uuid4(), response(dream="I want to kill all immigrants"), "en")
    assert raised.value.metadata["answer_ids"] == "dream"
    assert raised.value.message


async def test_a_painful_life_gets_its_story() -> None:
    await GUARD.judge_answers(uuid4(), response(obstacle="my father died when I was six"), "en")


async def test_a_workspace_may_be_stricter_and_others_are_not_touched() -> None:
    gambler = response(place="the old casino by the pier")
    await GUARD.judge_answers(uuid4(), gambler, "en")
    with pytest.raises(AnswersRefused):
        await GUARD.judge_answers(STRICT, gambler, "en")


def test_every_refused_text_of_an_edit_is_named_and_none_is_logged() -> None:
    with capture_logs() as logs, pytest.raises(TextRefused) as raised:
        GUARD.judge_texts(
            uuid4(),
            {
                "scene.title": "A day",
                "scene.narration": "Kill all immigrants.",
                "wish": "kill all immigrants",
            },
        )
    assert [violation.field for violation in raised.value.violations] == ["scene.narration", "wish"]
    assert "immigrants" not in repr(logs)
    assert logs
