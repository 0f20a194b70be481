"""A real server on loopback, with mTLS, and a channel to it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.kit.grpc.client import open_channel
from services.kit.grpc.server import serving
from services.kit.grpc.tokens import KeySet, StaticKeySet
from services.kit.settings import GrpcSettings, ServiceSettings, TlsSettings
from tests.unit.kit.rpc.certificates import Authority
from tests.unit.kit.rpc.echo import SERVICE, Echo, pb_grpc


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("pki"))


@pytest.fixture(scope="session")
def tls(authority: Authority) -> TlsSettings:
    return authority.issue("echo")


class Issuer:
    """Signs access tokens as the auth service does."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.kid = "test-key"
        self.user_id = uuid4()
        self.workspace_id = uuid4()
        self.session_id = uuid4()

    @property
    def keys(self) -> StaticKeySet:
        return StaticKeySet({self.kid: self.key.public_key()})

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = datetime.now(UTC)
        claims: dict[str, Any] = {
            "iss": "https://auth.encompass.local",
            "aud": "encompass",
            "sub": str(self.user_id),
            "wid": str(self.workspace_id),
            "sid": str(self.session_id),
            "jti": str(uuid4()),
            "iat": now,
            "exp": now + timedelta(minutes=10),
        }
        return {name: value for name, value in {**claims, **changes}.items() if value is not None}

    def token(self, *, user_id: UUID | None = None, **changes: Any) -> str:
        if user_id is not None:
            changes["sub"] = str(user_id)
        return jwt.encode(self.claims(**changes), self.key, algorithm="EdDSA", headers={"kid": self.kid})

    def metadata(self, **changes: Any) -> tuple[tuple[str, str], ...]:
        return (("authorization", f"Bearer {self.token(**changes)}"),)


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def settings(tls: TlsSettings) -> ServiceSettings:
    return ServiceSettings(service="echo", tls=tls, grpc=GrpcSettings(drain_seconds=0.2))


@dataclass(frozen=True)
class Running:
    """A server under test."""

    echo: Echo
    stub: Any
    channel: grpc.aio.Channel
    target: str


Serve = Callable[..., Any]


@pytest.fixture
def serve(issuer: Issuer, settings: ServiceSettings) -> Serve:
    """Runs the echo service for a block: `async with serve(grpc=GrpcSettings(...)) as running`."""

    @asynccontextmanager
    async def run(*, keys: KeySet | None = None, **changes: Any) -> AsyncIterator[Running]:
        changed = settings.model_copy(update=changes)
        echo = Echo()
        async with AsyncExitStack() as stack:
            # Opened first and so closed last: a call in flight at the end must be able to finish.
            port = await stack.enter_async_context(serving(changed, [echo.service()], keys or issuer.keys))
            channel = await stack.enter_async_context(
                open_channel(f"127.0.0.1:{port}", settings.tls, server_name="echo", services=[SERVICE])
            )
            yield Running(echo, pb_grpc.EchoServiceStub(channel), channel, f"127.0.0.1:{port}")

    return run


@pytest.fixture
async def running(serve: Serve) -> AsyncIterator[Running]:
    async with serve() as started:
        yield started
