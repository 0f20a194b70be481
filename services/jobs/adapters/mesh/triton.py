"""Triton and its models, as Triton itself tells."""

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import grpc
from tritonclient.grpc import service_pb2, service_pb2_grpc

from services.jobs.mesh_view import ASKED_FOR, Finding, Health, PartKind

_STATES: Final[Mapping[str, Health]] = {
    "READY": Health.UP,
    "LOADING": Health.STARTING,
    "UNLOADING": Health.OFF,
    "UNAVAILABLE": Health.DOWN,
    "": Health.OFF,
}
"""Of the repository's index. A model that nobody has loaded has none."""
_UNLOADED: Final = "unloaded"


class TritonHealth:
    """See `mesh_view.Probe`.

    A model whose process died may count as ready for some time: Triton notices when somebody asks the model.
    """

    name = "triton"
    kind = PartKind.MODEL_SERVER

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = service_pb2_grpc.GRPCInferenceServiceStub(channel)
        self._models: set[str] = set()

    async def ask(self) -> Sequence[Finding]:
        started = time.perf_counter()
        seconds = ASKED_FOR.total_seconds()
        try:
            ready = await self._stub.ServerReady(service_pb2.ServerReadyRequest(), timeout=seconds)
            latency = timedelta(seconds=time.perf_counter() - started)
            index = await self._stub.RepositoryIndex(service_pb2.RepositoryIndexRequest(), timeout=seconds)
        except grpc.aio.AioRpcError as error:
            detail = error.code().name.lower()
            gone = [Finding(name, PartKind.MODEL, Health.DOWN) for name in sorted(self._models)]
            return [Finding(self.name, self.kind, Health.DOWN, detail=detail), *gone]
        # It isn't ready while any of its models is loading.
        server = Finding(self.name, self.kind, Health.UP if ready.ready else Health.STARTING, latency)
        models = [_model(entry) for entry in index.models]
        self._models = {model.name for model in models if model.health is not Health.OFF}
        return [server, *models]


def _model(entry: service_pb2.RepositoryIndexResponse.ModelIndex) -> Finding:
    health = _STATES.get(entry.state, Health.DOWN)
    if health is Health.DOWN and entry.reason == _UNLOADED:
        health = Health.OFF
    return Finding(entry.name, PartKind.MODEL, health)
