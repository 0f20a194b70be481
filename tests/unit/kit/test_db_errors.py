"""What becomes of a driver's errors."""

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.kit.db.errors import DatabaseUnavailable, WriteConflict, domain_error

SECRET = "connection to server at 10.0.0.7 failed: password=hunter2"


def wrapped(kind: type[DBAPIError], cause: psycopg.Error) -> DBAPIError:
    return kind("SELECT secret FROM t", {}, cause)


@pytest.mark.parametrize(
    "cause",
    [
        errors.AdminShutdown(SECRET),
        errors.CannotConnectNow(SECRET),
        errors.TooManyConnections(SECRET),
        errors.DiskFull(SECRET),
        errors.QueryCanceled(SECRET),
        errors.IdleInTransactionSessionTimeout(SECRET),
        psycopg.OperationalError(SECRET),
    ],
)
def test_a_database_that_is_away_is_unavailable_and_says_nothing_of_why(cause: psycopg.Error) -> None:
    error = domain_error(wrapped(OperationalError, cause))
    assert isinstance(error, DatabaseUnavailable)
    assert error.retry_after is not None
    assert "hunter2" not in str(error)
    assert "SELECT" not in str(error)


@pytest.mark.parametrize(
    "cause", [errors.DeadlockDetected(), errors.SerializationFailure(), errors.LockNotAvailable()]
)
def test_two_transactions_in_each_others_way_are_a_conflict(cause: psycopg.Error) -> None:
    assert isinstance(domain_error(wrapped(OperationalError, cause)), WriteConflict)


def test_a_row_that_exists_already_is_a_conflict() -> None:
    assert isinstance(domain_error(wrapped(IntegrityError, errors.UniqueViolation(SECRET))), WriteConflict)


def test_an_exhausted_pool_is_unavailable() -> None:
    assert isinstance(domain_error(PoolTimeout(SECRET)), DatabaseUnavailable)


@pytest.mark.parametrize(
    "error",
    [
        wrapped(ProgrammingError, errors.UndefinedTable(SECRET)),
        wrapped(IntegrityError, errors.NotNullViolation(SECRET)),
        ValueError("ours"),
        TimeoutError("ours"),
    ],
)
def test_our_own_mistakes_stay_what_they_are(error: Exception) -> None:
    assert domain_error(error) is None
