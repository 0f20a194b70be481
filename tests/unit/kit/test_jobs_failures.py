"""What becomes of a job whose handler raised."""

import random
from datetime import timedelta

import psycopg
import pytest
from google.protobuf.wrappers_pb2 import StringValue
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import ProgrammingError

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.errors import Code, DomainError, InvalidArgument, NotFound, Throttled, Unavailable
from services.kit.ids import JobId, new_id
from services.kit.jobs.errors import FailureKind, PermanentError, RetryableError, StepTimedOut
from services.kit.jobs.failures import BACKOFFS, LONGEST_DETAIL, Backoff, detail_of, outcome_of
from services.kit.jobs.machine import Failed, Outcome, SetDown, TryAgain
from services.kit.jobs.model import Failure, NewJob, SetAside

backoffs = st.builds(
    Backoff,
    first=st.floats(0.1, 60).map(lambda s: timedelta(seconds=s)),
    longest=st.floats(60, 3600).map(lambda s: timedelta(seconds=s)),
    factor=st.floats(1.0, 10.0),
)


class Bug(DomainError):
    code = Code.INTERNAL
    reason = "BUG"


def outcome(error: BaseException, attempt: int = 1) -> Outcome:
    return outcome_of(error, attempt, BACKOFFS, random.Random(1))


def test_a_permanent_error_fails_the_job_with_its_own_words_and_is_nothing_for_an_operator() -> None:
    failed = outcome(PermanentError("TOO_DARK", "We can't film this."))
    assert isinstance(failed, Failed)
    assert failed.failure == Failure("TOO_DARK", "We can't film this.")
    assert failed.set_aside is None


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


@pytest.mark.parametrize(
    ("error", "set_aside"),
    [
        (ValueError("what?"), SetAside.UNEXPECTED_ERROR),
        (Bug("It broke."), SetAside.UNEXPECTED_ERROR),
        (RetryableError("BAD", "Bad.", kind=FailureKind.UNEXPECTED), SetAside.UNEXPECTED_ERROR),
        (RetryableError("BUSY", "Busy.", kind=FailureKind.MODEL), None),
        (Throttled("slow down"), None),
        (StepTimedOut("outline", timedelta(seconds=5)), None),
    ],
)
def test_only_what_nobody_foresaw_is_for_an_operator_in_the_end(
    error: Exception, set_aside: SetAside | None
) -> None:
    tried = outcome(error)
    assert isinstance(tried, TryAgain)
    assert tried.set_aside is set_aside


def test_an_operator_reads_the_error_with_its_cause() -> None:
    error = RetryableError("BUSY", "Busy.")
    error.__cause__ = ConnectionResetError("by peer")
    assert detail_of(error) == "RetryableError: BUSY: Busy. <- ConnectionResetError: by peer"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://app:hunter2@10.0.0.7/shard",
        "password=hunter2 host=db",
        'refused: {"secret": "hunter2"}',
        "Authorization: Bearer hunter2",
        "token eyJhbGciOi.eyJzdWIi.hunter2",
    ],
)
def test_a_detail_keeps_no_secret(text: str) -> None:
    assert "hunter2" not in detail_of(RuntimeError(text))


def test_a_detail_keeps_nothing_of_what_people_wrote_into_a_statement() -> None:
    error = ProgrammingError("INSERT INTO script …", {"answers": "my dream"}, psycopg.DataError("my dream"))
    assert detail_of(error) == "ProgrammingError of DataError"


@given(st.text(max_size=3000))
def test_a_detail_is_bounded_and_fits_a_database(text: str) -> None:
    detail = detail_of(RuntimeError(text))
    assert len(detail) <= LONGEST_DETAIL
    assert "\x00" not in detail


@given(backoffs, st.integers(1, 10_000), st.integers())
def test_waits_stay_within_their_bounds(backoff: Backoff, attempt: int, seed: int) -> None:
    wait = backoff.after(attempt, random.Random(seed))
    assert wait <= backoff.longest
    assert wait >= min(backoff.first, backoff.longest) * 0.74


@given(backoffs, st.integers(1, 200))
def test_waits_never_shrink_but_for_their_jitter(backoff: Backoff, attempt: int) -> None:
    assert backoff.whole(attempt) <= backoff.whole(attempt + 1)


@given(st.integers(1, 200), st.integers())
def test_a_crowd_is_spread_over_a_quarter_of_the_wait(attempt: int, seed: int) -> None:
    backoff = Backoff(first=timedelta(seconds=2), longest=timedelta(minutes=5))
    whole = min(timedelta(seconds=2 ** min(attempt, 20)), timedelta(minutes=5))
    wait = backoff.after(attempt, random.Random(seed))
    assert whole * 0.75 <= wait <= whole


def test_every_kind_of_failure_has_its_waits() -> None:
    assert set(BACKOFFS) == set(FailureKind)


@pytest.mark.parametrize("kind", FailureKind)
def test_the_usual_attempts_outlast_an_outage_of_a_minute(kind: FailureKind) -> None:
    """Of databases it is the losses that are used up."""
    job = NewJob(JobId(new_id()), "video", new_id(), StringValue())
    budget = job.max_losses + 1 if kind is FailureKind.DATABASE else job.max_attempts
    rng = random.Random(1)
    waits = [BACKOFFS[kind].after(attempt, rng) for attempt in range(1, budget)]
    assert sum(waits, timedelta(0)) > timedelta(minutes=1)
    assert waits[0] <= timedelta(seconds=5)


def test_a_database_that_stays_away_is_asked_less_and_less_often() -> None:
    rng = random.Random(1)
    waits = [outcome_of(DatabaseUnavailable("away"), 1, BACKOFFS, rng, losses=n) for n in range(4)]
    delays = [wait.delay for wait in waits if isinstance(wait, SetDown)]
    assert delays == sorted(delays)
    assert delays[-1] > 2 * delays[0]
