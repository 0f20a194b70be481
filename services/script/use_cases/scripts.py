"""What a person can do with their scripts."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from google.protobuf.message import Message

from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.admission import Admission, Bound, Refusal
from services.kit.jobs.fairness import priority_of
from services.kit.jobs.model import NewJob
from services.kit.jobs.queue import enqueue, request_cancel, retry
from services.kit.plans import Plan
from services.script.domain import progress
from services.script.domain.model import Length, Script, ScriptId, ScriptState
from services.script.errors import (
    QuestionnaireUnsupported,
    QueueFull,
    ScriptNotFailed,
    ScriptNotFound,
    TooManyScriptsWaiting,
)
from services.script.ports import Responses, ScriptPage, Scripts, SubmittedResponse

JOB_KIND = "script"
SUPPORTED_QUESTIONNAIRES = frozenset({"who-would-you-be"})
_SEED_RANGE = 2**31

ScriptsOf = Callable[[Tx], Scripts]
PayloadOf = Callable[[Script, SubmittedResponse], Message]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A script as it was asked for."""

    request_id: UUID
    response_id: UUID
    length: Length
    seed: int
    fingerprint: Message
    """The request as it came; the same id with another one is a mistake of the caller's."""


class ScriptUseCases:
    """Create, read, cancel, retry: one transaction each."""

    def __init__(
        self,
        uow: UnitOfWork,
        scripts: ScriptsOf,
        responses: Responses,
        payload_of: PayloadOf,
        admission: Admission,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._scripts = scripts
        self._responses = responses
        self._payload_of = payload_of
        self._admission = admission
        self._clock = clock

    async def create(self, owner: UserId, asked: AskedFor, *, plan: Plan = Plan.FREE) -> Script:
        """Asks for a script; the same request again gets the same one.

        Raises:
            ResponseNotFound, ResponseNotSubmitted, QuestionnaireUnsupported, RequestIdReused,
            TooManyScriptsWaiting, QueueFull
        """
        response = await self._responses.submitted(asked.response_id)
        if response.questionnaire_id not in SUPPORTED_QUESTIONNAIRES:
            raise QuestionnaireUnsupported(response.questionnaire_id)
        script = self._new(asked)
        async with self._uow.begin(owner) as tx:
            seen = await first_seen(
                tx,
                method="CreateScript",
                request_id=asked.request_id,
                request=asked.fingerprint,
                resource_id=script.id,
            )
            scripts = self._scripts(tx)
            if not seen.is_new:
                return await _existing(scripts, ScriptId(seen.resource_id))
            _must_be_admitted(await self._admission.refusal(tx))
            scripts.add(script, response.answers)
            await tx.flush()
            payload = self._payload_of(script, response)
            job = NewJob(JobId(script.job_id), JOB_KIND, script.id, payload, priority=priority_of(plan))
            await enqueue(tx, job)
            return script

    async def get(self, owner: UserId, script_id: ScriptId) -> Script:
        """One of the owner's scripts.

        Raises:
            ScriptNotFound
        """
        async with self._uow.read(owner) as tx:
            return await _existing(self._scripts(tx), script_id)

    async def page(self, owner: UserId, page_size: int, page_token: str) -> ScriptPage:
        """Some of the owner's scripts, newest first."""
        async with self._uow.read(owner) as tx:
            return await self._scripts(tx).page(page_size, page_token)

    async def cancel(self, owner: UserId, script_id: ScriptId) -> Script:
        """Stops the writing; its state follows from the worker. One that is over stays as it is.

        Raises:
            ScriptNotFound
        """
        async with self._uow.begin(owner) as tx:
            script = await _existing(self._scripts(tx), script_id)
            if not script.state.is_terminal:
                await request_cancel(tx, JobId(script.job_id))
            return script

    async def retry(self, owner: UserId, script_id: ScriptId) -> Script:
        """Writes a failed script on.

        Raises:
            ScriptNotFound, ScriptNotFailed
        """
        async with self._uow.begin(owner) as tx:
            scripts = self._scripts(tx)
            script = await _existing(scripts, script_id)
            if script.state is not ScriptState.FAILED:
                raise ScriptNotFailed(script_id, script.state)
            await retry(tx, JobId(script.job_id))
            script = progress.requeued(script, self._clock.now())
            await scripts.save(script)
            return script

    def _new(self, asked: AskedFor) -> Script:
        script_id = ScriptId(new_id())
        now = self._clock.now()
        return Script(
            id=script_id,
            response_id=asked.response_id,
            job_id=new_id(),
            state=ScriptState.QUEUED,
            length=asked.length,
            seed=asked.seed or 1 + script_id.int % (_SEED_RANGE - 1),
            version=1,
            title="",
            logline="",
            scenes=(),
            failure=None,
            created_at=now,
            updated_at=now,
            finished_at=None,
        )


def _must_be_admitted(refusal: Refusal | None) -> None:
    if refusal is None:
        return
    if refusal.bound is Bound.OWNER:
        raise TooManyScriptsWaiting(refusal.limit, refusal.retry_after)
    raise QueueFull(refusal.retry_after)


async def _existing(scripts: Scripts, script_id: ScriptId) -> Script:
    script = await scripts.find(script_id)
    if script is None:
        raise ScriptNotFound(script_id)
    return script
