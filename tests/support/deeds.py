"""A domain for testing jobs: a deed of so many steps, each leaving a mark that can be counted."""

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

import psycopg
from google.protobuf.wrappers_pb2 import StringValue
from sqlalchemy import text

from services.kit.db.databases import Databases
from services.kit.db.errors import DatabaseUnavailable
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.errors import PermanentError, RetryableError
from services.kit.jobs.handler import JobRun
from services.kit.jobs.model import Failure, JobView, NewJob, Usage
from services.kit.jobs.queue import enqueue, find_job
from services.kit.settings import DbSettings
from tests.support.waiting import until

KIND = "script"

_TABLES = """
CREATE TABLE IF NOT EXISTS deed (id uuid PRIMARY KEY, user_id uuid, state text, reason text);
CREATE TABLE IF NOT EXISTS deed_mark (job_id uuid, key text, pid int);
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """What the handler is to do."""

    steps: int = 3
    step_seconds: float = 0.0
    fail_at: str = ""
    """Key of the step that fails, in each of the first `failures` attempts."""
    failures: int = 0
    permanent: bool = False
    unforeseen: bool = False
    """It fails with an error that no handler means to raise."""
    parallel: bool = False
    hook_failures: int = 0


def create_tables(settings: DbSettings) -> None:
    """Adds the deed's tables to each shard."""
    for url in settings.shards.values():
        with psycopg.connect(url.get_secret_value().replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(_TABLES)


@dataclass
class DeedHandler:
    """Does deeds; `marks_pid` tells processes apart."""

    kind: str = KIND
    started: asyncio.Event = field(default_factory=asyncio.Event)
    worked: list[str] = field(default_factory=list)
    """Every step that began working, in this process."""
    mends: bool = False
    """Nothing fails any more, whatever the deed says."""
    stays_at: str = ""
    """Key of the step that goes on until `goes_on` is set."""
    goes_on: asyncio.Event = field(default_factory=asyncio.Event)
    over: list[JobId] = field(default_factory=list)
    """Jobs that were finished, in that order."""
    cancelled_work: int = 0
    hooks: int = 0

    async def run(self, job: JobRun) -> None:
        deed = Deed(**json.loads(job.payload(StringValue).value))
        if deed.parallel:
            async with asyncio.TaskGroup() as steps:
                for number in range(deed.steps):
                    steps.create_task(self._step(job, deed, f"step/{number}"))
            return
        for number in range(deed.steps):
            await self._step(job, deed, f"step/{number}")

    async def finished(self, tx: Tx, job: JobView) -> None:
        self.hooks += 1
        self.over.append(job.id)
        deed = Deed(**json.loads(StringValue.FromString(job.payload_bytes).value))
        await _set_state(tx, job, "FINISHED", "")
        if self.hooks <= deed.hook_failures:
            raise RuntimeError("the hook is broken")

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None:
        await _set_state(tx, job, "FAILED", failure.reason)

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        await _set_state(tx, job, "CANCELLED", "")

    async def requeued(self, tx: Tx, job: JobView) -> None:
        await _set_state(tx, job, "ASKED", "")

    async def _step(self, job: JobRun, deed: Deed, key: str) -> None:
        async def work() -> StringValue:
            self.worked.append(key)
            self.started.set()
            try:
                if key == self.stays_at:
                    await self.goes_on.wait()
                await asyncio.sleep(deed.step_seconds)
            except asyncio.CancelledError:
                self.cancelled_work += 1
                raise
            if not self.mends and key == deed.fail_at and job.attempt <= deed.failures:
                if deed.unforeseen:
                    raise KeyError(key)
                kind = PermanentError if deed.permanent else RetryableError
                raise kind("DEED_FAILED", "The deed failed.")
            return StringValue(value=key)

        async def mark(tx: Tx, result: StringValue) -> None:
            await tx.session.execute(
                text("INSERT INTO deed_mark VALUES (:job, :key, pg_backend_pid())"),
                {"job": job.id, "key": result.value},
            )

        result = await job.step(key, work, StringValue, apply=mark, charge=Usage("deeds", 1))
        assert result.value == key


async def ask_for(
    databases: Databases, owner: UserId, deed: Deed, *, kind: str = KIND, **job: object
) -> JobId:
    """Asks for a deed, as a use case does."""
    job_id, deed_id = JobId(new_id()), new_id()
    async with databases.uow.begin(owner) as tx:
        await tx.session.execute(
            text("INSERT INTO deed VALUES (:id, :user, 'ASKED', '')"), {"id": deed_id, "user": owner}
        )
        payload = StringValue(value=json.dumps(asdict(deed)))
        await enqueue(tx, NewJob(job_id, kind, deed_id, payload, **job))  # type: ignore[arg-type]
    return job_id


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database says of a job."""

    view: JobView
    deed_state: str
    deed_reason: str
    marks: Sequence[str]
    step_keys: Sequence[str]
    charges: Sequence[str]
    fencing: int
    set_aside: str
    """Why the job waits for an operator; empty if it doesn't."""


async def facts(databases: Databases, owner: UserId, job_id: JobId) -> Facts:
    """Looks from outside."""
    async with databases.uow.read(owner) as tx:
        view = await find_job(tx, job_id)
        assert view is not None
        values = {"job": job_id, "deed": view.resource_id}

        async def column(query: str) -> list[str]:
            return [str(row[0]) for row in (await tx.session.execute(text(query), values)).all()]

        return Facts(
            view=view,
            deed_state=(await column("SELECT state FROM deed WHERE id = :deed"))[0],
            deed_reason=(await column("SELECT reason FROM deed WHERE id = :deed"))[0],
            marks=await column("SELECT key FROM deed_mark WHERE job_id = :job ORDER BY key"),
            step_keys=await column("SELECT key FROM job_step WHERE job_id = :job ORDER BY key"),
            charges=await column("SELECT step_key FROM usage_charge WHERE job_id = :job ORDER BY step_key"),
            fencing=int((await column("SELECT fencing FROM job WHERE id = :job"))[0]),
            set_aside=(await column("SELECT coalesce(set_aside_reason, '') FROM job WHERE id = :job"))[0],
        )


async def until_over(
    databases: Databases,
    owner: UserId,
    job_id: JobId,
    within: float = 60.0,
    *,
    look_every: float = 0.02,
    through_outages: bool = False,
) -> Facts:
    """Waits for a terminal state; with `through_outages` also while its database is away."""
    found: list[Facts] = []

    async def over() -> bool:
        try:
            found.append(await facts(databases, owner, job_id))
        except DatabaseUnavailable:
            if not through_outages:
                raise
            return False
        return found[-1].view.state.is_terminal

    await until(over, within=within, look_every=look_every)
    return found[-1]


def somebody() -> UserId:
    """A person whom no other test knows."""
    return UserId(uuid.uuid4())


async def _set_state(tx: Tx, job: JobView, state: str, reason: str) -> None:
    values: dict[str, str | UUID] = {"id": job.resource_id, "state": state, "reason": reason}
    await tx.session.execute(text("UPDATE deed SET state = :state, reason = :reason WHERE id = :id"), values)
