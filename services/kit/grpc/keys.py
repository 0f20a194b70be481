"""The public keys of access tokens, asked of the auth service."""

import asyncio
from collections.abc import Awaitable, Callable

import grpc
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from encompass.auth.v1 import auth_service_pb2, auth_service_pb2_grpc

from services.kit.errors import Unavailable
from services.kit.grpc.tokens import read_jwks
from services.kit.logging import get_logger

log = get_logger(__name__)

_FETCH_SECONDS = 3.0
_AT_MOST_EVERY_SECONDS = 10.0
_AT_LEAST_EVERY_SECONDS = 300.0

Fetch = Callable[[], Awaitable[bytes]]


class FetchedKeySet:
    """Keys from a JWKS document, fetched again when an unknown key id is seen and every five minutes.

    A stranger who invents key ids causes one fetch in ten seconds, whatever they send.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._keys: dict[str, Ed25519PublicKey] = {}
        self._asked: float | None = None
        self._read: float | None = None
        self._lock = asyncio.Lock()

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        if kid not in self._keys or self._age(self._read) >= _AT_LEAST_EVERY_SECONDS:
            async with self._lock:
                if self._age(self._asked) >= _AT_MOST_EVERY_SECONDS or self._read is None:
                    await self._refresh(kid)
        return self._keys.get(kid)

    async def _refresh(self, kid: str) -> None:
        self._asked = asyncio.get_running_loop().time()
        try:
            keys = read_jwks(await self._fetch())
        except (grpc.aio.AioRpcError, ValueError, TimeoutError) as error:
            log.warning("keys.fetch_failed", error=type(error).__name__)
            if kid in self._keys:
                return  # Old keys are better than nobody being able to call.
            raise Unavailable("Access tokens can't be checked now; try again soon.") from error
        if keys.keys() != self._keys.keys():
            log.info("keys.changed", kids=sorted(keys))
        self._keys, self._read = keys, asyncio.get_running_loop().time()

    def _age(self, since: float | None) -> float:
        return float("inf") if since is None else asyncio.get_running_loop().time() - since


def fetch_from_auth(channel: grpc.aio.Channel) -> Fetch:
    """Asks AuthService.GetJwks."""
    stub = auth_service_pb2_grpc.AuthServiceStub(channel)

    async def fetch() -> bytes:
        response = await stub.GetJwks(auth_service_pb2.GetJwksRequest(), timeout=_FETCH_SECONDS)
        return bytes(response.jwks.data)

    return fetch
