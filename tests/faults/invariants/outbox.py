"""What was committed is published."""

from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation

NAME = "outbox"


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    if evidence.unpublished:
        yield Violation(Breach.STUCK, NAME, "outbox", f"{evidence.unpublished} rows were never published")
    stream = evidence.stream
    if stream is None:
        return
    for event in evidence.events:
        if event.id not in stream.ids and event.published_at > stream.made_at:
            yield Violation(Breach.LOST, NAME, event.id, f"{event.subject} was marked and never published")
