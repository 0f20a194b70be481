import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JobState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    JOB_STATE_UNSPECIFIED: _ClassVar[JobState]
    JOB_STATE_QUEUED: _ClassVar[JobState]
    JOB_STATE_RUNNING: _ClassVar[JobState]
    JOB_STATE_SUCCEEDED: _ClassVar[JobState]
    JOB_STATE_FAILED: _ClassVar[JobState]
    JOB_STATE_CANCELLED: _ClassVar[JobState]

class SetAsideReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SET_ASIDE_REASON_UNSPECIFIED: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_WORKERS_LOST: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_UNEXPECTED_ERROR: _ClassVar[SetAsideReason]

class OperatorActionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OPERATOR_ACTION_KIND_UNSPECIFIED: _ClassVar[OperatorActionKind]
    OPERATOR_ACTION_KIND_RETRY: _ClassVar[OperatorActionKind]
    OPERATOR_ACTION_KIND_DISCARD: _ClassVar[OperatorActionKind]
JOB_STATE_UNSPECIFIED: JobState
JOB_STATE_QUEUED: JobState
JOB_STATE_RUNNING: JobState
JOB_STATE_SUCCEEDED: JobState
JOB_STATE_FAILED: JobState
JOB_STATE_CANCELLED: JobState
SET_ASIDE_REASON_UNSPECIFIED: SetAsideReason
SET_ASIDE_REASON_WORKERS_LOST: SetAsideReason
SET_ASIDE_REASON_UNEXPECTED_ERROR: SetAsideReason
OPERATOR_ACTION_KIND_UNSPECIFIED: OperatorActionKind
OPERATOR_ACTION_KIND_RETRY: OperatorActionKind
OPERATOR_ACTION_KIND_DISCARD: OperatorActionKind

class Job(_message.Message):
    __slots__ = ("id", "user_id", "kind", "resource_id", "state", "attempt", "max_attempts", "losses", "max_losses", "priority", "cancel_requested", "retry_requested", "failure", "set_aside_reason", "set_aside_time", "worker", "lease_expire_time", "run_after_time", "deadline_time", "create_time", "finish_time", "shard")
    ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    MAX_ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    LOSSES_FIELD_NUMBER: _ClassVar[int]
    MAX_LOSSES_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    CANCEL_REQUESTED_FIELD_NUMBER: _ClassVar[int]
    RETRY_REQUESTED_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_REASON_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    WORKER_FIELD_NUMBER: _ClassVar[int]
    LEASE_EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    RUN_AFTER_TIME_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_TIME_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    SHARD_FIELD_NUMBER: _ClassVar[int]
    id: str
    user_id: str
    kind: str
    resource_id: str
    state: JobState
    attempt: int
    max_attempts: int
    losses: int
    max_losses: int
    priority: int
    cancel_requested: bool
    retry_requested: bool
    failure: JobFailure
    set_aside_reason: SetAsideReason
    set_aside_time: _timestamp_pb2.Timestamp
    worker: str
    lease_expire_time: _timestamp_pb2.Timestamp
    run_after_time: _timestamp_pb2.Timestamp
    deadline_time: _timestamp_pb2.Timestamp
    create_time: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    shard: str
    def __init__(self, id: _Optional[str] = ..., user_id: _Optional[str] = ..., kind: _Optional[str] = ..., resource_id: _Optional[str] = ..., state: _Optional[_Union[JobState, str]] = ..., attempt: _Optional[int] = ..., max_attempts: _Optional[int] = ..., losses: _Optional[int] = ..., max_losses: _Optional[int] = ..., priority: _Optional[int] = ..., cancel_requested: _Optional[bool] = ..., retry_requested: _Optional[bool] = ..., failure: _Optional[_Union[JobFailure, _Mapping]] = ..., set_aside_reason: _Optional[_Union[SetAsideReason, str]] = ..., set_aside_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., worker: _Optional[str] = ..., lease_expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., run_after_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deadline_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., shard: _Optional[str] = ...) -> None: ...

