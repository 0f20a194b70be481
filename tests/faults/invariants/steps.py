"""Every step is done once and charged once, under leases that only rise; what is finished is whole."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.faults.invariants.evidence import Evidence, Job, Resource, Step
from tests.faults.invariants.violation import Breach, Violation
from tests.faults.load.record import Kind

NAME = "steps"

SEGMENT_FRAMES = 48
CHARGED = {"script": re.compile(r"scene/\d+"), "video": re.compile(r"scene/\d+/segment/\d+")}
"""Which steps cost something."""
PRICE = {"script": 1, "video": 2}
"""What each of them costs: a scene; the seconds of a segment."""
RENDITIONS = ("CAPTIONS", "CHAPTERS", "MP4", "POSTER", "PREVIEW", "THUMBNAILS")


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    for job in evidence.jobs:
        steps = evidence.steps_of(job.id)
        yield from _unique(job, steps)
        yield from _fenced(job, steps)
        yield from _taken_over(evidence, job, steps)
        yield from _charged(evidence, job, steps)
        resource = evidence.resource(job.resource_id)
        if job.state == "SUCCEEDED" and resource is not None:
            wanted = _steps_of_script(resource) if resource.kind is Kind.SCRIPT else _steps_of_film(resource)
            yield from _whole(job, steps, wanted)
    for resource in evidence.resources:
        if resource.state == "READY":
            yield from _parts(resource)


def _unique(job: Job, steps: list[Step]) -> Iterator[Violation]:
    for key, count in Counter(step.key for step in steps).items():
        if count > 1:
            yield Violation(Breach.DOUBLED, NAME, job.id, f"step {key} has {count} rows")


def _fenced(job: Job, steps: list[Step]) -> Iterator[Violation]:
    highest = 0
    for step in steps:
        if step.fencing < highest:
            detail = f"step {step.key} was written under lease {step.fencing} after one under {highest}"
            yield Violation(Breach.DOUBLED, NAME, job.id, detail)
        if step.fencing > job.fencing:
            detail = f"step {step.key} has lease {step.fencing}, which the job never gave ({job.fencing})"
            yield Violation(Breach.WRONG, NAME, job.id, detail)
        highest = max(highest, step.fencing)


def _taken_over(evidence: Evidence, job: Job, steps: list[Step]) -> Iterator[Violation]:
    for takeover in evidence.takeovers:
        for step in steps:
            is_late = step.fencing < takeover.fencing and step.finished_at > takeover.seen_at
            if takeover.job_id == job.id and is_late:
                detail = (
                    f"step {step.key} was written under lease {step.fencing} with {takeover.fencing} given"
                )
                yield Violation(Breach.DOUBLED, NAME, job.id, detail)


def _charged(evidence: Evidence, job: Job, steps: list[Step]) -> Iterator[Violation]:
    costs = CHARGED.get(job.kind)
    due = {step.key for step in steps if costs is not None and costs.fullmatch(step.key)}
    charged = Counter(charge.step_key for charge in evidence.charges if charge.job_id == job.id)
    for key, count in charged.items():
        if count > 1 or key not in due:
            detail = f"step {key} was charged {count} times" + ("" if key in due else " and isn't finished")
            yield Violation(Breach.DOUBLED, NAME, job.id, detail)
    for charge in evidence.charges:
        if charge.job_id == job.id and charge.quantity != PRICE.get(job.kind):
            detail = f"step {charge.step_key} was charged {charge.quantity}, not {PRICE.get(job.kind)}"
            yield Violation(Breach.DOUBLED, NAME, job.id, detail)
    for key in sorted(due - set(charged)):
        yield Violation(Breach.LOST, NAME, job.id, f"step {key} is finished and wasn't charged")


def _whole(job: Job, steps: list[Step], wanted: set[str]) -> Iterator[Violation]:
    done = {step.key for step in steps}
    for key in sorted(wanted - done):
        yield Violation(Breach.LOST, NAME, job.id, f"it succeeded without its step {key}")
    for key in sorted(done - wanted):
        yield Violation(Breach.DOUBLED, NAME, job.id, f"it has a step {key} that nobody needs")


def _steps_of_script(script: Resource) -> set[str]:
    return {"outline", *(f"scene/{index}" for index in range(script.scenes))}


def _steps_of_film(film: Resource) -> set[str]:
    narrations = {f"scene/{index}/narration" for index in range(film.scenes)}
    segments: set[str] = set()
    for index, frames in enumerate(film.frames_of_scenes):
        segments |= {f"scene/{index}/segment/{number}" for number in range(frames // SEGMENT_FRAMES)}
    return {*narrations, *segments, "soundtrack", "poster", "film"}


def _parts(resource: Resource) -> Iterator[Violation]:
    if not resource.scenes or resource.finished_scenes < resource.scenes:
        detail = f"READY with {resource.finished_scenes} of {resource.scenes} scenes"
        yield Violation(Breach.LOST, NAME, resource.id, detail)
    if resource.kind is not Kind.VIDEO:
        return
    count = sum(resource.frames_of_scenes) // SEGMENT_FRAMES
    if resource.segments != tuple(range(count)):
        detail = f"a finished film of {count} segments has {resource.segments}"
        yield Violation(Breach.LOST, NAME, resource.id, detail)
    if resource.renditions != RENDITIONS:
        yield Violation(Breach.LOST, NAME, resource.id, f"a finished film has only {resource.renditions}")
