"""A questionnaire with conditions, rules and earlier answers in its texts, and somebody who answers it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.kit.ids import UserId, WorkspaceId
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.domain.answers import Answers, Choice, Number, Text, Value, YesNo
from services.questionnaire.domain.questions import (
    Audience,
    ChoiceKind,
    DateKind,
    Kind,
    NumberKind,
    Option,
    Question,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    Rule,
    Section,
    SectionId,
    TextKind,
    Translation,
    YesNoKind,
)
from services.questionnaire.domain.responses import Response
from services.questionnaire.domain.visibility import Compiled, CompiledQuestionnaire
from services.questionnaire.ports import StartRequest
from services.questionnaire.use_cases.asking import AskedVersions
from services.questionnaire.use_cases.responses import QuestionnaireUseCases
from tests.fakes.clock import FakeClock
from tests.fakes.responses import FakeResponses

MAYA, TOMASZ = UserId(uuid.uuid4()), UserId(uuid.uuid4())
WORKSPACE = WorkspaceId(uuid.uuid4())
DOGS = QuestionnaireId("dogs")
WORDS = TextKind(min_length=1, max_length=100)


def key(text: str) -> QuestionId:
    return QuestionId(text)


def ask(
    question_id: str,
    kind: Kind = WORDS,
    *,
    text: str = "",
    required: bool = True,
    visible_if: str = "",
    rules: tuple[Rule, ...] = (),
    section: str = "",
) -> Question:
    return Question(
        QuestionId(question_id),
        text or f"{question_id}?",
        "",
        required,
        kind,
        section_id=SectionId(section) if section else None,
        visible_if=visible_if,
        rules=rules,
    )


DOGS_1 = Questionnaire(
    id=DOGS,
    version=1,
    title="Your dog",
    introduction="…",
    estimated_minutes=1,
    audience=Audience.ANYONE,
    sections=(Section(SectionId("you"), "You"), Section(SectionId("dog"), "Your dog", "", "answers.has_dog")),
    questions=(
        ask("name", section="you"),
        ask("nickname", required=False, section="you"),
        ask("has_dog", YesNoKind(), section="you"),
        ask("dog_name", text="What is your dog called, {{ answers.name }}?", section="dog"),
        ask(
            "dog_age",
            NumberKind(minimum=0, maximum=30, whole=True),
            text="How old is {{ answers.dog_name }}?",
            section="dog",
            rules=(Rule("grown", "value >= 1", "come back when your dog is grown"),),
        ),
        ask("met_on", DateKind(), required=False, visible_if="answers.dog_age > 5", section="dog"),
        ask("mood", ChoiceKind((Option("glad", "Glad"), Option("calm", "Calm")))),
    ),
    translations=(
        Translation("de", {"questions.dog_name.text": "Wie heißt dein Hund, {{ answers.name }}?"}),
    ),
)
DOGS_2 = replace(
    DOGS_1,
    version=2,
    questions=(
        ask("name", TextKind(min_length=1, max_length=3), section="you"),
        ask("has_dog", YesNoKind(), section="you"),
        ask("dog_name", section="dog"),
        ask("dog_breed", section="dog"),
        ask("cat_name", visible_if="!answers.has_dog"),
        ask("mood", ChoiceKind((Option("glad", "Glad"), Option("sad", "Sad")))),
    ),
)
WITH_A_DOG: dict[QuestionId, Value] = {
    key("name"): Text("Maya"),
    key("has_dog"): YesNo(True),
    key("dog_name"): Text("Rex"),
    key("dog_age"): Number(7.0),
    key("mood"): Choice("glad"),
}


def compiled(questionnaire: Questionnaire) -> CompiledQuestionnaire:
    return Compiled(CelConditions()).of(questionnaire)


class Shelf:
    """A catalogue that a test publishes to."""

    def __init__(self, questionnaires: Sequence[Questionnaire]) -> None:
        self.published = {(each.id, each.version): each for each in questionnaires}

    def publish(self, questionnaire: Questionnaire) -> None:
        self.published[questionnaire.id, questionnaire.version] = questionnaire

    async def find(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire | None:
        versions = [number for known, number in self.published if known == questionnaire_id]
        return self.published.get((questionnaire_id, version or max(versions, default=0)))

    async def listed(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        return list(self.published.values())


class Desk:
    """Maya answers; everything is in memory, and time is the test's."""

    def __init__(self, *questionnaires: Questionnaire) -> None:
        self.clock = FakeClock()
        self.responses = FakeResponses()
        self.shelf = Shelf(questionnaires or (DOGS_1,))
        asked = AskedVersions(self.shelf, Compiled(CelConditions()))
        self.use_cases = QuestionnaireUseCases(asked, self.responses, self.clock)

    async def start(self, questionnaire_id: QuestionnaireId = DOGS) -> Response:
        return await self.use_cases.start(MAYA, WORKSPACE, StartRequest(uuid.uuid4(), questionnaire_id))

    async def save(
        self, response: Response, answers: Answers | Mapping[QuestionId, Value | None], etag: str = ""
    ) -> Response:
        return await self.use_cases.save(MAYA, response.id, answers, etag)

    async def submitted(self, answers: Answers = WITH_A_DOG) -> Response:
        """A response that was submitted with these answers."""
        response = await self.start()
        await self.save(response, answers)
        return await self.use_cases.submit(MAYA, response.id, "")

    async def saved(self, response: Response) -> Response:
        return await self.use_cases.get(MAYA, response.id)
