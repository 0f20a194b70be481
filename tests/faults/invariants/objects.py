"""What a row names is in the store, and what is in the store is named."""

from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation
from tests.faults.load.record import Kind

NAME = "objects"


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module. Work that isn't over may be ahead of its rows."""
    states = {one.id: one.state for one in evidence.resources if one.kind is Kind.VIDEO}
    stored = {one.key: one for one in evidence.stored}
    named = {one.key for one in evidence.named}
    for one in evidence.named:
        if states.get(one.video_id) == "CANCELLED":
            continue  # its steps are history; its objects are to be gone
        found = stored.get(one.key)
        if found is None:
            yield Violation(Breach.LOST, NAME, one.video_id, f"{one.key} is named and isn't stored")
        elif one.size_bytes is not None and found.size_bytes != one.size_bytes:
            detail = f"{one.key} has {found.size_bytes} bytes and should have {one.size_bytes}"
            yield Violation(Breach.LOST, NAME, one.video_id, detail)
    for item in evidence.stored:
        state = states.get(item.video_id)
        is_waste = state == "CANCELLED" or (state == "READY" and item.key not in named)
        if is_waste or state is None:
            detail = f"{item.key} of a {state or 'missing'} video is stored and nothing names it"
            yield Violation(Breach.DOUBLED, NAME, item.video_id, detail)
    for film in evidence.films:
        if film.error or film.frames != film.frames_expected:
            detail = film.error or f"{film.frames} of {film.frames_expected} frames can be decoded"
            yield Violation(Breach.LOST, NAME, film.video_id, detail)
