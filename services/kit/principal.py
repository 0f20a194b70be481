"""Who is calling: set by the authentication interceptor, read by handlers."""

from contextvars import ContextVar
from dataclasses import dataclass, field

from services.kit.errors import PermissionDenied, Unauthenticated
from services.kit.ids import SessionId, UserId, WorkspaceId
from services.kit.plans import Plan
from services.kit.roles import Role


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person, for the length of one call."""

    user_id: UserId
    workspace_id: WorkspaceId
    session_id: SessionId
    token: str = field(repr=False)
    """The access token as it came, to be passed on to services that are asked on this person's behalf."""
    plan: Plan = Plan.FREE
    """What their workspace pays for."""
    roles: frozenset[Role] = frozenset()
    """What they may do beyond their own things."""


_principal: ContextVar[Principal] = ContextVar("encompass_principal")


def current_principal() -> Principal:
    """The person on whose behalf this call runs.

    Raises:
        Unauthenticated: the method is public and nobody is signed in.
    """
    principal = _principal.get(None)
    if principal is None:
        raise Unauthenticated("Sign in first.")
    return principal


def require_operator() -> Principal:
    """The operator on whose behalf this call runs.

    Raises:
        Unauthenticated: the method is public and nobody is signed in.
        PermissionDenied: the caller isn't one.
    """
    principal = current_principal()
    if Role.OPERATOR not in principal.roles:
        raise PermissionDenied("Only an operator may do this.", metadata={"permission": Role.OPERATOR.value})
    return principal


def set_principal(principal: Principal) -> None:
    """Names the caller, for the rest of this call's task."""
    _principal.set(principal)
