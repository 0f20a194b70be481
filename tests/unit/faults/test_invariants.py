"""Each invariant finds what it is for: a good run passes, and the same run with one thing wrong does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.faults.invariants import Breach
from tests.faults.invariants.evidence import Charge, FaultWindow, Film, Step, StoredObject
from tests.faults.load.record import Cancel, Complaint, Kind, Listing, Look, Retry, Seen, Standing, Words
from tests.unit.faults.runs import OWNER, START, Run, at, good_run, seen

LOST, DOUBLED, STUCK, WRONG = Breach.LOST, Breach.DOUBLED, Breach.STUCK, Breach.WRONG
Break = Callable[[Run], object]


def both(first: Break, second: Break) -> Break:
    """One after the other."""

    def change(run: Run) -> None:
        first(run)
        second(run)

    return change


def test_a_good_run_breaks_no_promise() -> None:
    assert good_run().found() == []


def _is_cancelled(run: Run, *, ended: float = 21.0) -> None:
    """Cancelled at 20 s, with all that follows from it done well."""
    run.film.cancels = [Cancel(START.timestamp() + 20, Standing.WORKING)]
    run.change_job("vj", state="CANCELLED", finished_at=at(ended))
    run.change_resource("v", state="CANCELLED", segments=(), renditions=())
    run.film.watchings[0].messages[-1] = seen(9, Standing.CANCELLED, 0.5)
    run.film.last = replace(run.film.last, standing=Standing.CANCELLED) if run.film.last else None
    run.stored, run.films = [], []


def _has_failed(run: Run, reason: str = "VIDEO_FAILED", attempt: int = 6) -> None:
    """Given up, with all that follows from it done well."""
    run.change_job("vj", state="FAILED", attempt=attempt)
    message = "A scene of this film couldn't be rendered. Retry in a while."
    run.change_resource("v", state="FAILED", failure_reason=reason, failure_message=message, renditions=())
    run.film.watchings[0].messages[-1] = seen(9, Standing.FAILED, 0.5)
    run.film.last = replace(run.film.last, standing=Standing.FAILED) if run.film.last else None


def test_a_cancelled_run_and_a_failed_one_may_be_good_ones() -> None:
    for change in (_is_cancelled, _has_failed):
        run = good_run()
        change(run)
        assert run.found() == []


def _message(run: Run, index: int, message: Seen) -> None:
    run.film.watchings[0].messages[index] = message


def _step(run: Run, key: str, fencing: int, when: float) -> None:
    run.steps.append(Step("vj", key, fencing, at(when)))


@pytest.mark.parametrize(
    ("breach", "rule", "change"),
    [
        (LOST, "endings", lambda run: run.resources.pop("v")),
        (LOST, "endings", lambda run: run.jobs.pop("vj")),
        (STUCK, "endings", lambda run: run.change_job("vj", state="RUNNING", finished_at=None)),
        (STUCK, "endings", lambda run: setattr(run.film.watchings[0], "has_ended", False)),
        (STUCK, "endings", lambda run: run.people[0].unanswered.append("Create: Unavailable")),
        (DOUBLED, "endings", lambda run: run.film.ids.append("another")),
        (DOUBLED, "endings", lambda run: run.people[0].asks.pop()),
        (DOUBLED, "endings", lambda run: run.jobs.update(other=replace(run.jobs["vj"], id="other"))),
        (LOST, "endings", lambda run: setattr(run.people[0], "answers_kept", False)),
        (WRONG, "agreement", lambda run: run.change_resource("v", state="RENDERING")),
        (WRONG, "agreement", lambda run: run.change_job("vj", state="FAILED", attempt=6)),
        (WRONG, "agreement", lambda run: setattr(run.film, "last", seen(1, Standing.FAILED, 1).snapshot)),
        (LOST, "agreement", lambda run: run.people[0].listings.append(Listing(Kind.VIDEO, (), ("v",)))),
        (
            DOUBLED,
            "agreement",
            lambda run: run.people[0].listings.append(Listing(Kind.VIDEO, ("v", "v"), ("v",))),
        ),
        (
            WRONG,
            "agreement",
            lambda run: run.people[0].complaints.append(Complaint("Get", "Internal", "INTERNAL psycopg")),
        ),
        (DOUBLED, "steps", lambda run: _step(run, "film", 1, 14.5)),
        (
            DOUBLED,
            "steps",
            both(lambda run: run.change_job("vj", fencing=2), lambda run: _step(run, "x", 2, 10.5)),
        ),
        (WRONG, "steps", lambda run: run.steps.__setitem__(-1, replace(run.steps[-1], fencing=9))),
        (DOUBLED, "steps", lambda run: run.charges.append(run.charges[-1])),
        (DOUBLED, "steps", lambda run: run.charges.append(Charge("vj", "film", "video_credits", 2, at(15)))),
        (LOST, "steps", lambda run: run.charges.pop()),
        (LOST, "steps", lambda run: run.steps.pop()),
        (DOUBLED, "steps", lambda run: _step(run, "scene/0/segment/1", 1, 15)),
        (LOST, "steps", lambda run: run.change_resource("s", finished_scenes=0)),
        (LOST, "steps", lambda run: run.change_resource("v", segments=(0, 2))),
        (LOST, "steps", lambda run: run.change_resource("v", renditions=("MP4",))),
        (LOST, "objects", lambda run: run.stored.pop()),
        (LOST, "objects", lambda run: run.stored.__setitem__(0, replace(run.stored[0], size_bytes=3))),
        (DOUBLED, "objects", lambda run: run.stored.append(StoredObject("v", "videos/v/hls/00009.m4s", 1))),
        (
            DOUBLED,
            "objects",
            both(_is_cancelled, lambda run: run.stored.append(StoredObject("v", "videos/v/x", 1))),
        ),
        (LOST, "objects", lambda run: run.films.__setitem__(0, Film("v", "", 12, 48))),
        (LOST, "objects", lambda run: run.films.__setitem__(0, Film("v", "it can't be decoded", 0, 48))),
        (
            WRONG,
            "cancels",
            lambda run: setattr(run.film, "cancels", [Cancel(at(1).timestamp(), Standing.QUEUED)]),
        ),
        (
            DOUBLED,
            "cancels",
            both(_is_cancelled, lambda run: run.steps.append(Step("vj", "late", 1, at(22.5)))),
        ),
        (
            DOUBLED,
            "cancels",
            both(
                _is_cancelled,
                lambda run: run.charges.__setitem__(-1, replace(run.charges[-1], created_at=at(23))),
            ),
        ),
        (STUCK, "cancels", lambda run: _is_cancelled(run, ended=24.0)),
        (STUCK, "cancels", lambda run: run.busy_models.append("story_llm")),
        (WRONG, "watches", lambda run: _message(run, 1, seen(10, Standing.WORKING, 0.5))),
        (WRONG, "watches", lambda run: _message(run, 1, seen(1, Standing.WORKING, 0.5))),
        (WRONG, "watches", lambda run: _message(run, 0, seen(1, Standing.WORKING, 0.9))),
        (WRONG, "watches", lambda run: _message(run, 1, seen(3, Standing.WORKING, 0.5, parts=2))),
        (WRONG, "watches", lambda run: _message(run, 1, seen(3, Standing.READY, 1.0, parts=1))),
        (WRONG, "watches", lambda run: _message(run, -1, seen(9, Standing.WORKING, 0.6))),
        (WRONG, "watches", lambda run: _message(run, 1, Seen(0, 3, words=Words(0, 5, 2, 1)))),
        (WRONG, "watches", lambda run: setattr(run.film.watchings[0], "refused_tokens", 1)),
        (WRONG, "failures", lambda run: _has_failed(run, attempt=2)),
        (WRONG, "failures", lambda run: _has_failed(run, reason="KeyError")),
        (
            WRONG,
            "failures",
            both(_has_failed, lambda run: run.change_resource("v", failure_message="psycopg.Error: x y z")),
        ),
        (DOUBLED, "failures", lambda run: run.film.retries.append(Retry(0.0, (("poster", 0),)))),
        (LOST, "failures", lambda run: run.film.retries.append(Retry(0.0, (("gone", 1),)))),
        (WRONG, "privacy", lambda run: run.people[1].looks.append(Look("Get video", "v", "found"))),
        (
            WRONG,
            "privacy",
            lambda run: run.people[1].listings.append(Listing(Kind.VIDEO, ("v",), ())),
        ),
        (WRONG, "privacy", lambda run: run.change_job("vj", user_id="stranger")),
        (STUCK, "outbox", lambda run: setattr(run, "unpublished", 2)),
    ],
)
def test_a_broken_promise_is_found(breach: Breach, rule: str, change: Break) -> None:
    run = good_run()
    change(run)
    assert (breach, rule) in run.breaches()


def test_a_cancel_may_wait_for_a_fault_that_stands_in_its_way_and_not_for_one_long_past() -> None:
    run = good_run()
    _is_cancelled(run, ended=35.0)
    struck = START.timestamp()
    run.window = FaultWindow(struck + 15, struck + 25)
    assert run.found() == []
    run.window = FaultWindow(struck - 100, struck - 60)
    assert run.breaches() == {(STUCK, "cancels")}


def test_a_cancel_that_came_too_late_leaves_what_was_finished() -> None:
    run = good_run()
    run.film.cancels = [Cancel(at(30).timestamp(), Standing.READY)]
    assert run.found() == []


def test_a_refused_request_was_never_accepted() -> None:
    run = good_run()
    refused = replace(run.film, ids=[], refused="SCRIPT_NOT_READY")
    run.people[0].asks.append(refused)
    assert run.found() == []


def test_an_unanswered_request_may_have_made_something_or_not() -> None:
    run = good_run()
    run.people[0].asks.pop()
    run.people[0].listings.pop()
    run.people[0].unanswered = ["Create: DeadlineExceeded"]
    assert run.breaches() == {(STUCK, "endings")}
    assert run.resources["v"].user_id == OWNER
