"""Nothing of one owner is ever seen by another."""

from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation

NAME = "privacy"


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    owners = {one.id: one.user_id for one in evidence.resources}
    for person in evidence.people:
        for look in person.looks:
            if look.answer != "NOT_FOUND":
                detail = f"{look.method} by a stranger answered {look.answer}"
                yield Violation(Breach.WRONG, NAME, look.resource_id, detail)
        for listing in person.listings:
            for foreign in (one for one in listing.ids if owners.get(one) != person.user_id):
                detail = f"a list of {person.user_id} shows somebody else's {listing.kind}"
                yield Violation(Breach.WRONG, NAME, foreign, detail)
    for job in evidence.jobs:
        owner = owners.get(job.resource_id)
        if owner is not None and owner != job.user_id:
            detail = f"a job of {job.user_id} works on what {owner} owns"
            yield Violation(Breach.WRONG, NAME, job.id, detail)
