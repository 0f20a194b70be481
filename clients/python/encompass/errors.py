"""What can go wrong in a call, as exceptions.

Each canonical gRPC code has a class; what exactly happened is in `reason` (an ErrorReason of the domain's
contract, for example `SCRIPT_NOT_READY`) and `metadata`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import grpc
from google.protobuf import any_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError, Message
from google.rpc import error_details_pb2, status_pb2

STATUS_DETAILS_KEY = "grpc-status-details-bin"
REQUEST_ID_KEY = "x-request-id"
MAX_METADATA_BYTES = 64 * 1024
"""What a channel has to accept for the details of every error to come through."""

MessageT = TypeVar("MessageT", bound=Message)


@dataclass(frozen=True, slots=True)
class Violation:
    """One field of a request that breaks a rule of the contract."""

    field: str
    description: str


@dataclass(frozen=True, slots=True)
class HelpLink:
    """Where a person finds help with what happened."""

    description: str
    url: str


class EncompassError(Exception):
    """A call that failed.

    `message` is for people; `reason` (UPPER_SNAKE, empty when no service answered), `domain` and `metadata`
    are for programs; `violations` names every wrong field; `retry_after` says when trying again makes sense;
    `help_links` say where a person finds help; `details` are messages of the contract that say more
    (`detail` finds one by its type); `request_id` finds the call in the logs.
    """

    def __init__(
        self,
        message: str,
        *,
        reason: str = "",
        domain: str = "",
        metadata: Mapping[str, str] | None = None,
        violations: tuple[Violation, ...] = (),
        retry_after: timedelta | None = None,
        help_links: tuple[HelpLink, ...] = (),
        details: tuple[Message, ...] = (),
        request_id: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.domain = domain
        self.metadata = dict(metadata or {})
        self.violations = violations
        self.retry_after = retry_after
        self.help_links = help_links
        self.details = details
        self.request_id = request_id

    def detail(self, kind: type[MessageT]) -> MessageT | None:
        """The detail of this type, for example `AnswersConflict`; None when there is none."""
        return next((each for each in self.details if isinstance(each, kind)), None)

    def __str__(self) -> str:
        fields = "".join(f"\n  {v.field}: {v.description}" for v in self.violations)
        return f"{self.message}{fields}"


class InvalidArgument(EncompassError):
    """The request breaks a rule; `violations` says which."""


class Unauthenticated(EncompassError):
    """Nobody is signed in, or no longer: sign in again."""


class PermissionDenied(EncompassError):
    """The caller may not do this."""


class NotFound(EncompassError):
    """The caller has no such resource."""


class AlreadyExists(EncompassError):
    """Something like it exists already."""


class FailedPrecondition(EncompassError):
    """The resource is not in a state that allows this."""


class Aborted(EncompassError):
    """Another writer was faster: read again and retry."""


class OutOfRange(EncompassError):
    """The position asked for is not available any more."""


class ResourceExhausted(EncompassError):
    """Too much at once; see `retry_after`."""


class DeadlineExceeded(EncompassError):
    """No answer in time."""


class Unavailable(EncompassError):
    """The service can't be reached now: try again."""


class Cancelled(EncompassError):
    """The call was cancelled."""


class Internal(EncompassError):
    """A fault of the service; report `request_id`."""


_BY_CODE: Mapping[grpc.StatusCode, type[EncompassError]] = {
    grpc.StatusCode.INVALID_ARGUMENT: InvalidArgument,
    grpc.StatusCode.UNAUTHENTICATED: Unauthenticated,
    grpc.StatusCode.PERMISSION_DENIED: PermissionDenied,
    grpc.StatusCode.NOT_FOUND: NotFound,
    grpc.StatusCode.ALREADY_EXISTS: AlreadyExists,
    grpc.StatusCode.FAILED_PRECONDITION: FailedPrecondition,
    grpc.StatusCode.ABORTED: Aborted,
    grpc.StatusCode.OUT_OF_RANGE: OutOfRange,
    grpc.StatusCode.RESOURCE_EXHAUSTED: ResourceExhausted,
    grpc.StatusCode.DEADLINE_EXCEEDED: DeadlineExceeded,
    grpc.StatusCode.UNAVAILABLE: Unavailable,
    grpc.StatusCode.CANCELLED: Cancelled,
}


def from_rpc(error: grpc.aio.AioRpcError) -> EncompassError:
    """Turns a failed call into the exception of its code, with the details that the service sent."""
    trailing = _as_dict(error.trailing_metadata())
    initial = _as_dict(error.initial_metadata())
    info = error_details_pb2.ErrorInfo()
    bad_request = error_details_pb2.BadRequest()
    retry_info = error_details_pb2.RetryInfo()
    help_ = error_details_pb2.Help()
    more: list[Message] = []
    for detail in _status(trailing).details:
        if any(detail.Unpack(known) for known in (info, bad_request, retry_info, help_)):
            continue
        if (unpacked := _unpacked(detail)) is not None:
            more.append(unpacked)
    message = error.details() or "the call failed"
    delay = retry_info.retry_delay.ToTimedelta() if retry_info.HasField("retry_delay") else None
    return _BY_CODE.get(error.code(), Internal)(
        message,
        reason=info.reason or _edge_reason(error.code(), message),
        domain=info.domain,
        metadata=info.metadata,
        violations=tuple(Violation(v.field, v.description) for v in bad_request.field_violations),
        retry_after=delay,
        help_links=tuple(HelpLink(link.description, link.url) for link in help_.links),
        details=tuple(more),
        request_id=str(initial.get(REQUEST_ID_KEY) or trailing.get(REQUEST_ID_KEY) or ""),
    )


def _as_dict(metadata: Any) -> dict[str, str | bytes]:
    return dict(metadata or ())


def _status(trailing: Mapping[str, str | bytes]) -> status_pb2.Status:
    raw = trailing.get(STATUS_DETAILS_KEY, b"")
    try:
        return status_pb2.Status.FromString(raw if isinstance(raw, bytes) else raw.encode("latin-1"))
    except DecodeError:
        return status_pb2.Status()


def _unpacked(detail: any_pb2.Any) -> Message | None:
    """The message in a detail; None for a type that this version of the client doesn't know."""
    try:
        descriptor = descriptor_pool.Default().FindMessageTypeByName(detail.TypeName())
        return message_factory.GetMessageClass(descriptor).FromString(detail.value)
    except (KeyError, DecodeError):
        return None


def _edge_reason(code: grpc.StatusCode, message: str) -> str:
    """The edge refuses a bad token itself, in words of its own and without details."""
    if code is not grpc.StatusCode.UNAUTHENTICATED:
        return ""
    words = message.lower()
    if "expired" in words:
        return "TOKEN_EXPIRED"
    return "TOKEN_MISSING" if "missing" in words else "TOKEN_INVALID"
