"""A lease that has passed on writes nothing more, and what is marked as published is in the stream."""

from dataclasses import replace

from tests.faults.invariants import Breach
from tests.faults.invariants.evidence import CommittedEvent, EventStream
from tests.faults.target import Takeover
from tests.unit.faults.runs import at, good_run


def test_a_step_written_under_a_lease_that_had_passed_on_is_found() -> None:
    run = good_run()
    run.change_job("sj", fencing=2)
    run.takeovers = [Takeover("sj", 2, at(0.5))]
    assert run.breaches() == {(Breach.DOUBLED, "steps")}


def test_steps_from_before_a_takeover_and_of_other_jobs_are_as_they_should_be() -> None:
    run = good_run()
    run.change_job("sj", fencing=2)
    run.takeovers = [Takeover("sj", 2, at(5)), Takeover("somebody-elses", 2, at(0))]
    assert run.breaches() == set()


def test_an_event_that_is_marked_and_not_in_the_stream_is_lost() -> None:
    run = good_run()
    run.events = [CommittedEvent("one", "events.a.b.c", at(1)), CommittedEvent("two", "events.a.b.c", at(2))]
    run.stream = EventStream(at(0), frozenset({"one"}))
    assert run.breaches() == {(Breach.LOST, "outbox")}


def test_what_was_published_to_a_store_that_was_wiped_since_is_gone_with_it() -> None:
    run = good_run()
    run.events = [CommittedEvent("one", "events.a.b.c", at(1))]
    run.stream = EventStream(at(1.5), frozenset())
    assert run.breaches() == set()


def test_a_step_that_was_charged_twice_in_one_row_is_found() -> None:
    run = good_run()
    run.charges[0] = replace(run.charges[0], quantity=2)
    assert run.breaches() == {(Breach.DOUBLED, "steps")}
