"""Turns what was raised into what the caller is told."""

import asyncio

import grpc

from services.kit.errors import Code, DeadlineExceeded, DomainError, Unavailable
from services.kit.grpc.call import OK, Call, Interceptor
from services.kit.grpc.status import internal_status, to_status
from services.kit.logging import get_logger

log = get_logger(__name__)

_PASSING = frozenset(
    {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.RESOURCE_EXHAUSTED}
)


class ErrorTranslation(Interceptor):
    """A `DomainError` is told as it is; anything else is INTERNAL, told to the log alone."""

    def after(self, call: Call) -> None:
        error = call.error
        if error is None:
            return
        if isinstance(error, DomainError):
            self._tell(call, error)
        elif isinstance(error, asyncio.CancelledError | GeneratorExit):
            # The caller has gone, or its time is over; there is nobody left to tell.
            remaining = call.context.time_remaining()
            over = remaining is not None and remaining <= 0
            call.code = Code.DEADLINE_EXCEEDED if over else Code.CANCELLED
            call.reason = call.reason or ("DEADLINE_EXCEEDED" if over else "CANCELLED")
        elif isinstance(error, grpc.aio.AbortError):
            call.code = _as_number(call.context.code()) or OK
        elif isinstance(error, grpc.aio.AioRpcError) and error.code() in _PASSING:
            log.warning("rpc.dependency_failed", code=error.code().name, method=call.method.path)
            self._tell(call, Unavailable("A part of the service can't be reached now; try again soon."))
        elif isinstance(error, TimeoutError):
            log.warning("rpc.timed_out", method=call.method.path, exc_info=error)
            self._tell(call, DeadlineExceeded("It took too long; try again."))
        else:
            log.error("rpc.failed", method=call.method.path, exc_info=error)
            call.status = internal_status(call.request_id)
            call.code, call.reason = Code.INTERNAL, "INTERNAL"

    def _tell(self, call: Call, error: DomainError) -> None:
        call.status = to_status(error)
        call.code, call.reason = error.code, error.reason


def _as_number(code: grpc.StatusCode | int | None) -> int:
    if isinstance(code, grpc.StatusCode):
        return int(code.value[0])
    return int(code or 0)
