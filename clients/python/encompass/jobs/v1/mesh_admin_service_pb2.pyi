from buf.validate import validate_pb2 as _validate_pb2
from encompass.jobs.v1 import job_admin_pb2 as _job_admin_pb2
from encompass.jobs.v1 import mesh_pb2 as _mesh_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetMeshRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetMeshResponse(_message.Message):
    __slots__ = ("mesh",)
    MESH_FIELD_NUMBER: _ClassVar[int]
    mesh: _mesh_pb2.Mesh
    def __init__(self, mesh: _Optional[_Union[_mesh_pb2.Mesh, _Mapping]] = ...) -> None: ...

class WatchMeshRequest(_message.Message):
    __slots__ = ("resume_token",)
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    def __init__(self, resume_token: _Optional[str] = ...) -> None: ...

class WatchMeshResponse(_message.Message):
    __slots__ = ("resume_token", "mesh", "checkpoint")
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    MESH_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    mesh: _mesh_pb2.Mesh
    checkpoint: _job_admin_pb2.Checkpoint
    def __init__(self, resume_token: _Optional[str] = ..., mesh: _Optional[_Union[_mesh_pb2.Mesh, _Mapping]] = ..., checkpoint: _Optional[_Union[_job_admin_pb2.Checkpoint, _Mapping]] = ...) -> None: ...
