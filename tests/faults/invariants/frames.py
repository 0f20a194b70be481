"""No scene is rendered twice: a run of a job asks for no frame of a segment that was stored before it began.

What a worker was rendering when it died is asked for again; that is told, and is no broken promise.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.faults.invariants.evidence import AskedFrames, Evidence
from tests.faults.invariants.steps import SEGMENT_FRAMES
from tests.faults.invariants.violation import Breach, Violation

NAME = "frames"


def check(evidence: Evidence) -> Iterator[Violation]:
    """See the module."""
    for asked in evidence.frames_asked:
        for number in _stored_before(evidence, asked):
            detail = f"segment {number} of scene {asked.scene} was stored when a run began that rendered it"
            yield Violation(Breach.DOUBLED, NAME, asked.job_id, detail)


def counted(evidence: Evidence) -> Counter[str]:
    """Frames asked of the model: all, those asked for again, and of these those that were stored."""
    times: Counter[tuple[str, int, int]] = Counter()
    for asked in evidence.frames_asked:
        times.update((asked.job_id, asked.scene, number) for number in asked.segments)
    stored = sum(len(_stored_before(evidence, asked)) for asked in evidence.frames_asked)
    return Counter(
        frames_asked=sum(asked.frames for asked in evidence.frames_asked),
        frames_asked_again=sum(count - 1 for count in times.values()) * SEGMENT_FRAMES,
        stored_frames_asked_again=stored * SEGMENT_FRAMES,
    )


def read_asked(logs: Iterable[Path], jobs: frozenset[str]) -> list[AskedFrames]:
    """What the logs of video workers say of these jobs."""
    asked: list[AskedFrames] = []
    for log in logs:
        leases: dict[str, int] = {}
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if '"job.claimed"' not in line and '"scene.asked_for"' not in line:
                continue
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # a line that its writer didn't live to end
            job_id = entry["job_id"]
            if entry["event"] == "job.claimed":
                leases[job_id] = entry["fencing"]
            elif job_id in jobs:
                segments = tuple(entry["segments"])
                asked.append(AskedFrames(job_id, leases[job_id], entry["scene"], segments, entry["frames"]))
    return asked


def _stored_before(evidence: Evidence, asked: AskedFrames) -> list[int]:
    """Which of the segments were stored when the run began that asked for them: by leases, not by clocks."""
    leases = {step.key: step.fencing for step in evidence.steps_of(asked.job_id)}
    return [
        number
        for number in asked.segments
        if leases.get(f"scene/{asked.scene}/segment/{number}", asked.fencing) < asked.fencing
    ]
