"""Traces: W3C context in and out of every carrier, spans to a collector or a file."""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager

from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind

AttributeValue = str | bool | int | float


def inject(carrier: MutableMapping[str, str]) -> None:
    """Writes the current trace context (`traceparent`) into an outbox row, NATS headers or metadata."""
    raise AssertionError


def extract(carrier: Mapping[str, str]) -> Context:
    """The trace context that a carrier brought, for `span(..., parent=…)`."""
    raise AssertionError


@contextmanager
def span(
    name: str,
    attributes: Mapping[str, AttributeValue] | None = None,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    parent: Context | None = None,
) -> Iterator[Span]:
    """Runs a block as a span of the current trace; an exception marks it as failed and goes on."""
    raise AssertionError
    yield
