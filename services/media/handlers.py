"""MediaService and PortraitService: the contracts' words to use cases and back."""

import uuid
from typing import Any, TypeAlias

import grpc
from encompass.media.v1 import media_service_pb2 as api
from encompass.media.v1 import portrait_service_pb2 as portraits
from encompass.media.v1.media_service_pb2_grpc import MediaServiceServicer
from encompass.media.v1.portrait_service_pb2_grpc import PortraitServiceServicer

from services.kit.grpc.interceptors.authentication import PeerNotAllowed, peer_names
from services.kit.grpc.moments import timestamp
from services.kit.ids import UserId
from services.kit.principal import current_principal
from services.media.domain.asset import Purpose
from services.media.domain.consent import current_wording
from services.media.messages import asset_message, form_message, purpose_of
from services.media.use_cases.album import Album
from services.media.use_cases.uploads import Announced, Reception

PORTRAIT_METHODS = frozenset({"GetPortrait"})
"""They need no person's token: who may call them is known by certificate."""

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

_DEFAULT_PAGE = 20


class MediaHandlers(MediaServiceServicer):
    """Answers MediaService."""

    def __init__(self, reception: Reception, album: Album) -> None:
        self._reception = reception
        self._album = album

    async def GetConsentWording(
        self, request: api.GetConsentWordingRequest, context: Context
    ) -> api.GetConsentWordingResponse:
        version, text = current_wording(Purpose.PORTRAIT)
        return api.GetConsentWordingResponse(wording_version=version, text=text)

    async def CreateUpload(
        self, request: api.CreateUploadRequest, context: Context
    ) -> api.CreateUploadResponse:
        new = Announced(
            request_id=uuid.UUID(request.request_id),
            purpose=purpose_of(request.purpose),
            content_type=request.content_type.lower(),
            size_bytes=request.size_bytes,
            sha256=request.sha256,
            agreed=request.consent.agreed,
            wording_version=request.consent.wording_version,
            request=request,
        )
        asset, form = await self._reception.announce(current_principal().user_id, new)
        return api.CreateUploadResponse(asset=asset_message(asset), form=form_message(asset, form))

    async def CompleteUpload(
        self, request: api.CompleteUploadRequest, context: Context
    ) -> api.CompleteUploadResponse:
        asset = await self._reception.complete(current_principal().user_id, uuid.UUID(request.asset_id))
        return api.CompleteUploadResponse(asset=asset_message(asset))

    async def GetAsset(self, request: api.GetAssetRequest, context: Context) -> api.GetAssetResponse:
        look = await self._album.look(current_principal().user_id, uuid.UUID(request.asset_id))
        return api.GetAssetResponse(
            asset=asset_message(look.asset),
            photo_url=look.photo_url,
            cutout_url=look.cutout_url,
            expire_time=None if look.expires_at is None else timestamp(look.expires_at),
        )

    async def ListAssets(self, request: api.ListAssetsRequest, context: Context) -> api.ListAssetsResponse:
        page = await self._album.page(
            current_principal().user_id, request.page_size or _DEFAULT_PAGE, request.page_token
        )
        return api.ListAssetsResponse(
            assets=[asset_message(asset) for asset in page.assets], next_page_token=page.next_page_token
        )

    async def DeleteAsset(self, request: api.DeleteAssetRequest, context: Context) -> api.DeleteAssetResponse:
        await self._album.delete(
            current_principal().user_id, uuid.UUID(request.asset_id), with_films=request.with_films
        )
        return api.DeleteAssetResponse()


class PortraitHandlers(PortraitServiceServicer):
    """Answers PortraitService, to those who make films."""

    def __init__(self, album: Album, *, peers: frozenset[str], trust_domain: str) -> None:
        """
        Args:
            peers: services that may ask, by name.
            trust_domain: of the SPIFFE ids in their certificates.
        """
        self._album = album
        self._allowed = frozenset(f"spiffe://{trust_domain}/{name}".encode() for name in peers)

    async def GetPortrait(
        self, request: portraits.GetPortraitRequest, context: Context
    ) -> portraits.GetPortraitResponse:
        if self._allowed.isdisjoint(peer_names(context)):
            raise PeerNotAllowed("This service doesn't answer the one that called it.")
        place = await self._album.cutout(UserId(uuid.UUID(request.user_id)), uuid.UUID(request.asset_id))
        return portraits.GetPortraitResponse(
            cutout_key=place.key,
            cutout_sha256=place.sha256,
            width_px=place.width_px,
            height_px=place.height_px,
        )
