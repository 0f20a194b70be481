"""One connection to the edge: deadlines, safe retries, and the person's token on every call that needs it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

import grpc
from google.protobuf.message import Message

from encompass.auth.v1 import auth_pb2, auth_service_pb2, auth_service_pb2_grpc
from encompass.errors import MAX_METADATA_BYTES, EncompassError, Unauthenticated, from_rpc

Request = TypeVar("Request", bound=Message)
Response = TypeVar("Response", bound=Message)

CALL_DEADLINE_S = 15.0
REFRESH_BEFORE_EXPIRY = timedelta(seconds=30)
MAX_MESSAGE_BYTES = 8 * 1024 * 1024

# Every method of these is safe to send again: reads change nothing, creates carry a request_id, and the other
# changes of state do nothing the second time. Signing up, in and refreshing each make something new.
_RETRIED_SERVICES = (
    "encompass.questionnaire.v1.QuestionnaireService",
    "encompass.script.v1.ScriptService",
    "encompass.video.v1.VideoService",
    "encompass.media.v1.MediaService",
)
_SERVICE_CONFIG = json.dumps(
    {
        "methodConfig": [
            {
                "name": [{"service": service} for service in _RETRIED_SERVICES],
                "retryPolicy": {
                    "maxAttempts": 4,
                    "initialBackoff": "0.1s",
                    "maxBackoff": "2s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ]
    }
)


class Transport:
    """A channel to the edge and the tokens of the person who is signed in.

    The access token is renewed half a minute before it expires, and once more when a service says that it has
    expired; calls that come meanwhile wait for the one renewal.
    """

    def __init__(self, edge_url: str, *, root_certificates: bytes | None = None) -> None:
        self.channel = _open_channel(edge_url, root_certificates)
        self._auth = auth_service_pb2_grpc.AuthServiceStub(self.channel)
        self._tokens: auth_pb2.Tokens | None = None
        self._renewal = asyncio.Lock()

    async def close(self) -> None:
        await self.channel.close()

    @property
    def tokens(self) -> auth_pb2.Tokens | None:
        """The tokens in use; keep them to be signed in again later."""
        return self._tokens

    @tokens.setter
    def tokens(self, tokens: auth_pb2.Tokens | None) -> None:
        self._tokens = tokens

    async def call_public(
        self, method: grpc.aio.UnaryUnaryMultiCallable[Request, Response], request: Request
    ) -> Response:
        """Calls a method that needs no token. Raises EncompassError."""
        try:
            return await method(request, timeout=CALL_DEADLINE_S)
        except grpc.aio.AioRpcError as error:
            raise from_rpc(error) from None

    async def call(
        self, method: grpc.aio.UnaryUnaryMultiCallable[Request, Response], request: Request
    ) -> Response:
        """Calls a method as the person who is signed in. Raises EncompassError."""
        token = await self._access_token()
        try:
            return await self._call_with(token, method, request)
        except Unauthenticated as error:
            if error.reason != "TOKEN_EXPIRED":
                raise
        return await self._call_with(await self._renewed(token), method, request)

    async def stream(
        self, method: grpc.aio.UnaryStreamMultiCallable[Request, Response], request: Request
    ) -> AsyncIterator[Response]:
        """Opens a server stream as the person who is signed in. Raises EncompassError while iterating."""
        call = method(request, metadata=_bearer(await self._access_token()))
        try:
            async for message in call:
                yield message
        except grpc.aio.AioRpcError as error:
            raise from_rpc(error) from None
        finally:
            call.cancel()

    async def _call_with(
        self, token: str, method: grpc.aio.UnaryUnaryMultiCallable[Request, Response], request: Request
    ) -> Response:
        try:
            return await method(request, metadata=_bearer(token), timeout=CALL_DEADLINE_S)
        except grpc.aio.AioRpcError as error:
            raise from_rpc(error) from None

    async def _access_token(self) -> str:
        tokens = self._signed_in()
        expires = tokens.access_expire_time.ToDatetime(tzinfo=UTC)
        if expires - datetime.now(UTC) > REFRESH_BEFORE_EXPIRY:
            return tokens.access_token
        return await self._renewed(tokens.access_token)

    async def _renewed(self, stale: str) -> str:
        async with self._renewal:
            tokens = self._signed_in()
            if tokens.access_token != stale:
                return tokens.access_token
            request = auth_service_pb2.RefreshRequest(refresh_token=tokens.refresh_token)
            try:
                self._tokens = (await self.call_public(self._auth.Refresh, request)).tokens
            except Unauthenticated:
                self._tokens = None
                raise
            return self._tokens.access_token

    def _signed_in(self) -> auth_pb2.Tokens:
        if self._tokens is None:
            raise Unauthenticated("nobody is signed in; sign up or sign in first", reason="TOKEN_MISSING")
        return self._tokens


def _open_channel(edge_url: str, root_certificates: bytes | None) -> grpc.aio.Channel:
    parts = urlsplit(edge_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EncompassError(f"{edge_url!r} is not a URL of the edge, such as https://api.example.com")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    target = f"{parts.hostname}:{port}"
    options: Mapping[str, str | int] = {
        "grpc.service_config": _SERVICE_CONFIG,
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_metadata_size": MAX_METADATA_BYTES,
        "grpc.keepalive_time_ms": 30_000,
        "grpc.keepalive_timeout_ms": 10_000,
        "grpc.primary_user_agent": "encompass-python/0.1.0",
    }
    if parts.scheme == "http":
        return grpc.aio.insecure_channel(target, options=list(options.items()))
    credentials = grpc.ssl_channel_credentials(root_certificates)
    return grpc.aio.secure_channel(target, credentials, options=list(options.items()))


def _bearer(token: str) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {token}"),)
