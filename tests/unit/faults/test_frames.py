"""What a worker asked the renderer for is read from its log and held against what was stored."""

import json
from dataclasses import replace
from pathlib import Path

from tests.faults.invariants import Evidence, frames, violations
from tests.faults.invariants.evidence import AskedFrames, Step
from tests.unit.faults.runs import at, good_run

FIRST, SECOND = 3, 4
"""Leases of a job that was taken over."""


def evidence(*asked: AskedFrames) -> Evidence:
    """Segments 0 and 1 were stored by the first run, 2 by the second."""
    steps = [
        Step("vj", f"scene/0/segment/{number}", lease, at(number))
        for number, lease in ((0, FIRST), (1, FIRST), (2, SECOND))
    ]
    return Evidence(good_run().people, steps=steps, frames_asked=asked)


def asked(lease: int, *segments: int) -> AskedFrames:
    return AskedFrames("vj", lease, 0, segments, len(segments) * 48 + 24)


def test_a_run_that_goes_on_after_what_is_stored_renders_nothing_twice() -> None:
    both = evidence(asked(FIRST, 0, 1, 2), asked(SECOND, 2))
    assert list(frames.check(both)) == []
    assert frames.counted(both) == {
        "frames_asked": 240,
        "frames_asked_again": 48,
        "stored_frames_asked_again": 0,
    }


def test_a_run_that_renders_what_is_stored_breaks_the_promise() -> None:
    twice = evidence(asked(FIRST, 0, 1, 2), asked(SECOND, 1, 2))
    (found,) = frames.check(twice)
    assert "segment 1 of scene 0" in found.detail
    assert found in violations(twice)
    assert frames.counted(twice)["stored_frames_asked_again"] == 48


def test_what_was_asked_for_is_read_from_the_workers_logs(tmp_path: Path) -> None:
    claim = {"event": "job.claimed", "job_id": "vj", "fencing": FIRST}
    ask = {"event": "scene.asked_for", "job_id": "vj", "scene": 0, "segments": [0, 1], "frames": 120}
    lines = [
        claim,
        ask,
        {**claim, "job_id": "other"},
        {**ask, "job_id": "other"},
        {**claim, "fencing": SECOND},
        {**ask, "segments": [1]},
    ]
    log = tmp_path / "video-worker.log"
    cut_off = '{"event": "scene.asked_for", "job_'
    log.write_text("\n".join([json.dumps(line) for line in lines] + [cut_off]), encoding="utf-8")
    read = frames.read_asked([log], frozenset({"vj"}))
    assert read == [replace(asked(FIRST, 0, 1), frames=120), replace(asked(SECOND, 1), frames=120)]
