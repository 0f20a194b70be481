"""Traces: W3C context in and out of every carrier, spans to a collector or a file.

A trace that its sender chose not to record costs next to nothing here: its context is passed on, and
no span is made.
"""

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from opentelemetry import context as otel_context
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import ALWAYS_ON, ParentBased, TraceIdRatioBased
from opentelemetry.trace import (
    INVALID_SPAN,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
)

from services.kit.settings import TelemetrySettings

AttributeValue = str | bool | int | float
Attributes = Mapping[str, AttributeValue]

TRACEPARENT: Final = "traceparent"
TRACESTATE: Final = "tracestate"

_SAMPLED = TraceFlags(TraceFlags.SAMPLED)
_UNSAMPLED = TraceFlags(TraceFlags.DEFAULT)
_tracer: trace.Tracer = trace.NoOpTracer()


def configure_telemetry(settings: TelemetrySettings, *, service: str) -> Callable[[], None]:
    """Starts recording spans where any exporter is set; returns what flushes and ends it."""
    global _tracer
    exporters: list[SpanExporter] = []
    if settings.otlp_endpoint:
        # Imported here: it pulls in a gRPC channel of its own, which most processes don't need.
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        insecure = not settings.otlp_endpoint.startswith("https://")
        exporters.append(OTLPSpanExporter(endpoint=settings.otlp_endpoint, insecure=insecure, timeout=5))
    if settings.file:
        exporters.append(JsonLinesExporter(settings.file))
    if not exporters:
        return _nothing
    ratio = settings.sample_ratio
    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "service.namespace": "encompass"}),
        sampler=ParentBased(ALWAYS_ON if ratio >= 1 else TraceIdRatioBased(ratio)),
        shutdown_on_exit=False,
    )
    for exporter in exporters:
        provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
    _tracer = provider.get_tracer("encompass")

    def end() -> None:
        global _tracer
        _tracer = trace.NoOpTracer()
        provider.shutdown()

    return end


@contextmanager
def span(
    name: str,
    attributes: Attributes | None = None,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    parent: Context | None = None,
) -> Iterator[Span]:
    """Runs a block as a span; an exception marks it as failed and goes on.

    Args:
        parent: what `extract` made of a carrier; None: the span that runs now.
    """
    started = _tracer.start_span(name, parent, kind=kind, attributes=attributes)
    token = otel_context.attach(trace.set_span_in_context(started, parent))
    try:
        yield started
    except BaseException as error:
        # The type only: a message may hold what a person wrote.
        started.set_status(Status(StatusCode.ERROR, type(error).__name__))
        raise
    finally:
        otel_context.detach(token)
        started.end()


def start_span(name: str, attributes: Attributes, kind: SpanKind) -> Span:
    """A span for code that can't be a `with` block; whoever starts it ends it. It isn't made current."""
    return _tracer.start_span(name, kind=kind, attributes=attributes)


def join(traceparent: str | None, tracestate: str | None, name: str, attributes: Attributes) -> Span | None:
    """Joins the rest of this task to a caller's trace, or starts one; the server's end of a call.

    Returns:
        The span, which the caller of this ends; None where nothing is recorded.
    """
    remote = _parse(traceparent, tracestate)
    if remote is None:
        started = _tracer.start_span(name, Context(), kind=SpanKind.SERVER, attributes=attributes)
        otel_context.attach(trace.set_span_in_context(started, Context()))
        return started if started.is_recording() else None
    parent = trace.set_span_in_context(NonRecordingSpan(remote), Context())
    if not remote.trace_flags.sampled:
        otel_context.attach(parent)
        return None
    started = _tracer.start_span(name, parent, kind=SpanKind.SERVER, attributes=attributes)
    otel_context.attach(trace.set_span_in_context(started, parent))
    return started if started.is_recording() else None


def inject(carrier: MutableMapping[str, str]) -> None:
    """Writes the current trace context into an outbox row, NATS headers or metadata; nothing if none."""
    value = current_traceparent()
    if value:
        carrier[TRACEPARENT] = value
        state = trace.get_current_span().get_span_context().trace_state
        if state:
            carrier[TRACESTATE] = state.to_header()


def extract(carrier: Mapping[str, str]) -> Context:
    """The trace context that a carrier brought, for `span(..., parent=…)`; an empty one where it has none."""
    remote = _parse(carrier.get(TRACEPARENT), carrier.get(TRACESTATE))
    if remote is None:
        return Context()
    return trace.set_span_in_context(NonRecordingSpan(remote), Context())


def current_traceparent() -> str:
    """The W3C header of the current span; empty outside of any trace."""
    current = trace.get_current_span().get_span_context()
    if not current.is_valid:
        return ""
    return f"00-{current.trace_id:032x}-{current.span_id:016x}-{current.trace_flags:02x}"


def current_trace_id() -> str:
    """The id of the current trace in hexadecimal; empty outside of any."""
    number = current_trace_number()
    return f"{number:032x}" if number else ""


def current_trace_number() -> int:
    """The id of the current trace; 0 outside of any."""
    span = trace.get_current_span()
    if span is INVALID_SPAN:
        return 0
    current = span.get_span_context()
    return current.trace_id if current.is_valid else 0


class JsonLinesExporter(SpanExporter):
    """Finished spans, one JSON object a line. Several processes may append to one file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: TextIO = path.open("a", encoding="utf-8", buffering=1024 * 1024)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        try:
            self._file.write("".join(json.dumps(_as_json(span), default=str) + "\n" for span in spans))
            self._file.flush()
        except (OSError, ValueError):
            return SpanExportResult.FAILURE
        return SpanExportResult.SUCCESS

    def shutdown(self) -> None:
        self._file.close()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return True


def _as_json(span: ReadableSpan) -> dict[str, object]:
    own = span.get_span_context()
    start, end = span.start_time or 0, span.end_time or 0
    return {
        "trace_id": f"{own.trace_id:032x}" if own else "",
        "span_id": f"{own.span_id:016x}" if own else "",
        "parent_id": f"{span.parent.span_id:016x}" if span.parent else "",
        "name": span.name,
        "kind": span.kind.name.lower(),
        "service": span.resource.attributes.get("service.name", ""),
        "start_unix_ns": start,
        "duration_ms": round((end - start) / 1e6, 3),
        "status": span.status.status_code.name.lower(),
        "error": span.status.description or "",
        "attributes": dict(span.attributes or {}),
    }


def _parse(traceparent: str | None, tracestate: str | None) -> SpanContext | None:
    if not traceparent or len(traceparent) < 55:
        return None
    try:
        version, trace_id, span_id, flags = traceparent.split("-", 3)
        remote = SpanContext(
            trace_id=int(trace_id, 16),
            span_id=int(span_id, 16),
            is_remote=True,
            trace_flags=_SAMPLED if int(flags[:2], 16) & TraceFlags.SAMPLED else _UNSAMPLED,
            trace_state=trace.TraceState.from_header([tracestate]) if tracestate else None,
        )
    except ValueError:
        return None
    return remote if remote.is_valid and version != "ff" else None


def _nothing() -> None:
    """Ends a telemetry that was never started."""