class JobFailure(_message.Message):
    __slots__ = ("reason", "message", "detail")
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    reason: str
    message: str
    detail: str
    def __init__(self, reason: _Optional[str] = ..., message: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class JobStep(_message.Message):
    __slots__ = ("key", "attempt", "fencing", "result_bytes", "finish_time")
    KEY_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    FENCING_FIELD_NUMBER: _ClassVar[int]
    RESULT_BYTES_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    key: str
    attempt: int
    fencing: int
    result_bytes: int
    finish_time: _timestamp_pb2.Timestamp
    def __init__(self, key: _Optional[str] = ..., attempt: _Optional[int] = ..., fencing: _Optional[int] = ..., result_bytes: _Optional[int] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class JobCharge(_message.Message):
    __slots__ = ("step_key", "meter", "quantity", "create_time")
    STEP_KEY_FIELD_NUMBER: _ClassVar[int]
    METER_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    step_key: str
    meter: str
    quantity: int
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, step_key: _Optional[str] = ..., meter: _Optional[str] = ..., quantity: _Optional[int] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class OperatorAction(_message.Message):
    __slots__ = ("kind", "operator_id", "reason", "create_time")
    KIND_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    kind: OperatorActionKind
    operator_id: str
    reason: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, kind: _Optional[_Union[OperatorActionKind, str]] = ..., operator_id: _Optional[str] = ..., reason: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class QueueStats(_message.Message):
    __slots__ = ("shard", "kind", "waiting_count", "delayed_count", "running_count", "set_aside_count", "oldest_waiting", "oldest_due_time")
    SHARD_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WAITING_COUNT_FIELD_NUMBER: _ClassVar[int]
    DELAYED_COUNT_FIELD_NUMBER: _ClassVar[int]
    RUNNING_COUNT_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_COUNT_FIELD_NUMBER: _ClassVar[int]
    OLDEST_WAITING_FIELD_NUMBER: _ClassVar[int]
    OLDEST_DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    shard: str
    kind: str
    waiting_count: int
    delayed_count: int
    running_count: int
    set_aside_count: int
    oldest_waiting: _duration_pb2.Duration
    oldest_due_time: _timestamp_pb2.Timestamp
    def __init__(self, shard: _Optional[str] = ..., kind: _Optional[str] = ..., waiting_count: _Optional[int] = ..., delayed_count: _Optional[int] = ..., running_count: _Optional[int] = ..., set_aside_count: _Optional[int] = ..., oldest_waiting: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., oldest_due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class QueueOverview(_message.Message):
    __slots__ = ("queues", "unreachable_shards", "time")
    QUEUES_FIELD_NUMBER: _ClassVar[int]
    UNREACHABLE_SHARDS_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    queues: _containers.RepeatedCompositeFieldContainer[QueueStats]
    unreachable_shards: _containers.RepeatedScalarFieldContainer[str]
    time: _timestamp_pb2.Timestamp
    def __init__(self, queues: _Optional[_Iterable[_Union[QueueStats, _Mapping]]] = ..., unreachable_shards: _Optional[_Iterable[str]] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class QueuePoint(_message.Message):
    __slots__ = ("time", "kind", "waiting_count", "delayed_count", "running_count", "set_aside_count")
    TIME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WAITING_COUNT_FIELD_NUMBER: _ClassVar[int]
    DELAYED_COUNT_FIELD_NUMBER: _ClassVar[int]
    RUNNING_COUNT_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_COUNT_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    kind: str
    waiting_count: int
    delayed_count: int
    running_count: int
    set_aside_count: int
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., kind: _Optional[str] = ..., waiting_count: _Optional[int] = ..., delayed_count: _Optional[int] = ..., running_count: _Optional[int] = ..., set_aside_count: _Optional[int] = ...) -> None: ...

class Checkpoint(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
