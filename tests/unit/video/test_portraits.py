"""Who is seen in a film: asked of the media service, read from the store, given to the renderer."""

import io
import uuid
from typing import Any, cast

import grpc
import numpy as np
import pytest
from encompass.media.v1.portrait_service_pb2 import GetPortraitRequest, GetPortraitResponse
from encompass.media.v1.portrait_service_pb2_grpc import PortraitServiceStub
from PIL import Image

from services.kit.blobs.port import BlobStoreUnavailable
from services.kit.errors import Unavailable
from services.kit.ids import UserId, new_id
from services.kit.triton import ConversingModel
from services.video.adapters.cutouts import StoredCutouts
from services.video.adapters.portraits import GrpcPortraits
from services.video.adapters.renderer import TritonRenderer
from services.video.domain.options import PictureFormat
from services.video.errors import PortraitNotFound, PortraitNotReady
from services.video.ports import FrameRequest, Visual
from tests.fakes.blobs import FakeBlobStore
from tests.fakes.models import FakeFrames

KEY = "media/1/cutout.png"
OWNER, ASSET = UserId(new_id()), uuid.uuid4()


class FakeStub:
    """Answers with a key, or with an error of this code."""

    def __init__(self, code: grpc.StatusCode | None = None) -> None:
        self._code = code
        self.asked: list[GetPortraitRequest] = []

    async def GetPortrait(self, request: GetPortraitRequest, **_: object) -> GetPortraitResponse:
        self.asked.append(request)
        if self._code is not None:
            raise grpc.aio.AioRpcError(self._code, grpc.aio.Metadata(), grpc.aio.Metadata())
        return GetPortraitResponse(cutout_key=KEY)


def portraits(stub: FakeStub) -> GrpcPortraits:
    return GrpcPortraits(cast(PortraitServiceStub, stub))


def png(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(buffer, "PNG")
    return buffer.getvalue()


def pixels() -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.random.default_rng(3).integers(0, 255, (5, 7, 4)).astype(np.uint8)


async def rendered(blobs: FakeBlobStore, key: str) -> dict[str, Any]:
    model = FakeFrames()
    visual = Visual("ocean", "dawn", "clear", "calm", "still", "standing", ())
    request = FrameRequest(visual, 7, PictureFormat(640, 360, 24), 48, tuple(range(9)), portrait_key=key)
    renderer = TritonRenderer(cast(ConversingModel, model), StoredCutouts(blobs))
    assert len([chunk async for chunk in renderer.frames(request)]) == 2
    assert "portrait" not in model.asked[1], "who is seen is told once"
    return dict(model.asked[0])


async def test_the_media_service_is_asked_for_a_persons_own_photo() -> None:
    stub = FakeStub()
    assert await portraits(stub).cutout_key(OWNER, ASSET) == KEY
    assert stub.asked == [GetPortraitRequest(asset_id=str(ASSET), user_id=str(OWNER))]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (grpc.StatusCode.NOT_FOUND, PortraitNotFound),
        (grpc.StatusCode.FAILED_PRECONDITION, PortraitNotReady),
        (grpc.StatusCode.UNAVAILABLE, Unavailable),
        (grpc.StatusCode.PERMISSION_DENIED, Unavailable),
    ],
)
async def test_what_it_says_is_an_error_of_films(code: grpc.StatusCode, error: type[Exception]) -> None:
    with pytest.raises(error):
        await portraits(FakeStub(code)).cutout_key(OWNER, ASSET)


async def test_the_renderer_is_given_the_person_as_they_were_cut_out() -> None:
    blobs = FakeBlobStore()
    await blobs.put(KEY, png(pixels()), "image/png")
    given = await rendered(blobs, KEY)
    assert np.array_equal(given["portrait"], pixels())


async def test_a_film_without_a_portrait_or_with_a_deleted_one_has_somebody_drawn() -> None:
    blobs = FakeBlobStore()
    for key in ("", "media/gone/cutout.png"):
        assert "portrait" not in await rendered(blobs, key)


async def test_a_cut_out_is_read_once_for_many_scenes_and_an_error_isnt_kept() -> None:
    blobs = FakeBlobStore()
    await blobs.put(KEY, png(pixels()), "image/png")
    cutouts = StoredCutouts(blobs)
    blobs.failing = True
    with pytest.raises(BlobStoreUnavailable):
        await cutouts.rgba(KEY)
    blobs.failing = False
    first = await cutouts.rgba(KEY)
    blobs.failing = True
    assert await cutouts.rgba(KEY) is first
