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

class MeshPartKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MESH_PART_KIND_UNSPECIFIED: _ClassVar[MeshPartKind]
    MESH_PART_KIND_EDGE: _ClassVar[MeshPartKind]
    MESH_PART_KIND_SERVICE: _ClassVar[MeshPartKind]
    MESH_PART_KIND_WORKER: _ClassVar[MeshPartKind]
    MESH_PART_KIND_MODEL_SERVER: _ClassVar[MeshPartKind]
    MESH_PART_KIND_MODEL: _ClassVar[MeshPartKind]
    MESH_PART_KIND_MESSAGES: _ClassVar[MeshPartKind]
    MESH_PART_KIND_STORE: _ClassVar[MeshPartKind]
    MESH_PART_KIND_DATABASE: _ClassVar[MeshPartKind]

class MeshHealth(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MESH_HEALTH_UNSPECIFIED: _ClassVar[MeshHealth]
    MESH_HEALTH_UP: _ClassVar[MeshHealth]
    MESH_HEALTH_STARTING: _ClassVar[MeshHealth]
    MESH_HEALTH_DOWN: _ClassVar[MeshHealth]
    MESH_HEALTH_OFF: _ClassVar[MeshHealth]
MESH_PART_KIND_UNSPECIFIED: MeshPartKind
MESH_PART_KIND_EDGE: MeshPartKind
MESH_PART_KIND_SERVICE: MeshPartKind
MESH_PART_KIND_WORKER: MeshPartKind
MESH_PART_KIND_MODEL_SERVER: MeshPartKind
MESH_PART_KIND_MODEL: MeshPartKind
MESH_PART_KIND_MESSAGES: MeshPartKind
MESH_PART_KIND_STORE: MeshPartKind
MESH_PART_KIND_DATABASE: MeshPartKind
MESH_HEALTH_UNSPECIFIED: MeshHealth
MESH_HEALTH_UP: MeshHealth
MESH_HEALTH_STARTING: MeshHealth
MESH_HEALTH_DOWN: MeshHealth
MESH_HEALTH_OFF: MeshHealth

class MeshPart(_message.Message):
    __slots__ = ("name", "kind", "health", "since_time", "latency", "detail", "replicas")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    HEALTH_FIELD_NUMBER: _ClassVar[int]
    SINCE_TIME_FIELD_NUMBER: _ClassVar[int]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    REPLICAS_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: MeshPartKind
    health: MeshHealth
    since_time: _timestamp_pb2.Timestamp
    latency: _duration_pb2.Duration
    detail: str
    replicas: _containers.RepeatedCompositeFieldContainer[MeshReplica]
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[MeshPartKind, str]] = ..., health: _Optional[_Union[MeshHealth, str]] = ..., since_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., latency: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., detail: _Optional[str] = ..., replicas: _Optional[_Iterable[_Union[MeshReplica, _Mapping]]] = ...) -> None: ...

class MeshReplica(_message.Message):
    __slots__ = ("name", "state", "is_synchronous", "lag_bytes", "lag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    IS_SYNCHRONOUS_FIELD_NUMBER: _ClassVar[int]
    LAG_BYTES_FIELD_NUMBER: _ClassVar[int]
    LAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    state: str
    is_synchronous: bool
    lag_bytes: int
    lag: _duration_pb2.Duration
    def __init__(self, name: _Optional[str] = ..., state: _Optional[str] = ..., is_synchronous: _Optional[bool] = ..., lag_bytes: _Optional[int] = ..., lag: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class Mesh(_message.Message):
    __slots__ = ("parts", "time")
    PARTS_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    parts: _containers.RepeatedCompositeFieldContainer[MeshPart]
    time: _timestamp_pb2.Timestamp
    def __init__(self, parts: _Optional[_Iterable[_Union[MeshPart, _Mapping]]] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
