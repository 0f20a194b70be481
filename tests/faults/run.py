"""One run: people live through their plan, the fault strikes, all settles, the evidence is looked at."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg
from nats.errors import Error as NatsError

from services.kit.blobs import BlobStore, BlobStoreUnavailable, open_blob_store
from services.kit.settings import S3Settings
from services.stack.launch import StackInfo
from tests.faults.fault import Fault, FaultNotApplied
from tests.faults.invariants import Breach, Violation, violations
from tests.faults.invariants.databases import Shards
from tests.faults.invariants.evidence import Evidence, FaultWindow
from tests.faults.invariants.gathering import busy_models, gather
from tests.faults.load.patience import Patience
from tests.faults.load.person import Circumstances, live
from tests.faults.load.record import Ask, PersonRecord
from tests.faults.plan import RunPlan, plan_run
from tests.faults.streams import read_events
from tests.faults.target import Target

BOUND_S = 90.0
"""How long after the fault was healed everything may take to come to its end."""
TIDY_S = 45.0
"""How long after that the object sweeper may take."""
LONGEST_S = 400.0
_LOOK_EVERY_S = 0.3
NO_EFFECT = "the fault had no effect"
"""How the violation begins that a fault without effect comes to."""

SMALL = {
    "ENCOMPASS_STORY__CANDIDATES": "1",
    "ENCOMPASS_STORY__MOST_SCENES": "2",
    "ENCOMPASS_STORY__PACE": "20",
    "ENCOMPASS_STUDIO__SMALL_WIDTH": "96",
    "ENCOMPASS_STUDIO__SMALL_HEIGHT": "64",
    "ENCOMPASS_STUDIO__FILMS": "2",
    # An upload that nobody waits for any more is tried four times: it ends before the sweeper comes.
    "ENCOMPASS_S3__TIMEOUT_SECONDS": "5",
    "ENCOMPASS_STUDIO__TIDY_AFTER_SECONDS": "25",
    "ENCOMPASS_STUDIO__TIDY_EVERY_SECONDS": "2",
}
"""Short stories and tiny films, so that many can be made; the models, queues and stores are the real ones."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to."""

    seed: int
    fault: str
    seconds: float
    jobs: int
    violations: tuple[Violation, ...]
    evidence: Evidence = field(repr=False)

    @property
    def passed(self) -> bool:
        return not self.violations

    @property
    def missed(self) -> bool:
        """Nothing was broken, but the fault found nothing to strike: the run proves nothing."""
        return bool(self.violations) and all(
            found.invariant == "fault" and found.detail.startswith(NO_EFFECT) for found in self.violations
        )


