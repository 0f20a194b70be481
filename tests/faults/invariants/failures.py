"""A person sees FAILED only when attempts are used up, with a reason they understand; a retry goes on."""

from collections.abc import Iterator

from encompass.script.v1 import error_reason_pb2 as script_reasons
from encompass.video.v1 import error_reason_pb2 as video_reasons

from tests.faults.invariants.evidence import Evidence, Job
from tests.faults.invariants.violation import Breach, Violation
from tests.faults.load.record import Ask, Kind

NAME = "failures"

_PREFIX = "ERROR_REASON_"
CATALOGUE = {
    Kind.SCRIPT: {name.removeprefix(_PREFIX) for name in script_reasons.ErrorReason.keys()},  # noqa: SIM118
    Kind.VIDEO: {name.removeprefix(_PREFIX) for name in video_reasons.ErrorReason.keys()},  # noqa: SIM118
}
_MACHINERY = ("error:", "traceback", "exception", "psycopg", "sqlalchemy", "0x", "errno", "nats", "://")


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    for resource in evidence.resources:
        if resource.state != "FAILED":
            continue
        job = evidence.job(resource.job_id)
        if job is not None and not _is_used_up(job):
            detail = f"FAILED ({resource.failure_reason}) in attempt {job.attempt} of {job.max_attempts}"
            yield Violation(Breach.WRONG, NAME, resource.id, detail)
        if resource.failure_reason not in CATALOGUE[resource.kind]:
            detail = f"its reason {resource.failure_reason!r} isn't in the contract"
            yield Violation(Breach.WRONG, NAME, resource.id, detail)
        message = resource.failure_message
        if len(message.split()) < 4 or any(word in message.lower() for word in _MACHINERY):
            yield Violation(Breach.WRONG, NAME, resource.id, f"nobody understands {message!r}")
    for ask in evidence.asks:
        yield from _went_on(evidence, ask)


def _is_used_up(job: Job) -> bool:
    return job.attempt >= job.max_attempts or job.losses >= job.max_losses or job.is_late


def _went_on(evidence: Evidence, ask: Ask) -> Iterator[Violation]:
    """Steps that were finished before a retry are the same rows after it, written under the same lease."""
    now = {step.key: step.fencing for step in evidence.steps if step.job_id == ask.job_id}
    for retry in ask.retries:
        for key, fencing in retry.steps_before:
            if key not in now:
                yield Violation(Breach.LOST, NAME, ask.resource_id, f"step {key} is gone after a retry")
            elif now[key] != fencing:
                detail = f"step {key} was done again after a retry, under lease {now[key]} after {fencing}"
                yield Violation(Breach.DOUBLED, NAME, ask.resource_id, detail)
