"""Somebody leaves while their film is being made, through the edge of a whole stack."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import encompass
import pytest
from encompass import Encompass
from encompass.video.v1 import render_options_pb2, video_pb2

from services.kit.blobs import open_blob_store
from services.kit.clock import SystemClock
from services.kit.db.databases import open_databases
from services.kit.ids import UserId
from services.kit.settings import DbSettings, S3Settings
from services.media.adapters.leftovers import ShardLeftovers
from services.media.use_cases.tidying import Tidier as AssetTidier
from services.media.use_cases.tidying import TidyOptions as AssetTidyOptions
from services.stack.launch import StackInfo
from services.video.adapters.waste import ShardWaste
from services.video.use_cases.tidying import Tidier, TidyOptions
from tests.e2e.people import PASSWORD, new_email, somebody, written
from tests.support.seeding import rows_of
from tests.support.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.xdist_group("whole stack")]

ASTRONAUT = (Path(__file__).resolve().parents[1] / "support" / "photos" / "astronaut.jpg").read_bytes()
KEPT_A_WHILE = {"deleted_video", "deleted_media_asset", "outbox"}
"""Which objects may be left, and what was published: both are looked through again and go within the hour."""


async def test_whoever_leaves_in_the_middle_of_a_film_leaves_nothing(stack: StackInfo) -> None:
    email = new_email()
    async with Encompass(stack.edge_url) as client, somebody(stack.edge_url) as neighbour:
        account = await client.accounts.sign_up(email, PASSWORD)
        photo = await client.portraits.send(ASTRONAUT, agreed=await client.portraits.consent())
        script = await written(client)
        options = render_options_pb2.RenderOptions(
            tier=render_options_pb2.QUALITY_TIER_LOW, portrait_asset_id=photo.id
        )
        video = await client.videos.create(script.id, options=options, seed=7)
        async for change in client.videos.watch(video.id):
            if change.progress > 0 or change.state == video_pb2.VIDEO_STATE_READY:
                break
        with pytest.raises(encompass.Unauthenticated):
            await client.accounts.delete("not the password")

        await client.accounts.delete(PASSWORD)

        async with Encompass(stack.edge_url) as again:
            with pytest.raises(encompass.Unauthenticated):
                await again.accounts.sign_in(email, PASSWORD)
            assert (await again.accounts.sign_up(email, PASSWORD)).id != account.id
        await _is_gone(stack, UserId(UUID(account.id)), (video.id, photo.id))
        await neighbour.accounts.get()


async def _is_gone(stack: StackInfo, owner: UserId, things: tuple[str, str]) -> None:
    env = stack.environment_of("video-worker")
    db = DbSettings.model_validate({"directory_url": stack.directory_url, "shards": stack.shard_urls})

    async def only_notes_are_left() -> bool:
        return set(rows_of(db, owner)) <= KEPT_A_WHILE

    await until(only_notes_are_left, within=90, look_every=0.5)
    store = S3Settings.model_validate(
        {name: env[f"ENCOMPASS_S3__{name.upper()}"] for name in ("endpoint", "access_key", "secret_key")}
    )
    async with open_databases(db, application_name="test") as databases, open_blob_store(store) as blobs:
        # As the workers do ten and thirty minutes later.
        films = Tidier(ShardWaste(databases.shards), blobs, TidyOptions(after=timedelta(0)))
        photos = AssetTidier(
            ShardLeftovers(databases.shards),
            blobs,
            SystemClock(),
            AssetTidyOptions(deleted_after=timedelta(0)),
        )
        for shard in databases.shards:
            await films.tidy(shard)
            await photos.tidy(shard)
        video_id, photo_id = things
        assert await blobs.list(f"videos/{video_id}/") == []
        assert await blobs.list(f"media/{photo_id}/") == []
    assert set(rows_of(db, owner)) <= {"outbox"}
