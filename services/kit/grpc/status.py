"""Errors on the wire: a canonical code, exactly one ErrorInfo, and other details where they fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import singledispatch

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from services.kit.errors import Code, DomainError, FieldViolation
from services.kit.logging import get_logger

MAX_METADATA_BYTES = 64 * 1024
"""What a channel has to accept for every status to come through; gRPC's own 8 KiB are too few."""
_MAX_DETAILS_BYTES = 32 * 1024
"""Details travel as a header, in base64, and others come with it."""
_MAX_VIOLATIONS_BYTES = 24 * 1024

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RemoteError:
    """What another service answered instead of a result."""

    code: Code
    reason: str
    domain: str
    message: str
    metadata: Mapping[str, str]
    violations: tuple[FieldViolation, ...] = ()


@singledispatch
def detail_message(detail: object) -> Message:
    """What a detail of a `DomainError` is on the wire. Domains register a function for each type of theirs:

    @detail_message.register
    def _(detail: Conflict) -> Message: ...
    """
    raise TypeError(f"nobody has said what a {type(detail).__qualname__} is on the wire")


@detail_message.register
def _(detail: Message) -> Message:
    return detail


def to_status(error: DomainError) -> status_pb2.Status:
    """The status that tells a caller of an error. What would make it too large for a header is left out."""
    status = status_pb2.Status(code=error.code.value, message=error.message)
    for detail in _details(error):
        packed = _pack(detail)
        if status.ByteSize() + packed.ByteSize() > _MAX_DETAILS_BYTES:
            log.warning("rpc.detail_too_large", reason=error.reason, detail=detail.DESCRIPTOR.full_name)
            continue
        status.details.append(packed)
    return status


def _details(error: DomainError) -> Iterator[Message]:
    yield error_details_pb2.ErrorInfo(reason=error.reason, domain=error.domain, metadata=error.metadata)
    if error.violations:
        yield _bad_request(error.violations)
    if error.retry_after is not None:
        yield error_details_pb2.RetryInfo(retry_delay=_duration(error.retry_after))
    if error.help_links:
        yield error_details_pb2.Help(
            links=[
                error_details_pb2.Help.Link(description=link.description, url=link.url)
                for link in error.help_links
            ]
        )
    for detail in error.details:
        try:
            yield detail_message(detail)
        except TypeError:
            log.exception("rpc.detail_unknown", reason=error.reason)


def _bad_request(violations: Sequence[FieldViolation]) -> error_details_pb2.BadRequest:
    """As many of the violations as a header holds, from the first on."""
    message = error_details_pb2.BadRequest()
    size = 0
    for each in violations:
        violation = error_details_pb2.BadRequest.FieldViolation(
            field=each.field, description=each.description, reason=each.reason
        )
        size += violation.ByteSize() + 4
        if size > _MAX_VIOLATIONS_BYTES:
            break
        message.field_violations.append(violation)
    return message


def internal_status(request_id: str) -> status_pb2.Status:
    """The status of a failure that nobody expected: no word of it leaves the service."""
    info = error_details_pb2.ErrorInfo(
        reason="INTERNAL", domain="encompass.common", metadata={"request_id": request_id}
    )
    return status_pb2.Status(
        code=Code.INTERNAL.value, message="Something went wrong on our side.", details=[_pack(info)]
    )


def read_remote_error(error: grpc.aio.AioRpcError) -> RemoteError:
    """What a failed call to another service says; for adapters that tell some reasons from others."""
    code = Code(error.code().value[0])
    status = rpc_status.from_call(error)
    info = error_details_pb2.ErrorInfo()
    bad_request = error_details_pb2.BadRequest()
    for detail in status.details if status is not None else ():
        detail.Unpack(info)
        detail.Unpack(bad_request)
    return RemoteError(
        code=code,
        reason=info.reason,
        domain=info.domain,
        message=error.details() or "",
        metadata=dict(info.metadata),
        violations=tuple(
            FieldViolation(each.field, each.description, each.reason) for each in bad_request.field_violations
        ),
    )


def _pack(message: Message) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed


def _duration(value: timedelta) -> Duration:
    duration = Duration()
    duration.FromTimedelta(value)
    return duration
