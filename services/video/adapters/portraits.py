"""Portraits, asked of the media service."""

import uuid
from typing import Final

import grpc
from encompass.media.v1.portrait_service_pb2 import GetPortraitRequest
from encompass.media.v1.portrait_service_pb2_grpc import PortraitServiceStub

from services.kit.errors import Unavailable
from services.kit.grpc.client import call_metadata
from services.kit.ids import UserId
from services.video.errors import PortraitNotFound, PortraitNotReady

_SECONDS: Final = 5.0


class GrpcPortraits:
    """See `ports.Portraits`."""

    def __init__(self, portraits: PortraitServiceStub) -> None:
        self._portraits = portraits

    async def cutout_key(self, owner: UserId, asset_id: uuid.UUID) -> str:
        request = GetPortraitRequest(asset_id=str(asset_id), user_id=str(owner))
        try:
            answer = await self._portraits.GetPortrait(request, metadata=call_metadata(), timeout=_SECONDS)
        except grpc.aio.AioRpcError as error:
            match error.code():
                case grpc.StatusCode.NOT_FOUND:
                    raise PortraitNotFound(asset_id) from None
                case grpc.StatusCode.FAILED_PRECONDITION:
                    raise PortraitNotReady(asset_id) from None
            raise Unavailable(
                "The photo can't be looked up now; try again.", metadata={"dependency": "media"}
            ) from error
        return answer.cutout_key
