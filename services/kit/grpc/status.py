"""Errors on the wire: a canonical code, exactly one ErrorInfo, and BadRequest or RetryInfo where they fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from services.kit.errors import Code, DomainError, FieldViolation


@dataclass(frozen=True, slots=True)
class RemoteError:
    """What another service answered instead of a result."""

    code: Code
    reason: str
    domain: str
    message: str
    metadata: Mapping[str, str]
    violations: tuple[FieldViolation, ...] = ()


def to_status(error: DomainError) -> status_pb2.Status:
    """The status that tells a caller of an error."""
    info = error_details_pb2.ErrorInfo(reason=error.reason, domain=error.domain, metadata=error.metadata)
    details = [_pack(info)]
    if error.violations:
        details.append(
            _pack(
                error_details_pb2.BadRequest(
                    field_violations=[
                        error_details_pb2.BadRequest.FieldViolation(
                            field=each.field, description=each.description, reason=each.reason
                        )
                        for each in error.violations
                    ]
                )
            )
        )
    if error.retry_after is not None:
        details.append(_pack(error_details_pb2.RetryInfo(retry_delay=_duration(error.retry_after))))
    return status_pb2.Status(code=error.code.value, message=error.message, details=details)


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


def _pack(
    message: error_details_pb2.ErrorInfo | error_details_pb2.BadRequest | error_details_pb2.RetryInfo,
) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed


def _duration(value: timedelta) -> Duration:
    duration = Duration()
    duration.FromTimedelta(value)
    return duration
