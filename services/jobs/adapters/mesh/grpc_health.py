"""Services, asked by gRPC's own health protocol over mTLS, as their callers call them."""

import time
from collections.abc import Sequence
from datetime import timedelta

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.jobs.mesh_view import ASKED_FOR, Finding, Health, PartKind


class GrpcHealth:
    """See `mesh_view.Probe`; for one service."""

    def __init__(self, name: str, channel: grpc.aio.Channel) -> None:
        self.name = name
        self.kind = PartKind.SERVICE
        self._stub = health_pb2_grpc.HealthStub(channel)

    async def ask(self) -> Sequence[Finding]:
        started = time.perf_counter()
        try:
            answer = await self._stub.Check(
                health_pb2.HealthCheckRequest(), timeout=ASKED_FOR.total_seconds()
            )
        except grpc.aio.AioRpcError as error:
            return [self._found(Health.DOWN, detail=error.code().name.lower())]
        latency = timedelta(seconds=time.perf_counter() - started)
        if answer.status == health_pb2.HealthCheckResponse.SERVING:
            return [self._found(Health.UP, latency)]
        return [self._found(Health.DOWN, latency, detail="not_serving")]

    def _found(self, health: Health, latency: timedelta | None = None, *, detail: str = "") -> Finding:
        return Finding(self.name, self.kind, health, latency, detail)
