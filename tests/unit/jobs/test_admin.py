"""What operators see, over a board in memory."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from encompass.jobs.v1 import job_admin_pb2, job_admin_service_pb2
from hypothesis import given
from hypothesis import strategies as st

from services.jobs.entries import JobDetails, JobEntry, JobFilter, Place, QueueEntry
from services.jobs.handlers.jobs import JobAdminServicer
from services.jobs.live import Live
from services.jobs.messages import job_message
from services.jobs.ports import Order
from services.jobs.queue_view import QueueView
from services.jobs.use_cases import JobAdmin
from services.kit.clock import SystemClock
from services.kit.errors import PageTokenInvalid, PermissionDenied, Unauthenticated
from services.kit.grpc.call import ServicerContext
from services.kit.ids import JobId, SessionId, UserId, WorkspaceId, new_id
from services.kit.jobs.machine import Standing
from services.kit.jobs.model import Failure, JobState, SetAside
from services.kit.principal import Principal, set_principal
from services.kit.roles import Role

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
NOBODY = cast(ServicerContext, None)


def an_entry(*, shard: str = "shard-0", at: datetime = NOON, **standing: Any) -> JobEntry:
    values: dict[str, Any] = {
        "state": JobState.FAILED,
        "cancel_requested": False,
        "attempt": 6,
        "max_attempts": 6,
        "losses": 0,
        "max_losses": 5,
        "fencing": 6,
        "lease_owner": None,
        "lease_expires_at": None,
        "run_after": at,
        "time_limit": None,
        "deadline": None,
        "failure": Failure("INTERNAL", "Something went wrong."),
        "finished_at": at,
    }
    return JobEntry(
        id=JobId(new_id()),
        owner=UserId(uuid.uuid4()),
        shard=shard,
        kind="script",
        resource_id=new_id(),
        priority=0,
        standing=Standing(**(values | standing)),
        created_at=at,
    )


@dataclass
class Board:
    """`JobBoard` over lists."""

    jobs: dict[str, list[JobEntry]] = field(default_factory=dict)
    asked_for: int = 0
    orders: list[Order] = field(default_factory=list)

    @property
    def shards(self) -> Sequence[str]:
        return sorted(self.jobs)

    async def page(
        self, shard: str, wanted: JobFilter, after: Place | None, limit: int
    ) -> Sequence[JobEntry]:
        self.asked_for = limit

        def key(job: JobEntry) -> tuple[datetime, uuid.UUID]:
            return job.created_at, job.id

        jobs = sorted(self.jobs[shard], key=key, reverse=not wanted.oldest_first)
        if after is not None:
            last = (after.created_at, after.id)
            jobs = [job for job in jobs if (key(job) > last if wanted.oldest_first else key(job) < last)]
        return jobs[:limit]

    async def look(self, owner: UserId, job_id: JobId) -> JobDetails:
        raise NotImplementedError

    async def carry_out(self, order: Order) -> JobEntry:
        self.orders.append(order)
        return an_entry()

    async def queues(self, shard: str) -> Sequence[QueueEntry]:
        return [QueueEntry(shard, kind, 1, 0, 0, 0, None) for kind in ("video", "script")]


def servicer_over(board: Board) -> JobAdminServicer:
    view = QueueView(board, SystemClock())
    live = Live(
        "queues", view.look, lambda seen: seen.said, every=timedelta(seconds=1), idle=timedelta(seconds=5)
    )
    return JobAdminServicer(JobAdmin(board), view, live)


async def answer_to(servicer: object, method: str, request: object) -> object:
    """The response, or the first of a stream."""
    answer = getattr(servicer, method)(request, NOBODY)
    return await (anext(answer) if hasattr(answer, "__anext__") else answer)


def call_as(*roles: Role) -> Principal:
    principal = Principal(
        UserId(new_id()), WorkspaceId(new_id()), SessionId(new_id()), "token", roles=frozenset(roles)
    )
    set_principal(principal)
    return principal


@given(
    counts=st.lists(st.integers(0, 12), min_size=1, max_size=3),
    size=st.integers(1, 7),
    oldest_first=st.booleans(),
    data=st.data(),
)
async def test_pages_hold_every_job_of_every_shard_once_in_one_order(
    counts: list[int], size: int, oldest_first: bool, data: st.DataObject
) -> None:
    board = Board()
    for number, count in enumerate(counts):
        moments = data.draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
        shard = f"shard-{number}"
        board.jobs[shard] = [an_entry(shard=shard, at=NOON + timedelta(seconds=s)) for s in moments]
    admin = JobAdmin(board)
    wanted = JobFilter(oldest_first=oldest_first)
    seen: list[JobEntry] = []
    token = ""
    while True:
        page = await admin.page(wanted, size, token)
        seen += page.jobs
        assert len(page.jobs) <= size
        assert board.asked_for == size + 1
        token = page.next_page_token
        if not token:
            break
    every = [job for jobs in board.jobs.values() for job in jobs]
    assert seen == sorted(every, key=lambda job: (job.created_at, job.id), reverse=not oldest_first)


async def test_a_token_of_a_list_with_other_filters_is_refused() -> None:
    admin = JobAdmin(Board({"shard-0": [an_entry() for _ in range(3)]}))
    token = (await admin.page(JobFilter(), 1, "")).next_page_token
    assert token
    with pytest.raises(PageTokenInvalid):
        await admin.page(JobFilter(set_aside_only=True), 1, token)


async def test_queues_come_by_shard_and_kind() -> None:
    queues = await JobAdmin(Board({"shard-1": [], "shard-0": []})).queues()
    assert [(queue.shard, queue.kind) for queue in queues] == [
        ("shard-0", "script"),
        ("shard-0", "video"),
        ("shard-1", "script"),
        ("shard-1", "video"),
    ]


RETRY = job_admin_service_pb2.RetryJobRequest(
    request_id=str(new_id()), user_id=str(new_id()), job_id=str(new_id()), reason="try"
)
CALLS = {
    "ListJobs": job_admin_service_pb2.ListJobsRequest(),
    "GetJob": job_admin_service_pb2.GetJobRequest(user_id=str(new_id()), job_id=str(new_id())),
    "RetryJob": RETRY,
    "DiscardJob": job_admin_service_pb2.DiscardJobRequest(
        request_id=str(new_id()), user_id=str(new_id()), job_id=str(new_id()), reason="old"
    ),
    "GetQueueStats": job_admin_service_pb2.GetQueueStatsRequest(),
    "WatchQueueStats": job_admin_service_pb2.WatchQueueStatsRequest(),
}


def test_every_method_is_tried_below() -> None:
    service = job_admin_service_pb2.DESCRIPTOR.services_by_name["JobAdminService"]
    assert set(CALLS) == {method.name for method in service.methods}


@pytest.mark.parametrize("method", CALLS)
async def test_whoever_is_no_operator_is_refused_with_a_reason(method: str) -> None:
    board = Board({"shard-0": [an_entry()]})
    call_as()
    with pytest.raises(PermissionDenied) as refusal:
        await answer_to(servicer_over(board), method, CALLS[method])
    assert (refusal.value.reason, refusal.value.metadata) == (
        "PERMISSION_DENIED",
        {"permission": "operator"},
    )
    assert board.orders == []


async def test_nobody_is_no_operator() -> None:
    with pytest.raises(Unauthenticated):
        await servicer_over(Board()).ListJobs(job_admin_service_pb2.ListJobsRequest(), NOBODY)


async def test_an_order_names_who_gave_it_and_why() -> None:
    board = Board({"shard-0": []})
    operator = call_as(Role.OPERATOR)
    await servicer_over(board).RetryJob(RETRY, NOBODY)
    assert (board.orders[0].operator, board.orders[0].reason) == (operator.user_id, "try")


def test_a_message_tells_an_operator_what_its_owner_is_not_told() -> None:
    entry = an_entry(
        failure_detail="KeyError: 'scene'", set_aside_at=NOON, set_aside_reason=SetAside.UNEXPECTED_ERROR
    )
    message = job_message(entry)
    assert message.failure.detail == "KeyError: 'scene'"
    assert message.set_aside_reason == job_admin_pb2.SET_ASIDE_REASON_UNEXPECTED_ERROR
    assert message.set_aside_time.ToDatetime(UTC) == NOON
    assert not message.HasField("deadline_time")


@pytest.mark.parametrize("state", JobState)
def test_every_state_has_a_message(state: JobState) -> None:
    assert job_message(an_entry(state=state)).state != job_admin_pb2.JOB_STATE_UNSPECIFIED
