"""The auth service in a test: over gRPC with mTLS and all interceptors, on real databases."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
from encompass.auth.v1 import auth_pb2, auth_service_pb2
from encompass.auth.v1.auth_service_pb2_grpc import AuthServiceStub
from encompass.auth.v1.web_session_service_pb2_grpc import WebSessionServiceStub
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from services.auth.adapters.key_folder import add_key
from services.auth.bootstrap import bootstrap, open_keys
from services.auth.settings import AuthSection, AuthSettings, ThrottleSettings, WebSettings
from services.kit.clock import SystemClock
from services.kit.grpc.client import open_channel
from services.kit.grpc.server import serving
from services.kit.jobs.erasure import SETTLES_AFTER
from services.kit.settings import DbSettings, NatsSettings, TlsSettings
from services.stack.launch import StackInfo
from services.stack.layout import Layout
from tests.fakes.clock import FakeClock

PASSWORD = "violet kettle marsh"
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Service:
    """A running auth service of one test."""

    stub: AuthServiceStub
    web: WebSessionServiceStub
    clock: FakeClock
    db: DbSettings

    async def sign_up(self, email: str = "ada@example.com") -> auth_pb2.Tokens:
        request = auth_service_pb2.SignUpRequest(email=email, password=PASSWORD, display_name="Ada")
        return (await self.stub.SignUp(request, timeout=SECONDS)).tokens

    async def sign_in(self, email: str = "ada@example.com", password: str = PASSWORD) -> auth_pb2.Tokens:
        request = auth_service_pb2.SignInRequest(email=email, password=password, device_name="phone")
        return (await self.stub.SignIn(request, timeout=SECONDS)).tokens

    async def refresh(self, token: str) -> auth_pb2.Tokens:
        request = auth_service_pb2.RefreshRequest(refresh_token=token)
        return (await self.stub.Refresh(request, timeout=SECONDS)).tokens

    async def account(self, access_token: str) -> auth_pb2.Account:
        metadata = (("authorization", f"Bearer {access_token}"),)
        request = auth_service_pb2.GetAccountRequest()
        return (await self.stub.GetAccount(request, metadata=metadata, timeout=SECONDS)).account

    async def sessions(self, tokens: auth_pb2.Tokens) -> list[auth_pb2.Session]:
        request = auth_service_pb2.ListSessionsRequest()
        answer = await self.stub.ListSessions(request, metadata=bearer(tokens), timeout=SECONDS)
        return list(answer.sessions)


def bearer(tokens: auth_pb2.Tokens) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {tokens.access_token}"),)


def reason_of(error: grpc.aio.AioRpcError) -> str:
    """Domain and reason of an error, as a client reads them."""
    info = error_details_pb2.ErrorInfo()
    for detail in details_of(error):
        if detail.Unpack(info):
            return f"{info.domain}/{info.reason}"
    raise AssertionError(error)


def details_of(error: grpc.aio.AioRpcError) -> list[Any]:
    status = rpc_status.from_call(error)
    assert status is not None
    return list(status.details)


def auth_settings(
    servers: StackInfo, db: DbSettings, folder: Path, nats: NatsSettings | None = None
) -> AuthSettings:
    """Those of a service with a key of its own in `folder`, whose pages are at https://app.example."""
    add_key(folder, SystemClock().now())
    layout = Layout(servers.folder)
    return AuthSettings(
        service="auth",
        tls=TlsSettings(ca=layout.ca, cert=layout.certificate_of("auth"), key=layout.key_of("auth")),
        auth=AuthSection(
            keys_dir=folder,
            throttle=ThrottleSettings(address_free=10_000),
            web=WebSettings(origins=("https://app.example",)),
        ),
        db=db,
        nats=nats or _shared_nats(servers),
    )


def _shared_nats(servers: StackInfo) -> NatsSettings:
    env = servers.environment_of("auth")
    return NatsSettings.model_validate(
        {name: env[f"ENCOMPASS_NATS__{name.upper()}"] for name in ("url", "user", "password")}
    )


@asynccontextmanager
async def running(
    settings: AuthSettings, servers: StackInfo, *, settles_after: timedelta = SETTLES_AFTER
) -> AsyncIterator[Service]:
    """Runs the service, and calls it as the edge does."""
    layout = Layout(servers.folder)
    # It starts at the present: tokens are checked against the machine's own clock.
    clock = FakeClock(SystemClock().now())
    keys = open_keys(settings.auth, clock)
    async with (
        bootstrap(settings, keys, clock=clock, settles_after=settles_after) as services,
        serving(settings, services, keys) as port,
        open_channel(
            f"127.0.0.1:{port}",
            TlsSettings(ca=layout.ca, cert=layout.certificate_of("edge"), key=layout.key_of("edge")),
            server_name="auth",
        ) as channel,
    ):
        yield Service(AuthServiceStub(channel), WebSessionServiceStub(channel), clock, settings.db)
