"""Finds out who calls: which service by its certificate, and which person by their access token."""

from collections.abc import Awaitable

from services.kit import context
from services.kit.errors import PermissionDenied, Unauthenticated
from services.kit.grpc.call import Call, Interceptor, ServicerContext
from services.kit.grpc.tokens import TokenVerifier
from services.kit.principal import Principal, set_principal

_BEARER = "bearer "


class PeerNotAllowed(PermissionDenied):
    """The calling service is none of those that may call this one."""

    reason = "PEER_NOT_ALLOWED"


class Authentication(Interceptor):
    """Sets the principal of every call that isn't of a public method."""

    def __init__(
        self, verifier: TokenVerifier, *, allowed_peers: frozenset[str] = frozenset(), trust_domain: str = ""
    ) -> None:
        """
        Args:
            allowed_peers: services that may call, by name; empty: every one with a certificate of the mesh.
            trust_domain: of the SPIFFE ids in the peers' certificates.
        """
        self._verifier = verifier
        self._allowed = frozenset(f"spiffe://{trust_domain}/{name}".encode() for name in allowed_peers)

    def before(self, call: Call) -> Awaitable[None] | None:
        if self._allowed and self._allowed.isdisjoint(peer_names(call.context)):
            raise PeerNotAllowed("This service doesn't answer the one that called it.")
        if call.method.public:
            return None
        token = _bearer_token(call)
        principal = self._verifier.known(token)
        if principal is None:
            return self._check(call, token)
        _set(call, principal)
        return None

    async def _check(self, call: Call, token: str) -> None:
        _set(call, await self._verifier.verify(token))


def peer_names(servicer_context: ServicerContext) -> frozenset[bytes]:
    """The names in the peer's certificate, its SPIFFE id among them; empty without mTLS."""
    return frozenset(servicer_context.auth_context().get("x509_subject_alternative_name", ()))


def _bearer_token(call: Call) -> str:
    header = call.metadata.get("authorization")
    if not isinstance(header, str) or not header:
        raise Unauthenticated("Sign in first.")
    if header[: len(_BEARER)].lower() != _BEARER:
        raise Unauthenticated("Send the access token as 'authorization: Bearer …'.")
    return header[len(_BEARER) :].strip()


def _set(call: Call, principal: Principal) -> None:
    call.principal = principal
    set_principal(principal)
    now = context.current()
    # Spelt out: dataclasses.replace takes ten times as long, on every call.
    context.enter(
        context.CallContext(
            request_id=now.request_id,
            user_id=str(principal.user_id),
            job_id=now.job_id,
            deadline=now.deadline,
        )
    )
