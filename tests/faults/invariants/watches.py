"""Watches never go back in time, have neither gap nor repeat, and end with what the database holds."""

from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence
from tests.faults.invariants.violation import Breach, Violation
from tests.faults.load.record import Ask, Seen, Snapshot, Standing, Watching

NAME = "watches"
_ORDER = {
    Standing.QUEUED: 0,
    Standing.WORKING: 1,
    Standing.READY: 2,
    Standing.FAILED: 2,
    Standing.CANCELLED: 2,
}
_STATES = {"WRITING": "WORKING", "RENDERING": "WORKING"}


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    for ask in evidence.asks:
        for watching in ask.watchings:
            for detail in (*_versions(watching), *_snapshots(watching), *_words(watching)):
                yield Violation(Breach.WRONG, NAME, ask.resource_id, detail)
            if watching.refused_tokens:
                detail = f"{watching.refused_tokens} resume tokens were refused"
                yield Violation(Breach.WRONG, NAME, ask.resource_id, detail)
        yield from _last(evidence, ask)


def _versions(watching: Watching) -> Iterator[str]:
    """Versions never fall; a snapshot is of a version that wasn't shown before."""
    highest: int | None = None
    shown: int | None = None
    for seen in watching.messages:
        if seen.version is None:
            continue
        if highest is not None and seen.version < highest:
            yield f"version {seen.version} came after {highest} (connection {seen.connection})"
        highest = max(highest or 0, seen.version)
        if seen.snapshot is not None:
            if shown is not None and seen.version <= shown:
                yield f"version {seen.version} was shown twice (connection {seen.connection})"
            shown = seen.version


def _snapshots(watching: Watching) -> Iterator[str]:
    before: Snapshot | None = None
    for snapshot in (seen.snapshot for seen in watching.messages if seen.snapshot is not None):
        if before is not None:
            yield from _steps_back(before, snapshot)
        before = snapshot


def _steps_back(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if before.standing.is_terminal:
        yield f"{after.standing} came after {before.standing}, which is final"
        return
    if _ORDER[after.standing] < _ORDER[before.standing]:
        yield f"{after.standing} came after {before.standing}"
    if after.standing is Standing.CANCELLED:
        return  # its parts are thrown away
    if after.progress < before.progress - 1e-9:
        yield f"progress went from {before.progress:.3f} to {after.progress:.3f}"
    if after.finished_parts < before.finished_parts:
        yield f"{before.finished_parts} finished parts became {after.finished_parts}"
    if after.contents[: len(before.contents)] != before.contents:
        yield "finished words changed"


def _words(watching: Watching) -> Iterator[str]:
    for seen in watching.messages:
        if seen.words is not None and seen.words.offset > seen.words.known:
            missing = seen.words.offset - seen.words.known
            where = f"scene {seen.words.scene}, connection {seen.connection}"
            yield f"{missing} characters never came ({where})"


def _last(evidence: Evidence, ask: Ask) -> Iterator[Violation]:
    """The last that was seen is what there is, unless it was taken up again by a retry after that."""
    resource = evidence.resource(ask.resource_id)
    if resource is None or not ask.watchings or not ask.watchings[-1].has_ended:
        return
    last = _last_snapshot(ask.watchings[-1].messages)
    state = _STATES.get(resource.state, resource.state)
    if last is None or last.standing.value != state:
        shown = "nothing" if last is None else last.standing.value
        detail = f"the watch ended with {shown} and the database holds {state}"
        yield Violation(Breach.WRONG, NAME, ask.resource_id, detail)


def _last_snapshot(messages: list[Seen]) -> Snapshot | None:
    return next((seen.snapshot for seen in reversed(messages) if seen.snapshot is not None), None)
