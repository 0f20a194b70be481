import datetime

from buf.validate import validate_pb2 as _validate_pb2
from encompass.auth.v1 import auth_pb2 as _auth_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WebAccess(_message.Message):
    __slots__ = ("access_token", "access_expire_time")
    ACCESS_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ACCESS_EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    access_token: str
    access_expire_time: _timestamp_pb2.Timestamp
    def __init__(self, access_token: _Optional[str] = ..., access_expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CreateWebAccountRequest(_message.Message):
    __slots__ = ("email", "password", "display_name", "device_name")
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    DEVICE_NAME_FIELD_NUMBER: _ClassVar[int]
    email: str
    password: str
    display_name: str
    device_name: str
    def __init__(self, email: _Optional[str] = ..., password: _Optional[str] = ..., display_name: _Optional[str] = ..., device_name: _Optional[str] = ...) -> None: ...

class CreateWebAccountResponse(_message.Message):
    __slots__ = ("account", "access")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    ACCESS_FIELD_NUMBER: _ClassVar[int]
    account: _auth_pb2.Account
    access: WebAccess
    def __init__(self, account: _Optional[_Union[_auth_pb2.Account, _Mapping]] = ..., access: _Optional[_Union[WebAccess, _Mapping]] = ...) -> None: ...

class CreateWebSessionRequest(_message.Message):
    __slots__ = ("email", "password", "device_name")
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    DEVICE_NAME_FIELD_NUMBER: _ClassVar[int]
    email: str
    password: str
    device_name: str
    def __init__(self, email: _Optional[str] = ..., password: _Optional[str] = ..., device_name: _Optional[str] = ...) -> None: ...

class CreateWebSessionResponse(_message.Message):
    __slots__ = ("account", "access")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    ACCESS_FIELD_NUMBER: _ClassVar[int]
    account: _auth_pb2.Account
    access: WebAccess
    def __init__(self, account: _Optional[_Union[_auth_pb2.Account, _Mapping]] = ..., access: _Optional[_Union[WebAccess, _Mapping]] = ...) -> None: ...

class RefreshWebSessionRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RefreshWebSessionResponse(_message.Message):
    __slots__ = ("account", "access")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    ACCESS_FIELD_NUMBER: _ClassVar[int]
    account: _auth_pb2.Account
    access: WebAccess
    def __init__(self, account: _Optional[_Union[_auth_pb2.Account, _Mapping]] = ..., access: _Optional[_Union[WebAccess, _Mapping]] = ...) -> None: ...

class EndWebSessionRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class EndWebSessionResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
