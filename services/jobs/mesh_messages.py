"""Between what was found out about the mesh and the messages of MeshAdminService."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encompass.jobs.v1 import mesh_pb2 as messages

from services.jobs.mesh_view import Health, Mesh, Part, PartKind, Replica
from services.kit.grpc.moments import timestamp

_KINDS: Final[Mapping[PartKind, messages.MeshPartKind]] = MappingProxyType(
    {
        PartKind.EDGE: messages.MESH_PART_KIND_EDGE,
        PartKind.SERVICE: messages.MESH_PART_KIND_SERVICE,
        PartKind.WORKER: messages.MESH_PART_KIND_WORKER,
        PartKind.MODEL_SERVER: messages.MESH_PART_KIND_MODEL_SERVER,
        PartKind.MODEL: messages.MESH_PART_KIND_MODEL,
        PartKind.MESSAGES: messages.MESH_PART_KIND_MESSAGES,
        PartKind.STORE: messages.MESH_PART_KIND_STORE,
        PartKind.DATABASE: messages.MESH_PART_KIND_DATABASE,
    }
)
_HEALTH: Final[Mapping[Health, messages.MeshHealth]] = MappingProxyType(
    {
        Health.UP: messages.MESH_HEALTH_UP,
        Health.STARTING: messages.MESH_HEALTH_STARTING,
        Health.DOWN: messages.MESH_HEALTH_DOWN,
        Health.OFF: messages.MESH_HEALTH_OFF,
    }
)


def mesh_message(mesh: Mesh) -> messages.Mesh:
    """All parts."""
    return messages.Mesh(parts=[_part(part) for part in mesh.parts], time=timestamp(mesh.at))


def _part(part: Part) -> messages.MeshPart:
    found = part.found
    message = messages.MeshPart(
        name=found.name,
        kind=_KINDS[found.kind],
        health=_HEALTH[found.health],
        since_time=timestamp(part.since),
        detail=found.detail,
        replicas=[_replica(replica) for replica in found.replicas],
    )
    if found.latency is not None:
        message.latency.FromTimedelta(found.latency)
    return message


def _replica(replica: Replica) -> messages.MeshReplica:
    message = messages.MeshReplica(
        name=replica.name,
        state=replica.state,
        is_synchronous=replica.is_synchronous,
        lag_bytes=replica.lag_bytes,
    )
    if replica.lag is not None:
        message.lag.FromTimedelta(replica.lag)
    return message
