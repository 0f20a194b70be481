import datetime

from buf.validate import validate_pb2 as _validate_pb2
from encompass.jobs.v1 import job_admin_pb2 as _job_admin_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JobOrder(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    JOB_ORDER_UNSPECIFIED: _ClassVar[JobOrder]
    JOB_ORDER_NEWEST_FIRST: _ClassVar[JobOrder]
    JOB_ORDER_OLDEST_FIRST: _ClassVar[JobOrder]
JOB_ORDER_UNSPECIFIED: JobOrder
JOB_ORDER_NEWEST_FIRST: JobOrder
JOB_ORDER_OLDEST_FIRST: JobOrder

class ListJobsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "kind", "state", "set_aside_only", "created_before_time", "order")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_ONLY_FIELD_NUMBER: _ClassVar[int]
    CREATED_BEFORE_TIME_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    kind: str
    state: _job_admin_pb2.JobState
    set_aside_only: bool
    created_before_time: _timestamp_pb2.Timestamp
    order: JobOrder
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., kind: _Optional[str] = ..., state: _Optional[_Union[_job_admin_pb2.JobState, str]] = ..., set_aside_only: _Optional[bool] = ..., created_before_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., order: _Optional[_Union[JobOrder, str]] = ...) -> None: ...

class ListJobsResponse(_message.Message):
    __slots__ = ("jobs", "next_page_token")
    JOBS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    jobs: _containers.RepeatedCompositeFieldContainer[_job_admin_pb2.Job]
    next_page_token: str
    def __init__(self, jobs: _Optional[_Iterable[_Union[_job_admin_pb2.Job, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetJobRequest(_message.Message):
    __slots__ = ("user_id", "job_id")
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    user_id: str
    job_id: str
    def __init__(self, user_id: _Optional[str] = ..., job_id: _Optional[str] = ...) -> None: ...

class GetJobResponse(_message.Message):
    __slots__ = ("job", "steps", "charges", "actions")
    JOB_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    CHARGES_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    job: _job_admin_pb2.Job
    steps: _containers.RepeatedCompositeFieldContainer[_job_admin_pb2.JobStep]
    charges: _containers.RepeatedCompositeFieldContainer[_job_admin_pb2.JobCharge]
    actions: _containers.RepeatedCompositeFieldContainer[_job_admin_pb2.OperatorAction]
    def __init__(self, job: _Optional[_Union[_job_admin_pb2.Job, _Mapping]] = ..., steps: _Optional[_Iterable[_Union[_job_admin_pb2.JobStep, _Mapping]]] = ..., charges: _Optional[_Iterable[_Union[_job_admin_pb2.JobCharge, _Mapping]]] = ..., actions: _Optional[_Iterable[_Union[_job_admin_pb2.OperatorAction, _Mapping]]] = ...) -> None: ...

class RetryJobRequest(_message.Message):
    __slots__ = ("request_id", "user_id", "job_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    user_id: str
    job_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., user_id: _Optional[str] = ..., job_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RetryJobResponse(_message.Message):
    __slots__ = ("job",)
    JOB_FIELD_NUMBER: _ClassVar[int]
    job: _job_admin_pb2.Job
    def __init__(self, job: _Optional[_Union[_job_admin_pb2.Job, _Mapping]] = ...) -> None: ...

class DiscardJobRequest(_message.Message):
    __slots__ = ("request_id", "user_id", "job_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    user_id: str
    job_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., user_id: _Optional[str] = ..., job_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DiscardJobResponse(_message.Message):
    __slots__ = ("job",)
    JOB_FIELD_NUMBER: _ClassVar[int]
    job: _job_admin_pb2.Job
    def __init__(self, job: _Optional[_Union[_job_admin_pb2.Job, _Mapping]] = ...) -> None: ...

class GetQueueStatsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetQueueStatsResponse(_message.Message):
    __slots__ = ("queues",)
    QUEUES_FIELD_NUMBER: _ClassVar[int]
    queues: _containers.RepeatedCompositeFieldContainer[_job_admin_pb2.QueueStats]
    def __init__(self, queues: _Optional[_Iterable[_Union[_job_admin_pb2.QueueStats, _Mapping]]] = ...) -> None: ...

class WatchQueueStatsRequest(_message.Message):
    __slots__ = ("resume_token",)
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    def __init__(self, resume_token: _Optional[str] = ...) -> None: ...

class QueueSnapshot(_message.Message):
    __slots__ = ("overview", "history")
    OVERVIEW_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    overview: _job_admin_pb2.QueueOverview
    history: _containers.RepeatedCompositeFieldContainer[_job_admin_pb2.QueuePoint]
    def __init__(self, overview: _Optional[_Union[_job_admin_pb2.QueueOverview, _Mapping]] = ..., history: _Optional[_Iterable[_Union[_job_admin_pb2.QueuePoint, _Mapping]]] = ...) -> None: ...

class WatchQueueStatsResponse(_message.Message):
    __slots__ = ("resume_token", "snapshot", "change", "checkpoint")
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    snapshot: QueueSnapshot
    change: _job_admin_pb2.QueueOverview
    checkpoint: _job_admin_pb2.Checkpoint
    def __init__(self, resume_token: _Optional[str] = ..., snapshot: _Optional[_Union[QueueSnapshot, _Mapping]] = ..., change: _Optional[_Union[_job_admin_pb2.QueueOverview, _Mapping]] = ..., checkpoint: _Optional[_Union[_job_admin_pb2.Checkpoint, _Mapping]] = ...) -> None: ...
