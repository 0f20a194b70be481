"""JobAdminService: protobuf to use cases and back."""

from collections.abc import AsyncIterator
from datetime import UTC
from uuid import UUID

from encompass.jobs.v1 import job_admin_pb2
from encompass.jobs.v1 import job_admin_service_pb2 as service
from encompass.jobs.v1.job_admin_service_pb2_grpc import JobAdminServiceServicer

from services.jobs.entries import JobFilter
from services.jobs.live import Live
from services.jobs.messages import (
    action_message,
    charge_message,
    job_message,
    overview_message,
    points_messages,
    queue_message,
    state_of,
    step_message,
)
from services.jobs.ports import Order
from services.jobs.queue_view import QueueOverview, QueueView
from services.jobs.use_cases import JobAdmin
from services.kit.grpc.call import ServicerContext
from services.kit.ids import JobId, UserId
from services.kit.jobs.operating import OperatorAction
from services.kit.principal import require_operator

SERVICE = "encompass.jobs.v1.JobAdminService"


class JobAdminServicer(JobAdminServiceServicer):
    """Answers operators."""

    def __init__(self, jobs: JobAdmin, view: QueueView, live: Live[QueueOverview]) -> None:
        """`live` is what the view sees."""
        self._jobs = jobs
        self._view = view
        self._live = live

    async def ListJobs(
        self, request: service.ListJobsRequest, context: ServicerContext
    ) -> service.ListJobsResponse:
        require_operator()
        page = await self._jobs.page(_filter(request), request.page_size, request.page_token)
        return service.ListJobsResponse(
            jobs=[job_message(job) for job in page.jobs], next_page_token=page.next_page_token
        )

    async def GetJob(
        self, request: service.GetJobRequest, context: ServicerContext
    ) -> service.GetJobResponse:
        require_operator()
        found = await self._jobs.look(_owner(request.user_id), _job(request.job_id))
        return service.GetJobResponse(
            job=job_message(found.job),
            steps=[step_message(step) for step in found.steps],
            charges=[charge_message(charge) for charge in found.charges],
            actions=[action_message(action) for action in found.actions],
        )

    async def RetryJob(
        self, request: service.RetryJobRequest, context: ServicerContext
    ) -> service.RetryJobResponse:
        job = await self._jobs.carry_out(_order(OperatorAction.RETRY, request))
        return service.RetryJobResponse(job=job_message(job))

    async def DiscardJob(
        self, request: service.DiscardJobRequest, context: ServicerContext
    ) -> service.DiscardJobResponse:
        job = await self._jobs.carry_out(_order(OperatorAction.DISCARD, request))
        return service.DiscardJobResponse(job=job_message(job))

    async def GetQueueStats(
        self, request: service.GetQueueStatsRequest, context: ServicerContext
    ) -> service.GetQueueStatsResponse:
        require_operator()
        return service.GetQueueStatsResponse(
            queues=[queue_message(queue) for queue in await self._jobs.queues()]
        )

    async def WatchQueueStats(
        self, request: service.WatchQueueStatsRequest, context: ServicerContext
    ) -> AsyncIterator[service.WatchQueueStatsResponse]:
        require_operator()
        async for message in self._live.watch(request.resume_token):
            response = service.WatchQueueStatsResponse(resume_token=message.resume_token)
            if message.item is None:
                response.checkpoint.CopyFrom(job_admin_pb2.Checkpoint())
            elif message.item.is_first:
                response.snapshot.overview.CopyFrom(overview_message(message.item.value))
                response.snapshot.history.extend(points_messages(self._view.history))
            else:
                response.change.CopyFrom(overview_message(message.item.value))
            yield response


def _filter(request: service.ListJobsRequest) -> JobFilter:
    before = request.created_before_time if request.HasField("created_before_time") else None
    return JobFilter(
        kind=request.kind or None,
        state=state_of(request.state),
        set_aside_only=request.set_aside_only,
        created_before=None if before is None else before.ToDatetime(UTC),
        oldest_first=request.order == service.JOB_ORDER_OLDEST_FIRST,
    )


def _order(action: OperatorAction, request: service.RetryJobRequest | service.DiscardJobRequest) -> Order:
    operator = require_operator()
    return Order(
        action=action,
        owner=_owner(request.user_id),
        job_id=_job(request.job_id),
        operator=operator.user_id,
        reason=request.reason,
        request_id=UUID(request.request_id),
        fingerprint=request,
    )


def _owner(user_id: str) -> UserId:
    return UserId(UUID(user_id))


def _job(job_id: str) -> JobId:
    return JobId(UUID(job_id))
