"""A cancelled job stops, stays stopped, and frees its model."""

from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence, FaultWindow
from tests.faults.invariants.violation import Breach, Violation

NAME = "cancels"
WORKS_ON_S = 2.0
"""How long after a cancel was accepted something may still be done."""


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    for ask in evidence.asks:
        job = evidence.job(ask.job_id)
        if not ask.cancels or ask.retries or job is None:
            continue
        cancel = ask.cancels[0]
        ended = None if job.finished_at is None else job.finished_at.timestamp()
        if job.is_terminal and job.state != "CANCELLED" and not _was_over(ended, cancel.accepted_at):
            detail = f"cancelled in time, and the job is {job.state}"
            yield Violation(Breach.WRONG, NAME, ask.resource_id, detail)
        if job.state != "CANCELLED":
            continue
        latest = cancel.accepted_at + WORKS_ON_S
        for step in evidence.steps_of(job.id):
            if step.finished_at.timestamp() > latest:
                late = step.finished_at.timestamp() - cancel.accepted_at
                detail = f"step {step.key} was finished {late:.1f} s after the cancel"
                yield Violation(Breach.DOUBLED, NAME, ask.resource_id, detail)
        for charge in evidence.charges:
            if charge.job_id == job.id and charge.created_at.timestamp() > latest:
                detail = f"step {charge.step_key} was charged after the cancel"
                yield Violation(Breach.DOUBLED, NAME, ask.resource_id, detail)
        allowed = _excused(latest, evidence.window)
        if ended is not None and ended > allowed:
            detail = f"it took {ended - cancel.accepted_at:.1f} s to be CANCELLED"
            yield Violation(Breach.STUCK, NAME, ask.resource_id, detail)
    for model in evidence.busy_models:
        yield Violation(Breach.STUCK, NAME, model, f"{model} still works after all jobs are over")


RECOVERY_S = 20.0
"""How long after a fault was healed its after-effects (leases, restarts) may delay a cancel."""


def _was_over(ended: float | None, accepted_at: float) -> bool:
    return ended is not None and ended <= accepted_at


def _excused(latest: float, window: FaultWindow | None) -> float:
    """The latest moment for the job to be CANCELLED: a fault may stand in its way until some time after."""
    if window is None or latest < window.began_at or latest - WORKS_ON_S > window.healed_at + RECOVERY_S:
        return latest + 1.0  # settling itself, on a busy machine
    return max(latest + 1.0, window.healed_at + RECOVERY_S)