class Laboratory:
    """A stack with everything that is needed to look into it."""

    def __init__(self, target: Target, shards: Shards, blobs: BlobStore) -> None:
        self._target = target
        self._shards = shards
        self._blobs = blobs

    async def run(self, seed: int, fault: Fault) -> RunResult:
        """Runs the plan of a seed; never raises for what the stack does."""
        plan = plan_run(seed)
        started, since = time.monotonic(), datetime.now(UTC)
        records = [PersonRecord(number) for number in range(len(plan.people))]
        found: list[Violation] = []
        window: FaultWindow | None = None
        try:
            async with asyncio.timeout(LONGEST_S):
                window, found = await self._live(plan, records, fault)
        except TimeoutError:
            detail = f"the people didn't come to their end within {LONGEST_S:.0f} s"
            found.append(Violation(Breach.STUCK, "run", str(seed), detail))
        evidence, broken = await self._settled(records, window, since)
        jobs = sum(len(person.asks) for person in records)
        return RunResult(seed, fault.name, time.monotonic() - started, jobs, (*found, *broken), evidence)

    async def _live(
        self, plan: RunPlan, records: Sequence[PersonRecord], fault: Fault
    ) -> tuple[FaultWindow, list[Violation]]:
        patience = Patience(BOUND_S)
        healed = asyncio.Event()
        around = Circumstances(
            self._target.info.edge_url, patience, self._shards.steps_of, _Town(records), plan.seed, healed
        )
        async with asyncio.TaskGroup() as tasks:
            striking = tasks.create_task(self._strike(plan, records, fault, patience, healed))
            for person, record in zip(plan.people, records, strict=True):
                tasks.create_task(live(person, record, around))
        return striking.result()

    async def _strike(
        self,
        plan: RunPlan,
        records: Sequence[PersonRecord],
        fault: Fault,
        patience: Patience,
        healed: asyncio.Event,
    ) -> tuple[FaultWindow, list[Violation]]:
        """Waits for the first request, then for the planned moment; heals whatever comes."""
        found: list[Violation] = []
        while not any(person.asks for person in records):  # noqa: ASYNC110  (the people are other tasks)
            await asyncio.sleep(0.02)
        await asyncio.sleep(plan.fault_after_s)
        began_at = time.time()
        try:
            await fault.inject(self._target, random.Random(plan.fault_seed))
        except FaultNotApplied as error:
            found.append(Violation(Breach.WRONG, "fault", fault.name, f"{NO_EFFECT}: {error}"))
        except Exception as error:  # noqa: BLE001  (the run is wrong then, and the others go on)
            found.append(Violation(Breach.WRONG, "fault", fault.name, f"the fault broke: {error!r}"))
        healed.set()
        patience.starts()
        return FaultWindow(began_at, time.time()), found

    async def _settled(
        self, records: Sequence[PersonRecord], window: FaultWindow | None, since: datetime
    ) -> tuple[Evidence, list[Violation]]:
        """Looks until nothing is broken, or the time for tidying up is over."""
        people = [record.user_id for record in records if record.user_id]
        ends = time.monotonic() + TIDY_S
        busy: list[str] = []
        if await self._is_quiet(people, ends):
            busy = await busy_models(self._target.parts.stubs())
        while True:
            try:
                evidence = await gather(
                    self._shards,
                    self._blobs,
                    records,
                    window,
                    busy_models=busy,
                    takeovers=self._target.takeovers,
                    stream=await read_events(self._target, since),
                    worker_logs=self._target.logs_of("video-worker", "spare"),
                )
            except (psycopg.Error, NatsError, BlobStoreUnavailable) as error:
                if time.monotonic() > ends + BOUND_S:
                    away = Violation(Breach.STUCK, "run", "servers", f"a server is still away: {error}")
                    return Evidence(records, window=window), [away]
            else:
                broken = violations(evidence)
                if not broken or time.monotonic() > ends:
                    return evidence, broken
            await asyncio.sleep(_LOOK_EVERY_S)

    async def _is_quiet(self, people: Sequence[str], ends: float) -> bool:
        while time.monotonic() < ends:
            try:
                if await self._shards.open(people) == (0, 0):
                    return True
            except psycopg.Error:
                pass  # a shard that is still coming up is asked again
            await asyncio.sleep(_LOOK_EVERY_S)
        return False


@asynccontextmanager
async def open_laboratory(target: Target) -> AsyncIterator[Laboratory]:
    """Everything that looks into a running stack, past its proxies."""
    async with open_blob_store(_s3(target.info)) as blobs:
        yield Laboratory(target, Shards(target.info.shard_urls), blobs)


class _Town:
    def __init__(self, records: Sequence[PersonRecord]) -> None:
        self._records = records

    def strangers(self, number: int) -> list[Ask]:
        """What others have asked for so far."""
        return [
            ask
            for record in self._records
            if record.number != number
            for ask in record.asks
            if ask.is_accepted
        ]


def _s3(info: StackInfo) -> S3Settings:
    env = info.environment_of("video-worker")
    return S3Settings.model_validate(
        {
            "endpoint": f"http://127.0.0.1:{info.ports['seaweed-s3']}",
            "access_key": env["ENCOMPASS_S3__ACCESS_KEY"],
            "secret_key": env["ENCOMPASS_S3__SECRET_KEY"],
            "bucket": env["ENCOMPASS_S3__BUCKET"],
            "region": env["ENCOMPASS_S3__REGION"],
        }
    )
