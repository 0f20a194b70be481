"""Traces and measures every call."""

from time import perf_counter

from opentelemetry.trace import Status, StatusCode
from prometheus_client import Gauge, Histogram

from services.kit import telemetry
from services.kit.errors import Code
from services.kit.grpc.call import OK, Call, Interceptor, Method
from services.kit.metrics import METRICS

_OURS = frozenset({Code.UNKNOWN, Code.INTERNAL, Code.UNAVAILABLE, Code.DATA_LOSS, Code.DEADLINE_EXCEEDED})
"""Codes that mean a fault of the service; the others are the caller's, and no failure of a span."""


class Observation(Interceptor):
    """A span for each call whose trace is recorded, and metrics for all of them."""

    def __init__(self) -> None:
        self._attributes: dict[str, dict[str, telemetry.AttributeValue]] = {}
        self._in_flight: dict[str, Gauge] = {}
        self._seconds: dict[tuple[str, int], Histogram] = {}

    def applies_to(self, method: Method) -> bool:
        self._attributes[method.path] = {
            "rpc.system": "grpc",
            "rpc.service": method.service,
            "rpc.method": method.name,
        }
        self._in_flight[method.path] = METRICS.rpc_in_flight.labels(method.path)
        return True

    def before(self, call: Call) -> None:
        path = call.method.path
        metadata = call.metadata
        call.span = telemetry.join(
            metadata.get(telemetry.TRACEPARENT),
            metadata.get(telemetry.TRACESTATE),
            path[1:],
            self._attributes[path],
        )
        self._in_flight[path].inc()

    def after(self, call: Call) -> None:
        path = call.method.path
        self._in_flight[path].dec()
        seconds = self._seconds.get((path, call.code)) or self._measure(path, call.code)
        seconds.observe(perf_counter() - call.started)
        if call.code != OK:
            METRICS.rpc_errors.labels(path, code_name(call.code), call.reason).inc()
        if call.span is not None:
            self._end_span(call)

    def _measure(self, path: str, code: int) -> Histogram:
        child = self._seconds[path, code] = METRICS.rpc_seconds.labels(path, code_name(code))
        return child

    def _end_span(self, call: Call) -> None:
        span = call.span
        if span is None:
            return
        span.set_attribute("rpc.grpc.status_code", call.code)
        span.set_attribute("encompass.request_id", call.request_id)
        if call.principal is not None:
            span.set_attribute("enduser.id", str(call.principal.user_id))
        if call.code in _OURS:
            span.set_status(Status(StatusCode.ERROR, call.reason))
        span.end()


def code_name(code: int) -> str:
    """OK, NOT_FOUND, …"""
    return Code(code).name if code else "OK"
