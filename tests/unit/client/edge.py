"""A small edge on loopback: real gRPC, services that a test scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
from encompass.auth.v1 import auth_pb2, auth_service_pb2, auth_service_pb2_grpc
from encompass.script.v1 import script_pb2, script_service_pb2, script_service_pb2_grpc
from google.protobuf import any_pb2
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

WatchScript = Callable[[str], AsyncIterator[script_service_pb2.WatchScriptResponse]]
Context = grpc.aio.ServicerContext[Any, Any]


class FakeAuth(auth_service_pb2_grpc.AuthServiceServicer):
    """Issues numbered tokens: `access-1` at sign-up, `access-2` after the first refresh, and so on."""

    def __init__(self, lifetime: timedelta) -> None:
        self.lifetime = lifetime
        self.issued = 0
        self.refreshes: list[str] = []

    async def SignUp(
        self, request: auth_service_pb2.SignUpRequest, context: Context
    ) -> auth_service_pb2.SignUpResponse:
        account = auth_pb2.Account(id="u-1", email=request.email)
        return auth_service_pb2.SignUpResponse(account=account, tokens=self.tokens())

    async def Refresh(
        self, request: auth_service_pb2.RefreshRequest, context: Context
    ) -> auth_service_pb2.RefreshResponse:
        self.refreshes.append(request.refresh_token)
        return auth_service_pb2.RefreshResponse(tokens=self.tokens())

    def tokens(self) -> auth_pb2.Tokens:
        self.issued += 1
        tokens = auth_pb2.Tokens(access_token=f"access-{self.issued}", refresh_token=f"refresh-{self.issued}")
        tokens.access_expire_time.FromDatetime(datetime.now(UTC) + self.lifetime)
        return tokens


class FakeScripts(script_service_pb2_grpc.ScriptServiceServicer):
    """Serves one script; accepts the access tokens named in `accepted` (any when empty)."""

    def __init__(self) -> None:
        self.accepted: set[str] = set()
        self.seen_tokens: list[str] = []
        self.resume_tokens: list[str] = []
        self.searched: list[tuple[str, str]] = []
        self.watch: WatchScript | None = None
        self.failure: tuple[grpc.StatusCode, str, tuple[Message, ...]] | None = None

    async def GetScript(
        self, request: script_service_pb2.GetScriptRequest, context: Context
    ) -> script_service_pb2.GetScriptResponse:
        token = str(dict(context.invocation_metadata() or ())["authorization"]).removeprefix("Bearer ")
        self.seen_tokens.append(token)
        if self.accepted and token not in self.accepted:
            await fail(context, grpc.StatusCode.UNAUTHENTICATED, "Jwt is expired")
        if self.failure is not None:
            code, message, details = self.failure
            await fail(context, code, message, *details)
        return script_service_pb2.GetScriptResponse(script=script_pb2.Script(id=request.script_id))

    async def ListScripts(
        self, request: script_service_pb2.ListScriptsRequest, context: Context
    ) -> script_service_pb2.ListScriptsResponse:
        self.searched.append((request.query, request.response_id))
        first = int(request.page_token or 0)
        scripts = [script_pb2.Script(id=str(number)) for number in range(first, first + 2)]
        token = str(first + 2) if first + 2 < 6 else ""
        return script_service_pb2.ListScriptsResponse(scripts=scripts, next_page_token=token)

    async def WatchScript(
        self, request: script_service_pb2.WatchScriptRequest, context: Context
    ) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        self.resume_tokens.append(request.resume_token)
        assert self.watch is not None
        try:
            async for message in self.watch(request.resume_token):
                yield message
        except StreamBroken as broken:
            await fail(context, broken.code, "gone", *broken.details)


def fake_auth(lifetime: timedelta = timedelta(minutes=10)) -> FakeAuth:
    """Only its methods above are called; the others answer UNIMPLEMENTED."""
    return FakeAuth(lifetime)  # type: ignore[abstract]


def fake_scripts() -> FakeScripts:
    """Only its methods above are called; the others answer UNIMPLEMENTED."""
    return FakeScripts()  # type: ignore[abstract]


class StreamBroken(Exception):
    """Ends a scripted watch with an error."""

    def __init__(self, code: grpc.StatusCode, *details: Message) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def reason(name: str, domain: str = "encompass.common") -> error_details_pb2.ErrorInfo:
    return error_details_pb2.ErrorInfo(reason=name, domain=domain)


async def fail(context: Context, code: grpc.StatusCode, message: str, *details: Message) -> None:
    status = status_pb2.Status(code=code.value[0], message=message)
    for detail in details:
        packed = any_pb2.Any()
        packed.Pack(detail)
        status.details.append(packed)
    trailing = (("grpc-status-details-bin", status.SerializeToString()),) if details else ()
    await context.abort(code, message, trailing)


@asynccontextmanager
async def edge(auth: FakeAuth, scripts: FakeScripts) -> AsyncIterator[str]:
    """Serves both on a free port; yields the URL."""
    server = grpc.aio.server()
    auth_service_pb2_grpc.add_AuthServiceServicer_to_server(auth, server)
    script_service_pb2_grpc.add_ScriptServiceServicer_to_server(scripts, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await server.stop(0)
