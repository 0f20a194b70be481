"""What operators watch: one look for all of them, and tokens that outlive the process."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from encompass.jobs.v1 import job_admin_service_pb2, mesh_admin_service_pb2, mesh_pb2

from services.jobs.entries import QueueEntry
from services.jobs.handlers.jobs import JobAdminServicer
from services.jobs.handlers.mesh import MeshAdminServicer
from services.jobs.live import Live
from services.jobs.mesh_messages import mesh_message
from services.jobs.mesh_view import Finding, Health, Mesh, MeshView, Part, PartKind, Probe, Replica
from services.jobs.queue_view import QueueOverview, QueueView
from services.jobs.use_cases import JobAdmin
from services.kit.clock import SystemClock
from services.kit.db.errors import DatabaseUnavailable
from services.kit.errors import PermissionDenied, ResumeTokenExpired
from services.kit.roles import Role
from services.kit.streaming import WatchTiming
from tests.fakes.clock import FakeClock
from tests.unit.jobs.test_admin import NOBODY, Board, answer_to, call_as

QUICK = WatchTiming(
    poll=timedelta(milliseconds=5), checkpoint=timedelta(milliseconds=60), lifetime=timedelta(minutes=5)
)
SECOND = timedelta(seconds=1)


@dataclass
class Counter:
    """Something that is looked at."""

    value: int = 0
    looks: int = 0
    held: asyncio.Event | None = None

    async def look(self) -> int:
        self.looks += 1
        if self.held is not None:
            await self.held.wait()
        return self.value


def live_over(counter: Counter, *, every: timedelta = timedelta(0)) -> Live[int]:
    return Live("things", counter.look, str, every=every, idle=SECOND, timing=QUICK)


async def test_a_watch_begins_with_what_there_is_then_tells_changes_and_speaks_up_between() -> None:
    counter = Counter(7)
    async with aclosing(live_over(counter).watch("")) as messages:
        first = await anext(messages)
        assert first.item is not None
        assert (first.item.value, first.item.is_first) == (7, True)
        assert (await anext(messages)).item is None, "nothing is new"
        counter.value = 8
        change = await anext(messages)
        assert change.item is not None
        assert (change.item.value, change.item.is_first) == (8, False)


async def test_who_comes_back_to_a_process_that_started_anew_is_told_only_what_is_different() -> None:
    async with aclosing(live_over(Counter(7)).watch("")) as messages:
        token = (await anext(messages)).resume_token
    async with aclosing(live_over(Counter(7)).watch(token)) as messages:
        assert (await anext(messages)).item is None
    async with aclosing(live_over(Counter(9)).watch(token)) as messages:
        change = await anext(messages)
        assert change.item is not None
        assert (change.item.value, change.item.is_first) == (9, False)


async def test_a_token_of_something_else_is_refused() -> None:
    other = Live("others", Counter().look, str, every=SECOND, idle=SECOND, timing=QUICK)
    async with aclosing(other.watch("")) as messages:
        token = (await anext(messages)).resume_token
    for wrong in (token, "nonsense"):
        with pytest.raises(ResumeTokenExpired):
            await anext(live_over(Counter()).watch(wrong))


async def test_many_who_ask_at_the_same_time_cause_one_look() -> None:
    counter = Counter(held=asyncio.Event())
    live = live_over(counter, every=timedelta(hours=1))
    asking = [asyncio.create_task(live.now()) for _ in range(20)]
    await asyncio.sleep(0)
    assert counter.held is not None
    counter.held.set()
    assert await asyncio.gather(*asking) == [0] * 20
    assert counter.looks == 1


async def test_it_looks_while_nobody_asks_and_goes_on_after_a_look_that_failed() -> None:
    looks = asyncio.Queue[int]()

    async def fail_first() -> int:
        looks.put_nowait(looks.qsize())
        if looks.qsize() == 1:
            raise RuntimeError("a fault of ours")
        return 1

    live = Live("things", fail_first, str, every=timedelta(0), idle=timedelta(milliseconds=1))
    stopping = asyncio.Event()
    running = asyncio.create_task(live.run(stopping))
    async with asyncio.timeout(30):
        for _ in range(3):
            await looks.get()
        stopping.set()
        await running


def a_queue(shard: str, *, waiting: int = 0, running: int = 0) -> QueueEntry:
    return QueueEntry(shard, "video", waiting, 0, running, 0, None)


class Shards(Board):
    """Queues that a test sets; a shard without any is away."""

    def __init__(self, **queues: Sequence[QueueEntry] | None) -> None:
        super().__init__()
        self.set = {name.replace("_", "-"): found for name, found in queues.items()}

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self.set)

    async def queues(self, shard: str) -> Sequence[QueueEntry]:
        found = self.set[shard]
        if found is None:
            raise DatabaseUnavailable("away")
        return found


async def test_a_shard_that_is_away_is_named_and_hides_no_other() -> None:
    board = Shards(shard_0=None, shard_1=[a_queue("shard-1", waiting=2)])
    overview = await QueueView(board, SystemClock()).look()
    assert (overview.unreachable, [queue.shard for queue in overview.queues]) == (("shard-0",), ["shard-1"])


async def test_the_history_has_a_point_every_five_seconds_for_a_quarter_of_an_hour() -> None:
    clock = FakeClock()
    board = Shards(shard_0=[a_queue("shard-0", waiting=1)], shard_1=[a_queue("shard-1", waiting=2)])
    view = QueueView(board, clock)
    for _ in range(1000):
        await view.look()
        clock.advance(SECOND)
    assert [point.totals[0].waiting for point in view.history] == [3] * 181
    assert view.history[-1].at - view.history[0].at == timedelta(minutes=15)
    points = len(view.history)
    board.set["shard-1"] = None
    clock.advance(timedelta(seconds=10))
    await view.look()
    assert len(view.history) == points, "with a shard missing the sums would be wrong"


async def test_a_kind_that_has_no_jobs_any_more_has_none_in_the_history_either() -> None:
    clock = FakeClock()
    board = Shards(shard_0=[a_queue("shard-0", running=1)])
    view = QueueView(board, clock)
    await view.look()
    board.set["shard-0"] = []
    clock.advance(timedelta(seconds=5))
    await view.look()
    assert [[(total.kind, total.running) for total in point.totals] for point in view.history] == [
        [("video", 1)],
        [("video", 0)],
    ]


async def test_only_the_age_of_what_waits_is_no_change() -> None:
    def overview(waiting: int, *, minutes: int = 1, unreachable: tuple[str, ...] = ()) -> QueueOverview:
        queue = replace(a_queue("shard-0", waiting=waiting), oldest_waiting=timedelta(minutes=minutes))
        return QueueOverview((queue,), unreachable, SystemClock().now())

    assert overview(1).said == overview(1, minutes=90).said
    assert overview(1).said != overview(2).said
    assert overview(1).said != overview(1, unreachable=("shard-1",)).said


async def test_the_first_message_of_the_queues_has_their_history_and_others_have_not() -> None:
    call_as(Role.OPERATOR)
    board = Shards(shard_0=[a_queue("shard-0", waiting=1)])
    view = QueueView(board, SystemClock())
    live = Live("queues", view.look, lambda seen: seen.said, every=timedelta(0), idle=SECOND, timing=QUICK)
    servicer = JobAdminServicer(JobAdmin(board), view, live)
    request = job_admin_service_pb2.WatchQueueStatsRequest()
    messages = aiter(servicer.WatchQueueStats(request, NOBODY))
    first = await anext(messages)
    assert first.snapshot.overview.queues[0].waiting_count == 1
    assert [point.waiting_count for point in first.snapshot.history] == [1]
    assert (await anext(messages)).HasField("checkpoint")
    board.set["shard-0"] = [a_queue("shard-0", running=1)]
    change = await anext(messages)
    assert (change.change.queues[0].waiting_count, change.change.queues[0].running_count) == (0, 1)


@dataclass
class Told:
    """A part that says what a test wants."""

    name: str
    kind: PartKind = PartKind.SERVICE
    health: Health = Health.UP
    fault: Exception | None = None

    async def ask(self) -> Sequence[Finding]:
        if self.fault is not None:
            raise self.fault
        return [Finding(self.name, self.kind, self.health)]


def health_of(mesh: Mesh) -> dict[str, tuple[Health, str]]:
    return {part.found.name: (part.found.health, part.found.detail) for part in mesh.parts}


async def test_the_mesh_says_since_when_each_part_is_as_it_is() -> None:
    clock = FakeClock()
    start = clock.now()
    part, other = Told("script"), Told("auth")
    view = MeshView([part, other], clock)
    await view.look()
    clock.advance(SECOND)
    part.health = Health.DOWN
    fell = clock.now()
    await view.look()
    clock.advance(SECOND)
    mesh = await view.look()
    assert [(seen.found.name, seen.since) for seen in mesh.parts] == [("auth", start), ("script", fell)]


async def test_parts_come_by_kind_and_name_and_a_probe_that_fails_hides_none() -> None:
    probes: list[Probe] = [
        Told("shard-0", PartKind.DATABASE),
        Told("video", fault=KeyError("a fault of ours")),
        Told("edge", PartKind.EDGE),
        Told("auth"),
    ]
    mesh = await MeshView(probes, SystemClock()).look()
    assert health_of(mesh) == {
        "edge": (Health.UP, ""),
        "auth": (Health.UP, ""),
        "video": (Health.DOWN, "probe_failed"),
        "shard-0": (Health.UP, ""),
    }
    assert [part.found.name for part in mesh.parts] == ["edge", "auth", "video", "shard-0"]


@dataclass
class Looked:
    """A mesh that is seen."""

    parts: tuple[Part, ...] = field(default_factory=tuple)

    async def look(self) -> Mesh:
        return Mesh(self.parts, SystemClock().now())


@pytest.mark.parametrize("method", ["GetMesh", "WatchMesh"])
async def test_whoever_is_no_operator_sees_nothing_of_the_mesh(method: str) -> None:
    live = Live("mesh", Looked().look, lambda seen: seen.said, every=SECOND, idle=SECOND)
    servicer = MeshAdminServicer(live)
    call_as()
    with pytest.raises(PermissionDenied):
        await answer_to(servicer, method, getattr(mesh_admin_service_pb2, f"{method}Request")())


def test_a_copy_whose_lag_is_not_told_has_none_in_its_message() -> None:
    replicas = (
        Replica("copy", "streaming", True, 0, timedelta(milliseconds=20)),
        Replica("dumb", "", False, None, None),
    )
    found = Finding("shard-0", PartKind.DATABASE, Health.UP, timedelta(milliseconds=3), replicas=replicas)
    message = mesh_message(Mesh((Part(found, SystemClock().now()),), SystemClock().now())).parts[0]
    first, second = message.replicas
    assert (first.lag_bytes, first.HasField("lag_bytes"), first.lag.ToMilliseconds()) == (0, True, 20)
    assert not second.HasField("lag_bytes")
    assert not second.HasField("lag")
    assert message.latency.ToMilliseconds() == 3


@pytest.mark.parametrize("kind", PartKind)
@pytest.mark.parametrize("health", Health)
def test_every_kind_and_every_health_has_a_word_in_the_contract(kind: PartKind, health: Health) -> None:
    part = Part(Finding("it", kind, health), SystemClock().now())
    message = mesh_message(Mesh((part,), SystemClock().now())).parts[0]
    assert mesh_pb2.MeshPartKind.Name(message.kind) == f"MESH_PART_KIND_{kind.value}"
    assert mesh_pb2.MeshHealth.Name(message.health) == f"MESH_HEALTH_{health.value}"
