"""Every accepted request is there, once, and comes to its end."""

from collections import Counter
from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation

NAME = "endings"


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    yield from _requests(evidence)
    yield from _nothing_else(evidence)
    for person in evidence.people:
        for call in person.unanswered:
            yield Violation(Breach.STUCK, NAME, person.user_id, f"never answered: {call}")
        if not person.answers_kept:
            yield Violation(Breach.LOST, NAME, person.user_id, "saved answers aren't what was submitted")


def _requests(evidence: Evidence) -> Iterator[Violation]:
    for ask in evidence.asks:
        if len(set(ask.ids)) > 1:
            detail = f"request {ask.request_id} made {len(set(ask.ids))} {ask.kind}s: {sorted(set(ask.ids))}"
            yield Violation(Breach.DOUBLED, NAME, ask.resource_id, detail)
        resource, job = evidence.resource(ask.resource_id), evidence.job(ask.job_id)
        if resource is None:
            yield Violation(Breach.LOST, NAME, ask.resource_id, f"an accepted {ask.kind} has no row")
        if job is None:
            yield Violation(Breach.LOST, NAME, ask.resource_id, f"the job of an accepted {ask.kind} is gone")
        elif not job.is_terminal:
            detail = (
                f"the job of a {ask.kind} is still {job.state}, attempt {job.attempt}, losses {job.losses}"
            )
            yield Violation(Breach.STUCK, NAME, ask.resource_id, detail)
        if ask.watchings and not ask.watchings[-1].has_ended:
            yield Violation(Breach.STUCK, NAME, ask.resource_id, f"the watch of a {ask.kind} never ended")


def _nothing_else(evidence: Evidence) -> Iterator[Violation]:
    """One row and one job for each request, whatever got lost on the way and was sent again."""
    asked = Counter(ask.resource_id for ask in evidence.asks)
    unsure = {person.user_id for person in evidence.people if person.unanswered}
    for resource in evidence.resources:
        if resource.id not in asked and resource.user_id not in unsure:
            detail = f"a {resource.kind} that no answer ever named"
            yield Violation(Breach.DOUBLED, NAME, resource.id, detail)
    jobs = Counter(job.resource_id for job in evidence.jobs)
    for resource_id, count in jobs.items():
        if count > 1:
            yield Violation(Breach.DOUBLED, NAME, resource_id, f"{count} jobs for one resource")
