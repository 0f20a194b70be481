"""The domain's row, its job and the API say the same."""

from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation

NAME = "agreement"

_RESOURCE_OF_JOB = {
    "QUEUED": {"QUEUED", "WRITING", "RENDERING"},  # a later attempt waits in the state that the first one set
    "RUNNING": {"QUEUED", "WRITING", "RENDERING"},
    "SUCCEEDED": {"READY"},
    "FAILED": {"FAILED"},
    "CANCELLED": {"CANCELLED"},
}
_STANDING = {"WRITING": "WORKING", "RENDERING": "WORKING"}


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    for resource in evidence.resources:
        job = evidence.job(resource.job_id)
        if job is None:
            yield Violation(Breach.LOST, NAME, resource.id, f"its job {resource.job_id} is gone")
        elif resource.state not in _RESOURCE_OF_JOB[job.state]:
            detail = f"the {resource.kind} is {resource.state} and its job {job.state}"
            yield Violation(Breach.WRONG, NAME, resource.id, detail)
    for ask in evidence.asks:
        found = evidence.resource(ask.resource_id)
        if ask.last is None or found is None:
            continue
        stored = _STANDING.get(found.state, found.state)
        if ask.last.standing.value != stored:
            detail = f"the API says {ask.last.standing.value} and the database {stored}"
            yield Violation(Breach.WRONG, NAME, ask.resource_id, detail)
    for person in evidence.people:
        for listing in person.listings:
            if missing := set(listing.expected) - set(listing.ids):
                detail = f"a list of {listing.kind}s left out {sorted(missing)}"
                yield Violation(Breach.LOST, NAME, person.user_id, detail)
            if len(set(listing.ids)) < len(listing.ids):
                yield Violation(Breach.DOUBLED, NAME, person.user_id, f"a list of {listing.kind}s repeats")
        for complaint in person.complaints:
            detail = f"{complaint.method} answered {complaint.code}: {complaint.message}"
            yield Violation(Breach.WRONG, NAME, person.user_id, detail)
