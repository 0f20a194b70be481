"""What a person can do with their scripts as wholes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from uuid import UUID

from google.protobuf.message import Message

from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import UnitOfWork
from services.kit.ids import JobId, UserId, WorkspaceId, new_id
from services.kit.jobs.admission import Admission
from services.kit.jobs.fairness import priority_of
from services.kit.jobs.forgetting import forget_jobs
from services.kit.jobs.model import NewJob
from services.kit.jobs.queue import enqueue, request_cancel, retry
from services.kit.principal import Principal
from services.kit.searching import words_of
from services.script.adapters.events import ScriptEvents
from services.script.domain import progress
from services.script.domain.model import Length, Options, Script, ScriptId, ScriptState
from services.script.errors import LanguageUnsupported, QuestionnaireUnsupported, ScriptNotFailed
from services.script.ports import Responses, SceneUses, ScriptPage, SubmittedResponse
from services.script.use_cases.access import (
    JOB_KIND,
    SEED_RANGE,
    ScriptsOf,
    existing,
    must_be_admitted,
    must_be_as_read,
    record,
)
from services.script.use_cases.caring import Safeguard

DREAM = "dream"

PayloadOf = Callable[[Script, SubmittedResponse, WorkspaceId], Message]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A script as it was asked for."""

    request_id: UUID
    response_id: UUID
    length: Length
    seed: int
    fingerprint: Message
    """The request as it came; the same id with another one is a mistake of the caller's."""
    options: Options = field(default_factory=Options)


class ScriptUseCases:
    """Create, read, cancel, retry, delete: one transaction each."""

    def __init__(
        self,
        uow: UnitOfWork,
        scripts: ScriptsOf,
        responses: Responses,
        payload_of: PayloadOf,
        admission: Admission,
        clock: Clock,
        *,
        safeguard: Safeguard,
        events: ScriptEvents,
        uses: SceneUses,
        languages: Collection[str] = ("en",),
    ) -> None:
        """`languages` are those that the model can write."""
        self._uow = uow
        self._scripts = scripts
        self._responses = responses
        self._payload_of = payload_of
        self._admission = admission
        self._clock = clock
        self._safeguard = safeguard
        self._events = events
        self._uses = uses
        self._languages = tuple(languages)

    async def create(self, caller: Principal, asked: AskedFor) -> Script:
        """Asks for a script; the same request again gets the same one.

        Raises:
            LanguageUnsupported, ResponseNotFound, ResponseNotSubmitted, QuestionnaireUnsupported,
            AnswersNeedCare, AnswersRefused, RequestIdReused, TooManyScriptsWaiting, QueueFull
        """
        if not self._can_write(asked.options.language):
            raise LanguageUnsupported(asked.options.language, self._languages)
        response = await self._responses.submitted(asked.response_id)
        if DREAM not in response.question_ids:
            raise QuestionnaireUnsupported(response.questionnaire_id)
        await self._safeguard.judge_answers(caller.workspace_id, response, asked.options.language)
        script = self._new(asked, response.revision)
        async with self._uow.begin(caller.user_id) as tx:
            seen = await first_seen(
                tx,
                method="CreateScript",
                request_id=asked.request_id,
                request=asked.fingerprint,
                resource_id=script.id,
            )
            scripts = self._scripts(tx)
            if not seen.is_new:
                return await existing(scripts, ScriptId(seen.resource_id))
            must_be_admitted(await self._admission.refusal(tx))
            scripts.add(script, told_by_question(response))
            record(tx, script.id, "created", response=response.id, revision=response.revision)
            await tx.flush()
            payload = self._payload_of(script, response, caller.workspace_id)
            priority = priority_of(caller.plan)
            await enqueue(tx, NewJob(JobId(script.job_id), JOB_KIND, script.id, payload, priority=priority))
            return script

    async def get(self, owner: UserId, script_id: ScriptId) -> Script:
        """One of the owner's scripts.

        Raises:
            ScriptNotFound
        """
        async with self._uow.read(owner) as tx:
            return await existing(self._scripts(tx), script_id)

    async def page(
        self,
        owner: UserId,
        page_size: int,
        page_token: str,
        *,
        query: str = "",
        response_id: UUID | None = None,
    ) -> ScriptPage:
        """Some of the owner's scripts, newest first: those that a query finds, made from one response.

        Raises:
            PageTokenInvalid
        """
        async with self._uow.read(owner) as tx:
            return await self._scripts(tx).page(
                page_size, page_token, words=words_of(query), response_id=response_id
            )

    async def cancel(self, owner: UserId, script_id: ScriptId) -> Script:
        """Stops the writing; its state follows from the worker. One that is over stays as it is.

        Raises:
            ScriptNotFound
        """
        async with self._uow.begin(owner) as tx:
            script = await existing(self._scripts(tx), script_id)
            if not script.state.is_terminal:
                await request_cancel(tx, JobId(script.job_id))
            return script

    async def retry(self, owner: UserId, script_id: ScriptId) -> Script:
        """Writes a failed script on.

        Raises:
            ScriptNotFound, ScriptNotFailed, TooManyScriptsWaiting, QueueFull
        """
        async with self._uow.begin(owner) as tx:
            scripts = self._scripts(tx)
            script = await existing(scripts, script_id)
            if script.state is not ScriptState.FAILED:
                raise ScriptNotFailed(script_id, script.state)
            must_be_admitted(await self._admission.refusal(tx))
            await retry(tx, JobId(script.job_id))
            script = progress.requeued(script, self._clock.now())
            await scripts.save(script)
            return script

    async def delete(self, owner: UserId, script_id: ScriptId, etag: str) -> None:
        """Deletes a script with all that hangs on it, and stops what is being written.

        Raises:
            EtagMismatch
        """
        async with self._uow.begin(owner) as tx:
            scripts = self._scripts(tx)
            # Before the script is locked: running steps lock their job first, too.
            await forget_jobs(tx, JOB_KIND, script_id)
            script = await scripts.find(script_id, for_update=True)
            if script is not None:
                must_be_as_read(script, etag)
                await scripts.delete(script_id)
                record(tx, script_id, "deleted", version=script.version)
                await self._events.announce(tx, "deleted", script_id)
        await self._uses.forget(script_id)

    def _can_write(self, language: str) -> bool:
        """Whether it is one of the languages, or a variety of one, as `en-GB` is."""
        known = {each.lower() for each in self._languages}
        return bool({language.lower(), language.partition("-")[0].lower()} & known)

    def _new(self, asked: AskedFor, revision: int) -> Script:
        script_id = ScriptId(new_id())
        now = self._clock.now()
        return Script(
            id=script_id,
            response_id=asked.response_id,
            job_id=new_id(),
            state=ScriptState.QUEUED,
            length=asked.length,
            seed=asked.seed or 1 + script_id.int % (SEED_RANGE - 1),
            changes=1,
            title="",
            logline="",
            scenes=(),
            failure=None,
            created_at=now,
            updated_at=now,
            finished_at=None,
            options=asked.options,
            response_revision=revision,
        )


def told_by_question(response: SubmittedResponse) -> dict[str, str]:
    """The answers that a story can use, by the ids of their questions."""
    return {response.question_ids[key]: text for key, text in response.told.items()}
