"""From what was noted to what is reported; pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """One side in one round."""

    accepted_per_s: float
    """While no worker runs."""
    finished_per_s: float
    """Off a backlog, from the first job's start to the last one's end."""
    jobs_per_s: float
    """Accepted and finished at the same time, from the first call to the last job's end."""
    claim_ms: Sequence[float]
    """At a steady rate: from a job's acceptance to its start at the worker, of each job."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One side over all rounds: the median of rates, and percentiles over all jobs."""

    accepted_per_s: float
    finished_per_s: float
    jobs_per_s: float
    claim_p50_ms: float
    claim_p99_ms: float


def summary(rounds: Sequence[Figures]) -> Summary:
    """Sums up the rounds of a side."""
    claims = [wait for figures in rounds for wait in figures.claim_ms]
    return Summary(
        accepted_per_s=statistics.median(figures.accepted_per_s for figures in rounds),
        finished_per_s=statistics.median(figures.finished_per_s for figures in rounds),
        jobs_per_s=statistics.median(figures.jobs_per_s for figures in rounds),
        claim_p50_ms=percentile(claims, 50),
        claim_p99_ms=percentile(claims, 99),
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many per cent of all don't exceed."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def waits_ms(accepted: Mapping[int, float], started: Mapping[int, float]) -> list[float]:
    """How long each job waited for its start; 0 where it began before its acceptance was heard of.

    Raises:
        ValueError: a job that was accepted never started: a benchmark of lost jobs is none.
    """
    lost = accepted.keys() - started.keys()
    if lost:
        raise ValueError(f"{len(lost)} of {len(accepted)} jobs never started")
    return [max(0.0, (started[number] - moment) * 1000) for number, moment in accepted.items()]
