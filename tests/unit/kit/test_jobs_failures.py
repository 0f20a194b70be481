"""What becomes of a job whose handler raised."""

import random
from datetime import timedelta

import pytest
from google.protobuf.wrappers_pb2 import StringValue
from hypothesis import given
from hypothesis import strategies as st

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.errors import InvalidArgument, NotFound, Throttled, Unavailable
from services.kit.ids import JobId, new_id
from services.kit.jobs.errors import PermanentError, RetryableError
from services.kit.jobs.failures import Backoff, outcome_of
from services.kit.jobs.machine import Failed, Outcome, SetDown, TryAgain
from services.kit.jobs.model import Failure, NewJob


def outcome(error: BaseException, attempt: int = 1) -> Outcome:
    return outcome_of(error, attempt, Backoff(), random.Random(1))


def test_a_permanent_error_fails_the_job_with_its_own_words() -> None:
    assert outcome(PermanentError("TOO_DARK", "We can't film this.")) == Failed(
        Failure("TOO_DARK", "We can't film this.")
    )


@pytest.mark.parametrize("error", [NotFound("gone"), InvalidArgument("wrong")])
def test_an_error_that_will_stay_fails_the_job(error: Exception) -> None:
    assert isinstance(outcome(error), Failed)


@pytest.mark.parametrize(
    "error", [RetryableError("BUSY", "Busy."), Unavailable("away"), Throttled("slow down")]
)
def test_an_error_that_may_pass_is_tried_again(error: Exception) -> None:
    assert isinstance(outcome(error), TryAgain)


def test_an_unexpected_error_is_tried_again_and_says_nothing_of_itself() -> None:
    tried = outcome(KeyError("postgresql://app:hunter2@10.0.0.7"))
    assert isinstance(tried, TryAgain)
    assert tried.failure.reason == "INTERNAL"
    assert "hunter2" not in tried.failure.message


@pytest.mark.parametrize("error", [DatabaseUnavailable("away"), WriteConflict("both")])
def test_a_database_that_is_away_uses_up_no_attempt(error: Exception) -> None:
    assert isinstance(outcome(error), SetDown)


def test_the_wait_that_an_error_asks_for_is_kept() -> None:
    tried = outcome(RetryableError("BUSY", "Busy.", retry_after=timedelta(minutes=9)))
    assert isinstance(tried, TryAgain)
    assert tried.delay == timedelta(minutes=9)


@given(st.integers(1, 200), st.integers())
def test_waits_double_up_to_a_bound_and_are_spread(attempt: int, seed: int) -> None:
    backoff = Backoff(first=timedelta(seconds=2), longest=timedelta(minutes=5))
    whole = min(timedelta(seconds=2 ** min(attempt, 20)), timedelta(minutes=5))
    wait = backoff.after(attempt, random.Random(seed))
    assert whole * 0.75 <= wait <= whole


def test_the_usual_attempts_outlast_an_outage_of_a_minute() -> None:
    attempts = NewJob(JobId(new_id()), "video", new_id(), StringValue()).max_attempts
    rng = random.Random(1)
    waits = [Backoff().after(attempt, rng) for attempt in range(1, attempts)]
    assert sum(waits, timedelta(0)) > timedelta(minutes=1)
    assert waits[0] <= timedelta(seconds=3)
