"""What people do with questionnaires: answer them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from services.kit.audit_entries import AuditPage
from services.kit.clock import Clock
from services.kit.ids import UserId, WorkspaceId, new_id
from services.kit.searching import has_all, words_of
from services.questionnaire.domain.answers import Problem, Value, checked, wrong
from services.questionnaire.domain.moving import MoveReport, moved
from services.questionnaire.domain.questions import (
    Question,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    QuestionnaireState,
)
from services.questionnaire.domain.responses import (
    Response,
    ResponseDeed,
    ResponseId,
    ResponseState,
    Revision,
)
from services.questionnaire.domain.resuming import Progress, progress_of
from services.questionnaire.domain.translations import best_language, localized
from services.questionnaire.domain.visibility import CompiledQuestionnaire, FormContent, View
from services.questionnaire.errors import (
    AnswersInvalid,
    EtagMismatch,
    QuestionnaireArchived,
    QuestionnaireNotFound,
    ResponseAlreadySubmitted,
    ResponseExpired,
    ResponseNotFound,
)
from services.questionnaire.ports import (
    ResponsePage,
    Responses,
    ResponseStore,
    RevisionPage,
    SoughtWord,
    StartRequest,
)
from services.questionnaire.use_cases.asking import AskedVersions, VersionNotAtHand

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Standing:
    """A response, and how far it is."""

    response: Response
    state: ResponseState
    asked: CompiledQuestionnaire
    """The version that it answers."""
    progress: Progress


class QuestionnaireUseCases:
    """Questionnaires, and one person's responses to them."""

    def __init__(self, asked: AskedVersions, responses: Responses, clock: Clock) -> None:
        self._asked = asked
        self._responses = responses
        self._clock = clock

    async def list_questionnaires(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        """The latest version of each that is shown to a workspace."""
        return await self._asked.listed(workspace_id)

    async def questionnaire(
        self,
        workspace_id: WorkspaceId,
        questionnaire_id: QuestionnaireId,
        version: int = 0,
        language: str = "",
    ) -> tuple[Questionnaire, str]:
        """One version, the latest by default, and the language that its texts are in.

        Raises QuestionnaireNotFound: there is none that members of this workspace may answer.
        """
        found = await self._asked.found(questionnaire_id, version)
        if not found.may_be_answered_by(workspace_id):
            raise QuestionnaireNotFound(questionnaire_id, version)
        return localized(found, language), best_language(found, language)

    async def start(self, owner: UserId, workspace_id: WorkspaceId, request: StartRequest) -> Response:
        """Starts a response, or returns the one that this request has started before.

        Raises QuestionnaireNotFound, QuestionnaireArchived, RequestIdReused.
        """
        questionnaire = await self._asked.found(request.questionnaire_id)
        asked = await self._asked.fetch(questionnaire.id, questionnaire.version)
        response_id = ResponseId(new_id())
        async with self._responses.begin(owner) as store:
            known = await store.first_started(request, response_id)
            if known != response_id:
                return await _existing(store, known)
            if not questionnaire.may_be_answered_by(workspace_id):
                raise QuestionnaireNotFound(questionnaire.id, 0)
            if questionnaire.state is QuestionnaireState.ARCHIVED:
                raise QuestionnaireArchived(questionnaire.id)
            now = self._clock.now()
            days = questionnaire.response_days
            response = Response(
                id=response_id,
                questionnaire_id=questionnaire.id,
                questionnaire_version=questionnaire.version,
                answers={},
                changes=1,
                created_at=now,
                updated_at=now,
                expires_at=now + timedelta(days=days) if days else None,
                progress=progress_of(asked.view({})),
            )
            await store.add(response)
            return response

    async def get(self, owner: UserId, response_id: ResponseId) -> Response:
        """One of the owner's responses. Raises ResponseNotFound."""
        async with self._responses.read(owner) as reader:
            response = await reader.find(response_id)
        if response is None:
            raise ResponseNotFound(response_id)
        return response

    async def list(self, owner: UserId, page_size: int, page_token: str, *, query: str = "") -> ResponsePage:
        """The owner's responses, newest first: those that a query finds. Raises PageTokenInvalid."""
        words = words_of(query)
        sought = await self._sought(owner, words) if words else ()
        async with self._responses.read(owner) as reader:
            return await reader.page(page_size, page_token, sought)

    async def _sought(self, owner: UserId, words: Sequence[str]) -> Sequence[SoughtWord]:
        async with self._responses.read(owner) as reader:
            answered = await reader.questionnaire_ids()
        titles = await self._asked.titles(answered)
        return [
            SoughtWord(word, frozenset(each for each, title in titles.items() if has_all(title, [word])))
            for word in words
        ]

    async def standing(self, response: Response) -> Standing:
        """How far a response is."""
        asked = await self._asked.fetch(response.questionnaire_id, response.questionnaire_version)
        progress = response.progress or progress_of(asked.view(response.answers))
        return Standing(response, response.state(self._clock.now()), asked, progress)

    async def form(
        self, owner: UserId, response_id: ResponseId, language: str
    ) -> tuple[Standing, FormContent]:
        """What is to be asked now, in the nearest language there is. Raises ResponseNotFound."""
        standing = await self.standing(await self.get(owner, response_id))
        return standing, standing.asked.form(standing.response.answers, language)

    async def save(
        self, owner: UserId, response_id: ResponseId, answers: Mapping[QuestionId, Value | None], etag: str
    ) -> Response:
        """Saves all of the answers (None: taken back), or nothing.

        Raises:
            ResponseNotFound, ResponseAlreadySubmitted, ResponseExpired
            AnswersInvalid: one is wrong, or breaks a rule while its question is visible.
            EtagMismatch: another device has changed one of the same answers since this etag.
        """

        async def save(store: ResponseStore) -> Response:
            response = await self._open(store, response_id)
            given = {key: value for key, value in answers.items() if value is not None}
            asked = self._at_hand(response)
            clean, problems = checked(asked.questionnaire, given)
            wanted: dict[QuestionId, Value | None] = {**dict.fromkeys(answers), **clean}
            problems += _unknown(asked.questionnaire, [key for key in answers if key not in given])
            if problems:
                raise AnswersInvalid(problems)
            if etag and (conflict := response.conflict(wanted, etag)):
                raise EtagMismatch(response_id, conflict)
            saved = response.with_answers(wanted, self._clock.now())
            if saved is response:
                return response
            view = asked.view(saved.answers)
            if problems := _broken(asked, view, wanted):
                raise AnswersInvalid(problems)
            saved = saved.at(progress_of(view))
            await store.replace(saved)
            return saved

        return await self._change(owner, save)

    async def submit(self, owner: UserId, response_id: ResponseId, etag: str) -> Response:
        """Fixes a complete response; one that is submitted already is returned as it is.

        Raises ResponseNotFound, ResponseExpired, EtagMismatch, AnswersInvalid with all that is wrong.
        """

        async def submit(store: ResponseStore) -> Response:
            response = await _existing(store, response_id)
            if response.is_submitted:
                return response
            self._must_be_in_time(response)
            _must_be_of(response, etag)
            asked = self._at_hand(response)
            view = asked.view(response.answers)
            if problems := _all_problems(asked, view):
                raise AnswersInvalid(problems)
            now = self._clock.now()
            submitted = response.submitted(now).at(progress_of(view))
            revision = Revision(submitted.revision, submitted.questionnaire_version, view.used, now)
            await store.fix(submitted, revision)
            details = {"revision": str(revision.revision), "version": str(revision.questionnaire_version)}
            await store.note(response_id, ResponseDeed.SUBMITTED, actor=str(owner), at=now, details=details)
            return submitted

        return await self._change(owner, submit)

    async def reopen(self, owner: UserId, response_id: ResponseId, etag: str) -> Response:
        """Makes a submitted response a draft again; a draft is returned as it is.

        Raises ResponseNotFound, EtagMismatch.
        """
        async with self._responses.begin(owner) as store:
            response = await _existing(store, response_id)
            if not response.is_submitted:
                return response
            _must_be_of(response, etag)
            now = self._clock.now()
            reopened = response.reopened(now)
            await store.replace(reopened)
            details = {"revision": str(reopened.revision)}
            await store.note(response_id, ResponseDeed.REOPENED, actor=str(owner), at=now, details=details)
            return reopened

    async def move(
        self, owner: UserId, response_id: ResponseId, version: int, etag: str, *, validate_only: bool
    ) -> tuple[Response, MoveReport]:
        """Moves a draft to another version, the latest for 0; `validate_only` says what would become of it.

        Raises:
            ResponseNotFound, QuestionnaireNotFound
            ResponseAlreadySubmitted, ResponseExpired, EtagMismatch
        """
        seen = await self.get(owner, response_id)
        target = await self._asked.found(seen.questionnaire_id, version)
        new = await self._asked.fetch(target.id, target.version)

        async def move(store: ResponseStore) -> tuple[Response, MoveReport]:
            response = await self._open(store, response_id)
            _must_be_of(response, etag)
            kept, report = moved(response.answers, self._at_hand(response), new)
            if validate_only or report.from_version == report.to_version:
                return response, report
            now = self._clock.now()
            there = response.moved(report.to_version, kept, now).at(progress_of(new.view(kept)))
            await store.replace(there)
            details = {"from_version": str(report.from_version), "to_version": str(report.to_version)}
            await store.note(response_id, ResponseDeed.MOVED, actor=str(owner), at=now, details=details)
            return there, report

        return await self._change(owner, move)

    async def delete(self, owner: UserId, response_id: ResponseId, etag: str) -> None:
        """Deletes a response with its revisions; one that is gone already is none to complain about.

        Raises EtagMismatch.
        """
        async with self._responses.begin(owner) as store:
            response = await store.locked(response_id)
            if response is None:
                return
            _must_be_of(response, etag)
            await store.remove(response_id)
            now = self._clock.now()
            await store.note(response_id, ResponseDeed.DELETED, actor=str(owner), at=now, details={})

    async def revisions(
        self, owner: UserId, response_id: ResponseId, page_size: int, page_token: str
    ) -> tuple[RevisionPage, Mapping[int, CompiledQuestionnaire]]:
        """What was submitted, the latest first, with the versions that were answered.

        Raises ResponseNotFound.
        """
        response = await self.get(owner, response_id)
        async with self._responses.read(owner) as reader:
            page = await reader.revisions(response_id, page_size, page_token)
        versions = {revision.questionnaire_version for revision in page.revisions}
        return page, {
            version: await self._asked.fetch(response.questionnaire_id, version) for version in versions
        }

    async def audit(
        self, owner: UserId, response_id: ResponseId, page_size: int, page_token: str
    ) -> AuditPage:
        """Who saw or changed a response of the owner's, the latest first; also of one that is gone."""
        async with self._responses.read(owner) as reader:
            return await reader.audit(response_id, page_size, page_token)

    async def _change(self, owner: UserId, change: Callable[[ResponseStore], Awaitable[Result]]) -> Result:
        """Makes a change in a transaction of its own; again, when the version answered wasn't at hand."""
        while True:
            try:
                async with self._responses.begin(owner) as store:
                    return await change(store)
            except VersionNotAtHand as missing:
                await self._asked.fetch(missing.questionnaire_id, missing.version)

    async def _open(self, store: ResponseStore, response_id: ResponseId) -> Response:
        response = await _existing(store, response_id)
        if response.is_submitted:
            raise ResponseAlreadySubmitted(response_id)
        self._must_be_in_time(response)
        return response

    def _must_be_in_time(self, response: Response) -> None:
        if response.state(self._clock.now()) is ResponseState.EXPIRED:
            raise ResponseExpired(response.id)

    def _at_hand(self, response: Response) -> CompiledQuestionnaire:
        return self._asked.at_hand(response.questionnaire_id, response.questionnaire_version)


async def _existing(store: ResponseStore, response_id: ResponseId) -> Response:
    response = await store.locked(response_id)
    if response is None:
        raise ResponseNotFound(response_id)
    return response


def _must_be_of(response: Response, etag: str) -> None:
    if etag and etag != response.etag:
        raise EtagMismatch(response.id)


def _unknown(questionnaire: Questionnaire, question_ids: Sequence[QuestionId]) -> list[Problem]:
    return [
        Problem(question_id, "there is no such question; leave it out")
        for question_id in question_ids
        if questionnaire.question(question_id) is None
    ]


def _all_problems(asked: CompiledQuestionnaire, view: View) -> list[Problem]:
    """What stands against submitting, in the order of the questions."""
    problems: list[Problem] = []
    for question in view.visible:
        value = view.used.get(question.id)
        if value is None:
            if question.required:
                problems.append(Problem(question.id, "this question needs an answer", "required"))
        elif description := wrong(question.kind, value):
            problems.append(Problem(question.id, description))
        else:
            problems += _broken_by(asked, view, question)
    return problems


def _broken(asked: CompiledQuestionnaire, view: View, only: Collection[QuestionId]) -> list[Problem]:
    """The rules that the answers to these questions break, where they are visible."""
    return [
        problem
        for question in view.visible
        if question.id in only and question.id in view.used
        for problem in _broken_by(asked, view, question)
    ]


def _broken_by(asked: CompiledQuestionnaire, view: View, question: Question) -> list[Problem]:
    if not question.rules:
        return []
    return [
        Problem(question.id, rule.message, f"rules.{rule.id}")
        for rule in asked.broken_rules(question, view.used[question.id], view.used)
    ]
