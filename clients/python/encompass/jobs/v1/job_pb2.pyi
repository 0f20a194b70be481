from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class JobBell(_message.Message):
    __slots__ = ("job_id", "user_id", "slot", "kind")
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    SLOT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    job_id: str
    user_id: str
    slot: int
    kind: str
    def __init__(self, job_id: _Optional[str] = ..., user_id: _Optional[str] = ..., slot: _Optional[int] = ..., kind: _Optional[str] = ...) -> None: ...
