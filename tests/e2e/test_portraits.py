"""A photo through the edge to the portrait model and back, as a browser sends it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import encompass
import grpc
import httpx
import pytest
from encompass import Encompass
from encompass.media.v1 import media_pb2, portrait_service_pb2, portrait_service_pb2_grpc
from encompass.video.v1 import render_options_pb2, video_pb2
from PIL import Image

from services.kit.grpc.client import open_channel
from services.kit.settings import TlsSettings, TritonSettings
from services.kit.triton import TritonClient
from services.stack.launch import StackInfo
from services.video.adapters.cutouts import StoredCutouts
from services.video.adapters.renderer import TritonRenderer
from services.video.domain.options import PictureFormat
from services.video.ports import FrameRequest, Visual
from tests.e2e.people import somebody, written
from tests.fakes.blobs import FakeBlobStore
from tests.support.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.models]

ASTRONAUT = (Path(__file__).resolve().parents[1] / "support" / "photos" / "astronaut.jpg").read_bytes()


async def sent(client: Encompass, photo: bytes) -> encompass.Asset:
    return await client.portraits.send(photo, agreed=await client.portraits.consent())


def two_people() -> bytes:
    one, buffer = Image.open(io.BytesIO(ASTRONAUT)), io.BytesIO()
    both = Image.new("RGB", (1024, 512))
    both.paste(one, (0, 0))
    both.paste(one, (512, 0))
    both.save(buffer, "PNG")
    return buffer.getvalue()


async def portrait_of(stack: StackInfo, asset_id: str, user_id: UUID | str, *, asked_by: str) -> str:
    """The key of a cut-out, as this service of the mesh is told it."""
    env = stack.environment_of(asked_by)
    tls = TlsSettings.model_validate(
        {name: env[f"ENCOMPASS_TLS__{name.upper()}"] for name in ("ca", "cert", "key")}
    )
    channel = open_channel(f"127.0.0.1:{stack.ports['media']}", tls, server_name="media", services=())
    async with channel:
        stub = portrait_service_pb2_grpc.PortraitServiceStub(channel)
        request = portrait_service_pb2.GetPortraitRequest(asset_id=asset_id, user_id=str(user_id))
        return (await stub.GetPortrait(request)).cutout_key


async def test_a_photo_becomes_a_cut_out_that_only_its_owner_and_the_films_get(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, somebody(stack.edge_url) as stranger:
        asset = await sent(client, ASTRONAUT)
        assert asset.state == media_pb2.ASSET_STATE_READY, asset.refusal.message
        view = await client.portraits.get(asset.id)
        async with httpx.AsyncClient(timeout=20) as http:
            cutout = await http.get(view.cutout_url)
            photo = await http.get(view.photo_url)
            bare = await http.get(view.photo_url.partition("?")[0])
        assert view.photo_url.startswith(stack.edge_url)
        picture = Image.open(io.BytesIO(cutout.content))
        assert (picture.mode, picture.height <= 768) == ("RGBA", True)
        assert Image.open(io.BytesIO(photo.content)).size == (512, 512)
        assert bare.status_code == 403
        with pytest.raises(encompass.NotFound):
            await stranger.portraits.get(asset.id)

        owner = (await client.accounts.get()).id
        key = await portrait_of(stack, asset.id, owner, asked_by="video-worker")
        assert key == f"media/{asset.id}/cutout.png"
        for asked_by in ("script", "questionnaire"):
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await portrait_of(stack, asset.id, owner, asked_by=asked_by)
            assert refused.value.code() == grpc.StatusCode.PERMISSION_DENIED

        await client.portraits.delete(asset.id, with_films=True)
        assert [each async for each in client.portraits.list()] == []
        with pytest.raises(grpc.aio.AioRpcError) as gone:
            await portrait_of(stack, asset.id, owner, asked_by="video-worker")
        assert gone.value.code() == grpc.StatusCode.NOT_FOUND
        async with httpx.AsyncClient(timeout=20) as http:
            assert (await http.get(view.cutout_url)).status_code == 404


async def test_a_photo_of_two_is_refused_in_words_that_help(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        asset = await sent(client, two_people())
        assert asset.state == media_pb2.ASSET_STATE_REFUSED
        assert asset.refusal.reason == media_pb2.REFUSAL_REASON_SEVERAL_FACES
        assert "crop" in asset.refusal.message
        with pytest.raises(encompass.InvalidArgument) as heic:
            await sent(client, b"\x00\x00\x00\x18ftypheic")
        assert heic.value.reason == "CONTENT_TYPE_UNSUPPORTED"


async def test_portraits_of_others_cannot_be_asked_for_through_the_edge(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        stub = portrait_service_pb2_grpc.PortraitServiceStub(client._transport.channel)
        request = portrait_service_pb2.GetPortraitRequest(
            asset_id="0199aaaa-0000-7000-8000-000000000000", user_id="0199aaaa-0000-7000-8000-000000000001"
        )
        with pytest.raises(encompass.EncompassError) as refused:
            await client._transport.call(stub.GetPortrait, request)
    assert not isinstance(refused.value, encompass.NotFound)


async def test_the_edge_lets_nothing_into_the_store_but_signed_forms(stack: StackInfo) -> None:
    bucket = f"{stack.edge_url}/encompass"
    async with httpx.AsyncClient(timeout=20) as http:
        unsigned = await http.post(bucket, data={"key": "media/x"}, files={"file": ("f", b"x")})
        put = await http.put(f"{bucket}/media/x", content=b"x")
        listing = await http.get(bucket)
    assert unsigned.status_code in (400, 403)
    assert put.status_code in (401, 403, 404, 405)
    assert listing.status_code in (401, 403, 404)


async def test_the_renderer_puts_the_person_of_a_photo_into_a_near_shot(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client, httpx.AsyncClient(timeout=20) as http:
        asset = await sent(client, ASTRONAUT)
        cutout = (await http.get((await client.portraits.get(asset.id)).cutout_url)).content
    blobs = FakeBlobStore()
    await blobs.put("cutout.png", cutout, "image/png")
    visual = Visual("meadow", "noon", "clear", "calm", "still", "standing", ())
    request = FrameRequest(visual, 7, PictureFormat(192, 108, 24), 48, (0, 24), shot="close")
    await until(lambda: _is_loaded(stack, "scene_video"), within=90, look_every=0.2)
    async with TritonClient(TritonSettings(url=f"127.0.0.1:{stack.ports['triton-grpc']}")) as models:
        renderer = TritonRenderer(models, StoredCutouts(blobs))
        drawn, posed = [
            [bytes(chunk.pixels) async for chunk in renderer.frames(replace(request, portrait_key=key))]
            for key in ("", "cutout.png")
        ]
    assert [len(frames) for frames in posed] == [len(frames) for frames in drawn]
    assert posed != drawn


async def _is_loaded(stack: StackInfo, model: str) -> bool:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{stack.ports['triton-http']}") as http:
        return (await http.get(f"/v2/models/{model}/ready", timeout=5)).is_success


@pytest.mark.slow
async def test_a_film_shows_the_person_of_a_photo_and_goes_with_it(stack: StackInfo) -> None:
    async with somebody(stack.edge_url) as client:
        asset = await sent(client, ASTRONAUT)
        script = await written(client)
        options = render_options_pb2.RenderOptions(
            tier=render_options_pb2.QUALITY_TIER_LOW, portrait_asset_id=asset.id
        )
        video = await client.videos.create(script.id, options=options, seed=7)
        async for change in client.videos.watch(video.id):
            video = change
        assert video.state == video_pb2.VIDEO_STATE_READY, video.failure.message
        assert video.options.portrait_asset_id == asset.id

        await client.portraits.delete(asset.id, with_films=True)

        async def is_gone() -> bool:
            return [each async for each in client.videos.list()] == []

        await until(is_gone, within=30)
        with pytest.raises(encompass.NotFound) as gone:
            await client.videos.create(script.id, options=options, seed=8)
        assert gone.value.reason == "PORTRAIT_NOT_FOUND"
