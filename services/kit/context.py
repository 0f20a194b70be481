"""What a call or a job step is about: ids that every log line and every outgoing call carries.

One context variable holds one frozen value, so that entering a call costs one assignment.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack


@dataclass(frozen=True, slots=True)
class CallContext:
    """Ids of the work in hand; an empty string where there is none."""

    request_id: str = ""
    user_id: str = ""
    job_id: str = ""
    deadline: float | None = None
    """When the caller stops waiting, by the event loop's clock; None: never."""


class ContextFields(TypedDict, total=False):
    """What can be bound."""

    request_id: str
    user_id: str
    job_id: str
    deadline: float | None


_NONE = CallContext()
_current: ContextVar[CallContext] = ContextVar("encompass_call", default=_NONE)


def current() -> CallContext:
    """The context of the running task."""
    return _current.get()


def enter(context: CallContext) -> None:
    """Replaces the context of the running task, and of the tasks that it starts from now on."""
    _current.set(context)


def bind(**fields: Unpack[ContextFields]) -> None:
    """Adds ids to the context for the rest of the running task."""
    _current.set(replace(_current.get(), **fields))


@contextmanager
def bound(**fields: Unpack[ContextFields]) -> Iterator[CallContext]:
    """Adds ids to the context for a block: `with bound(job_id=str(job.id)): …`."""
    token = _current.set(replace(_current.get(), **fields))
    try:
        yield _current.get()
    finally:
        _current.reset(token)


_stopping: ContextVar[asyncio.Event | None] = ContextVar("encompass_stopping", default=None)


def set_stopping(event: asyncio.Event) -> None:
    """Names what is set when this process has to end, for every task that starts from now on."""
    _stopping.set(event)


def stopping() -> asyncio.Event | None:
    """Set when the process has to end; long streams end by themselves then. None outside of a process."""
    return _stopping.get()
