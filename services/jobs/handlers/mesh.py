"""MeshAdminService: protobuf to what was found out, and back."""

from collections.abc import AsyncIterator

from encompass.jobs.v1 import job_admin_pb2
from encompass.jobs.v1 import mesh_admin_service_pb2 as service
from encompass.jobs.v1.mesh_admin_service_pb2_grpc import MeshAdminServiceServicer

from services.jobs.live import Live
from services.jobs.mesh_messages import mesh_message
from services.jobs.mesh_view import Mesh
from services.kit.grpc.call import ServicerContext
from services.kit.principal import require_operator

MESH_SERVICE = "encompass.jobs.v1.MeshAdminService"


class MeshAdminServicer(MeshAdminServiceServicer):
    """Answers operators."""

    def __init__(self, mesh: Live[Mesh]) -> None:
        self._mesh = mesh

    async def GetMesh(
        self, request: service.GetMeshRequest, context: ServicerContext
    ) -> service.GetMeshResponse:
        require_operator()
        return service.GetMeshResponse(mesh=mesh_message(await self._mesh.now()))

    async def WatchMesh(
        self, request: service.WatchMeshRequest, context: ServicerContext
    ) -> AsyncIterator[service.WatchMeshResponse]:
        require_operator()
        async for message in self._mesh.watch(request.resume_token):
            if message.item is None:
                yield service.WatchMeshResponse(
                    resume_token=message.resume_token, checkpoint=job_admin_pb2.Checkpoint()
                )
            else:
                yield service.WatchMeshResponse(
                    resume_token=message.resume_token, mesh=mesh_message(message.item.value)
                )
