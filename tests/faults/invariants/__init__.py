"""What must hold after every run, whatever was done to the stack; each rule is a module of its own."""

from tests.faults.invariants import (
    agreement,
    cancels,
    endings,
    failures,
    frames,
    objects,
    outbox,
    privacy,
    steps,
    watches,
)
from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation

ALL = (endings, agreement, steps, frames, objects, cancels, watches, failures, privacy, outbox)


def violations(evidence: Evidence) -> list[Violation]:
    """Every broken promise of a run."""
    return [violation for rule in ALL for violation in rule.check(evidence)]


__all__ = ["ALL", "Breach", "Evidence", "Violation", "violations"]
