"""The caller's photos, to be seen in their films."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import urllib.error
import urllib.request
import uuid
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from encompass.errors import EncompassError, Unavailable
from encompass.media.v1 import media_pb2, media_service_pb2, media_service_pb2_grpc
from encompass.paging import every
from encompass.transport import Transport

Asset = media_pb2.Asset
AssetState = media_pb2.AssetState
AssetView = media_service_pb2.GetAssetResponse
Consent = media_service_pb2.GetConsentWordingResponse
RefusalReason = media_pb2.RefusalReason

_UPLOAD_DEADLINE_S = 120.0
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"RIFF", "image/webp"))


class Portraits:
    """Photos of the person whom films are about: sent, looked at, deleted."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = media_service_pb2_grpc.MediaServiceStub(transport.channel)

    async def consent(self) -> Consent:
        """The words that the person in a photo has to agree to before it is sent."""
        return await self._transport.call(
            self._stub.GetConsentWording, media_service_pb2.GetConsentWordingRequest()
        )

    async def send(
        self, photo: bytes, *, agreed: Consent, content_type: str = "", request_id: uuid.UUID | None = None
    ) -> Asset:
        """Sends a photo and has it looked at: it comes back READY, or REFUSED with what to do about it.

        `agreed` is what `consent` returned and the person in the photo agreed to. `content_type` is read off
        the photo's first bytes unless given. Raises FailedPrecondition (CONSENT_OUTDATED), InvalidArgument
        (CONTENT_TYPE_UNSUPPORTED), ResourceExhausted (TOO_MANY_ASSETS), or Unavailable when it can't be sent.
        """
        announced = media_service_pb2.CreateUploadRequest(
            request_id=str(request_id or uuid.uuid4()),
            content_type=content_type or _kind_of(photo),
            size_bytes=len(photo),
            sha256=hashlib.sha256(photo).hexdigest(),
            purpose=media_pb2.ASSET_PURPOSE_PORTRAIT,
            consent=media_service_pb2.Consent(agreed=True, wording_version=agreed.wording_version),
        )
        created = await self._transport.call(self._stub.CreateUpload, announced)
        if created.HasField("form"):
            await asyncio.to_thread(_post, created.form, photo)
        request = media_service_pb2.CompleteUploadRequest(asset_id=created.asset.id)
        return (await self._transport.call(self._stub.CompleteUpload, request)).asset

    async def get(self, asset_id: str) -> AssetView:
        """One of the caller's photos, with links to look at it. Raises NotFound."""
        request = media_service_pb2.GetAssetRequest(asset_id=asset_id)
        return await self._transport.call(self._stub.GetAsset, request)

    def list(self) -> AsyncIterator[Asset]:
        """The caller's photos, newest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListAssets, media_service_pb2.ListAssetsRequest(page_token=page_token)
            ),
            lambda page: page.assets,
        )

    async def delete(self, asset_id: str, *, with_films: bool = False) -> None:
        """Deletes a photo, and the films that show it if asked to. Raises NotFound."""
        request = media_service_pb2.DeleteAssetRequest(asset_id=asset_id, with_films=with_films)
        await self._transport.call(self._stub.DeleteAsset, request)


def _kind_of(photo: bytes) -> str:
    """The media type that the first bytes say; HEIC's for all else, which the service explains."""
    return next((kind for head, kind in _KINDS if photo.startswith(head)), "image/heic")


def _post(form: media_pb2.UploadForm, photo: bytes) -> None:
    if urlsplit(form.url).scheme not in ("http", "https"):
        raise EncompassError("the address for the photo is no address of the web")
    boundary = secrets.token_hex(16)
    opening = f"--{boundary}\r\nContent-Disposition: form-data; name="
    parts = [f'{opening}"{field.name}"\r\n\r\n{field.value}\r\n'.encode() for field in form.fields]
    head = f'{opening}"file"; filename="photo"\r\n\r\n'
    body = b"".join([*parts, head.encode(), photo, f"\r\n--{boundary}--\r\n".encode()])
    request = urllib.request.Request(form.url, data=body, method="POST")
    request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    try:
        with urllib.request.urlopen(request, timeout=_UPLOAD_DEADLINE_S):
            pass
    except urllib.error.HTTPError as error:
        raise EncompassError(f"the store didn't take the photo ({error.code})") from None
    except OSError:
        raise Unavailable("the photo couldn't be sent; try again") from None
