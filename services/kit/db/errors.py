"""Driver errors, turned into errors of ours: no text of a driver or a server gets any further."""

from datetime import timedelta

import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.kit.errors import Aborted, DomainError, Unavailable

_CONFLICTS = frozenset({"40001", "40P01", "55P03", "23505", "23503", "23P01"})
"""Serialization failure, deadlock, lock timeout; unique, foreign-key and exclusion violations."""
_UNAVAILABLE = frozenset({"57014", "25P03", "25P04", "58030"})
"""Statement timeout, idle-in-transaction and transaction timeouts, I/O error."""
_UNAVAILABLE_CLASSES = ("08", "53", "57P")
"""Connection errors, out of resources (disk, memory, connections), shutting down or starting."""


class DatabaseUnavailable(Unavailable):
    """A database can't be reached or can't serve now."""

    reason = "STORAGE_UNAVAILABLE"


class WriteConflict(Aborted):
    """Two transactions got in each other's way."""

    reason = "WRITE_CONFLICT"


class TransactionMisuse(RuntimeError):
    """A mistake in our code: committing by hand, nesting units of work, writing in a read."""


class PoolExhausted(Exception):
    """Every connection was in use for as long as one may wait for it."""


def domain_error(error: BaseException) -> DomainError | None:
    """The error to raise in place of a driver's; None if it isn't one, or if it is a mistake of ours."""
    if isinstance(error, PoolTimeout | PoolExhausted):
        return _unavailable()
    if isinstance(error, DBAPIError):
        lost = isinstance(error, OperationalError | InterfaceError)
        return _of_driver(sqlstate(error), lost=lost, invalidated=error.connection_invalidated)
    if isinstance(error, psycopg.Error):
        lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        return _of_driver(error.sqlstate or "", lost=lost)
    return None


def sqlstate(error: DBAPIError) -> str:
    """The five characters that the server gave, or none if it didn't come that far."""
    return getattr(error.orig, "sqlstate", None) or ""


def _of_driver(state: str, *, lost: bool, invalidated: bool = False) -> DomainError | None:
    if state in _CONFLICTS:
        return WriteConflict("Somebody else changed the same thing at the same time. Try again.")
    if state in _UNAVAILABLE or state.startswith(_UNAVAILABLE_CLASSES) or invalidated:
        return _unavailable()
    if not state and lost:
        return _unavailable()
    return None


def _unavailable() -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "Our storage can't be reached right now. Try again in a moment.", retry_after=timedelta(seconds=1)
    )
