"""What is seen of inferences from outside: a span and the metrics of each."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from opentelemetry.trace import SpanKind

from services.kit import telemetry
from services.kit.metrics import METRICS
from services.kit.triton.errors import ModelRejected, ModelUnavailable


@dataclass(frozen=True, slots=True)
class Observed:
    """The trace that an inference belongs to, for its request and for its call."""

    carrier: dict[str, str]
    metadata: tuple[tuple[str, str], ...]


@contextmanager
def observed(model: str) -> Iterator[Observed]:
    """A span and the metrics of one inference."""
    started = perf_counter()
    in_flight = METRICS.triton_in_flight.labels(model)
    in_flight.inc()
    result = "failed"
    try:
        with telemetry.span("triton.infer", {"encompass.model": model}, kind=SpanKind.CLIENT):
            carrier: dict[str, str] = {}
            telemetry.inject(carrier)
            yield Observed(carrier, tuple(carrier.items()))
        result = "ok"
    except ModelUnavailable:
        result = "unavailable"
        raise
    except ModelRejected:
        result = "rejected"
        raise
    except (asyncio.CancelledError, GeneratorExit):
        result = "cancelled"
        raise
    finally:
        in_flight.dec()
        METRICS.triton_seconds.labels(model, result).observe(perf_counter() - started)
