"""Access tokens: EdDSA JWTs, checked against the public keys of the auth service."""

import base64
import binascii
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.kit.clock import Clock, SystemClock
from services.kit.errors import TokenExpired, TokenInvalid
from services.kit.ids import SessionId, UserId, WorkspaceId
from services.kit.metrics import METRICS
from services.kit.plans import Plan
from services.kit.principal import Principal
from services.kit.roles import Role, known_roles
from services.kit.settings import TokenSettings

ALGORITHM: Final = "EdDSA"

_LONGEST_TOKEN = 4096
_CLOCK_SKEW_SECONDS = 5


class KeySet(Protocol):
    """Public keys that access tokens may be signed with."""

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The key of this id; None where there is none (which may mean looking for new ones first).

        Raises:
            Unavailable: the key isn't known, and nobody could be asked for new ones.
        """
        ...


class StaticKeySet:
    """Keys that never change while the process lives."""

    def __init__(self, keys: Mapping[str, Ed25519PublicKey]) -> None:
        self._keys = dict(keys)

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        return self._keys.get(kid)


def read_jwks(document: bytes) -> dict[str, Ed25519PublicKey]:
    """The Ed25519 keys of a JSON Web Key Set, by key id; keys of other kinds are left out.

    Raises:
        ValueError: it isn't a key set.
    """
    try:
        entries = json.loads(document)["keys"]
        return {
            str(entry["kid"]): Ed25519PublicKey.from_public_bytes(_from_base64url(entry["x"]))
            for entry in entries
            if entry.get("kty") == "OKP" and entry.get("crv") == "Ed25519"
        }
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise ValueError("not a JSON Web Key Set") from error


@dataclass(frozen=True, slots=True)
class _Verified:
    user_id: UserId
    workspace_id: WorkspaceId
    session_id: SessionId
    expires: float
    plan: Plan
    roles: frozenset[Role]

    def as_principal(self, token: str) -> Principal:
        return Principal(self.user_id, self.workspace_id, self.session_id, token, self.plan, self.roles)


class TokenVerifier:
    """Checks access tokens, and remembers those that it found good until they expire.

    A key that is withdrawn stops new tokens at once, and those already seen when they expire: within
    the ten minutes that an access token lives.
    """

    def __init__(self, keys: KeySet, settings: TokenSettings, *, clock: Clock | None = None) -> None:
        self._keys = keys
        self._settings = settings
        self._clock = clock or SystemClock()
        self._cache: OrderedDict[bytes, _Verified] = OrderedDict()
        self._cached = METRICS.token_checks.labels("cached")

    def known(self, token: str) -> Principal | None:
        """The principal of a token that was checked before and hasn't expired since; else None."""
        digest = _digest(token)
        found = self._cache.get(digest)
        if found is None:
            return None
        if found.expires <= self._clock.now().timestamp():
            del self._cache[digest]
            return None
        self._cached.inc()
        return found.as_principal(token)

    async def verify(self, token: str) -> Principal:
        """The principal that a token names.

        Raises:
            TokenExpired: it was good once.
            TokenInvalid: it is malformed, forged, of another issuer, or for another audience.
            Unavailable: it can't be checked now.
        """
        try:
            verified = await self._verify(token)
        except TokenExpired:
            METRICS.token_checks.labels("expired").inc()
            raise
        except TokenInvalid:
            METRICS.token_checks.labels("invalid").inc()
            raise
        METRICS.token_checks.labels("valid").inc()
        self._remember(token, verified)
        return verified.as_principal(token)

    async def _verify(self, token: str) -> _Verified:
        if len(token) > _LONGEST_TOKEN:
            raise _invalid("it is too long")
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError:
            raise _invalid("it is malformed") from None
        kid = header.get("kid")
        # Before any key is looked up: whoever forges a token mustn't choose how it is checked.
        if header.get("alg") != ALGORITHM or not isinstance(kid, str):
            raise _invalid("it is signed in a way that isn't used here")
        key = await self._keys.key(kid)
        if key is None:
            raise _invalid("its signing key is unknown")
        return self._read(self._decode(token, key))

    def _decode(self, token: str, key: Ed25519PublicKey) -> Mapping[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=self._settings.issuer,
                audience=self._settings.audience,
                # Times are checked here, against the injected clock.
                options={
                    "require": ["exp", "iat", "iss", "aud", "sub", "jti"],
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
        except jwt.InvalidAudienceError:
            raise _invalid("it is for somebody else") from None
        except jwt.InvalidIssuerError:
            raise _invalid("it is of another issuer") from None
        except jwt.InvalidTokenError:
            raise _invalid("its signature or its claims are wrong") from None

    def _read(self, claims: Mapping[str, Any]) -> _Verified:
        try:
            verified = _Verified(
                UserId(UUID(claims["sub"])),
                WorkspaceId(UUID(claims["wid"])),
                SessionId(UUID(claims["sid"])),
                float(claims["exp"]),
                Plan.of_claim(claims.get("plan")),
                known_roles(claims.get("roles")),
            )
            starts = float(claims.get("nbf", claims["iat"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _invalid("its claims are malformed") from None
        now = self._clock.now().timestamp()
        if verified.expires + _CLOCK_SKEW_SECONDS <= now:
            raise TokenExpired("The access token has expired; refresh it.")
        if starts - _CLOCK_SKEW_SECONDS > now:
            raise _invalid("it isn't valid yet")
        return verified

    def _remember(self, token: str, verified: _Verified) -> None:
        if self._settings.cache_size == 0:
            return
        self._cache[_digest(token)] = verified
        if len(self._cache) > self._settings.cache_size:
            self._cache.popitem(last=False)


def _invalid(why: str) -> TokenInvalid:
    return TokenInvalid("The access token can't be used: " + why + ".", metadata={"why": why})


def _digest(token: str) -> bytes:
    # A dump of the cache gives nobody a token.
    return hashlib.sha256(token.encode()).digest()


def _from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
