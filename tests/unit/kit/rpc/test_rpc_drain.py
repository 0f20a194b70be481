"""Ending in good order."""

import asyncio

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.kit.grpc.client import open_channel
from services.kit.grpc.server import serving
from services.kit.settings import GrpcSettings, ServiceSettings
from tests.unit.kit.rpc.conftest import Issuer
from tests.unit.kit.rpc.echo import KINDS, SERVICE, Echo, call, pb_grpc


class Server:
    """A server whose end a test chooses."""

    def __init__(self, settings: ServiceSettings, issuer: Issuer) -> None:
        self.echo = Echo()
        self.port = asyncio.get_running_loop().create_future()
        self.end = asyncio.Event()
        self.ended = asyncio.create_task(self._run(settings, issuer))

    async def _run(self, settings: ServiceSettings, issuer: Issuer) -> None:
        async with serving(settings, [self.echo.service()], issuer.keys) as port:
            self.port.set_result(port)
            await self.end.wait()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_call_in_flight_finishes_and_new_ones_are_refused(
    settings: ServiceSettings, issuer: Issuer, kind: str
) -> None:
    inside, leave = asyncio.Event(), asyncio.Event()

    async def wait(text: str) -> str:
        inside.set()
        await leave.wait()
        return text

    server = Server(settings.model_copy(update={"grpc": GrpcSettings(drain_seconds=60)}), issuer)
    server.echo.act = wait
    target = f"127.0.0.1:{await server.port}"
    async with open_channel(target, settings.tls, server_name="echo", services=[]) as channel:
        stub = pb_grpc.EchoServiceStub(channel)
        watch = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(service=SERVICE))
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
        in_flight = asyncio.create_task(call(stub, kind, "slow", metadata=issuer.metadata()))
        await inside.wait()
        server.end.set()
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        watch.cancel()
        async with open_channel(target, settings.tls, server_name="echo", services=[]) as later:
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await call(pb_grpc.EchoServiceStub(later), "PublicEcho", "late", timeout=30)
        assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
        assert not server.ended.done()
        leave.set()
        assert await in_flight == ["slow"]
    async with asyncio.timeout(30):
        await server.ended


async def test_a_call_that_outlasts_the_drain_is_cancelled(settings: ServiceSettings, issuer: Issuer) -> None:
    inside, cancelled = asyncio.Event(), asyncio.Event()

    async def hang(text: str) -> str:
        inside.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return text

    server = Server(settings.model_copy(update={"grpc": GrpcSettings(drain_seconds=0.1)}), issuer)
    server.echo.act = hang
    target = f"127.0.0.1:{await server.port}"
    async with open_channel(target, settings.tls, server_name="echo", services=[]) as channel:
        stub = pb_grpc.EchoServiceStub(channel)
        in_flight = asyncio.create_task(call(stub, "GetEcho", "slow", metadata=issuer.metadata()))
        await inside.wait()
        server.end.set()
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await in_flight
        assert caught.value.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)
        async with asyncio.timeout(30):
            await cancelled.wait()
            await server.ended
