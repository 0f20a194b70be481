"""Errors that a caller may see: each a class with a fixed code, reason and domain.

Anything else that is raised reaches the caller as INTERNAL without a word of its text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from types import MappingProxyType
from typing import ClassVar

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Code(IntEnum):
    """The canonical codes; the numbers are gRPC's."""

    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One thing wrong with one field of a request."""

    field: str
    """Path of the field, as in `answers[3].text`."""
    description: str
    """What is wrong, for a person."""
    reason: str = ""
    """The rule that was broken, as in `string.max_len`; for programs."""


@dataclass(frozen=True, slots=True)
class HelpLink:
    """Where a person finds help with what happened."""

    description: str
    """What is there, for a person."""
    url: str
    """An address that a browser or a phone opens, as in `https://…` or `tel:…`."""


class DomainError(Exception):
    """An expected failure that the caller is told about.

    Subclasses fix `code`, `reason` and `domain`; `metadata` holds every variable of the message. `details`
    are more facts about it, as types of the domain: whoever owns the contract says with `detail_message`
    what becomes of each on the wire.
    """

    code: ClassVar[Code]
    reason: ClassVar[str]
    domain: ClassVar[str] = "encompass.common"

    def __init__(
        self,
        message: str,
        *,
        metadata: Mapping[str, str] = _NOTHING,
        violations: Sequence[FieldViolation] = (),
        retry_after: timedelta | None = None,
        help_links: Sequence[HelpLink] = (),
        details: Sequence[object] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.metadata = dict(metadata)
        self.violations = tuple(violations)
        self.retry_after = retry_after
        self.help_links = tuple(help_links)
        self.details = tuple(details)


class InvalidArgument(DomainError):
    """The request breaks rules that don't depend on any state; `violations` has all of them."""

    code = Code.INVALID_ARGUMENT
    reason = "VALIDATION_FAILED"


class PageTokenInvalid(DomainError):
    """A page token that this list never handed out."""

    code = Code.INVALID_ARGUMENT
    reason = "PAGE_TOKEN_INVALID"


class RequestIdReused(DomainError):
    """A `request_id` came again with another body."""

    code = Code.ALREADY_EXISTS
    reason = "REQUEST_ID_REUSED"


class ResumeTokenExpired(DomainError):
    """A resume token that is too old, or of another resource: start over from a snapshot."""

    code = Code.OUT_OF_RANGE
    reason = "RESUME_TOKEN_EXPIRED"


class NotFound(DomainError):
    """No such thing, or none that this caller may know of."""

    code = Code.NOT_FOUND
    reason = "NOT_FOUND"


class AlreadyExists(DomainError):
    """The thing exists and can't be made twice."""

    code = Code.ALREADY_EXISTS
    reason = "ALREADY_EXISTS"


class FailedPrecondition(DomainError):
    """The state of things doesn't allow it now."""

    code = Code.FAILED_PRECONDITION
    reason = "FAILED_PRECONDITION"


class Aborted(DomainError):
    """Somebody else changed the same thing at the same time: read again, then try again."""

    code = Code.ABORTED
    reason = "CONFLICT"


class Unauthenticated(DomainError):
    """Nobody is signed in."""

    code = Code.UNAUTHENTICATED
    reason = "TOKEN_MISSING"


class TokenInvalid(Unauthenticated):
    """A token that isn't ours, was changed, or is meant for somebody else."""

    reason = "TOKEN_INVALID"


class TokenExpired(Unauthenticated):
    """A token that was good once."""

    reason = "TOKEN_EXPIRED"


class PermissionDenied(DomainError):
    """The caller is known and may not do this."""

    code = Code.PERMISSION_DENIED
    reason = "PERMISSION_DENIED"


class Throttled(DomainError):
    """Too much, too fast; `retry_after` says when to come again."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "RATE_LIMITED"


class Overloaded(DomainError):
    """The process has as much work as it can take."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "OVERLOADED"


class Unavailable(DomainError):
    """Something that is needed can't be reached now; trying again may help."""

    code = Code.UNAVAILABLE
    reason = "UNAVAILABLE"


class DeadlineExceeded(DomainError):
    """It took longer than the caller was willing to wait."""

    code = Code.DEADLINE_EXCEEDED
    reason = "DEADLINE_EXCEEDED"
