"""Trace context across the database and the stream: a job's spans continue the request that asked for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_PROPAGATOR = TraceContextTextMapPropagator()
_TRACER = trace.get_tracer("encompass.jobs")


def current_traceparent() -> str | None:
    """The W3C traceparent of the span that is open now."""
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(
    name: str,
    attributes: Mapping[str, str | int],
    *,
    traceparent: str | None = None,
    kind: SpanKind = SpanKind.INTERNAL,
) -> Iterator[Span]:
    """A span; with `traceparent` it continues that trace, else the span that is open."""
    parent = _PROPAGATOR.extract({"traceparent": traceparent}) if traceparent else None
    with _TRACER.start_as_current_span(
        name, context=parent, kind=kind, attributes=dict(attributes)
    ) as opened:
        yield opened
