"""The fixtures that other tests stand on."""

import asyncio

import nats
import psycopg
from nats.aio.client import Client

from services.kit.settings import DbSettings, NatsSettings, S3Settings
from tests.support.nats_server import NatsServer


async def test_a_fresh_database_is_migrated_and_writing_to_one_leaves_the_others_alone(
    fresh_db: DbSettings,
) -> None:
    urls = [fresh_db.directory_url, *fresh_db.shards.values()]
    for url in urls:
        plain = url.get_secret_value().replace("+psycopg", "")
        async with await psycopg.AsyncConnection.connect(plain, autocommit=True) as connection:
            found = await connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            row = await found.fetchone()
            assert row is not None
            assert row[0] >= 2
            await connection.execute("CREATE TABLE mark (id int)")  # would fail if two tests had one database


async def test_what_a_killed_nats_server_had_acknowledged_is_there_when_it_is_back(
    nats_server: NatsServer, fresh_nats: NatsSettings
) -> None:
    async def connect() -> Client:
        return await nats.connect(
            fresh_nats.url,
            user=fresh_nats.user,
            password=fresh_nats.password.get_secret_value(),
            allow_reconnect=False,
        )

    connection = await connect()
    await connection.jetstream().add_stream(name="KEPT", subjects=["kept"])
    await connection.jetstream().publish("kept", b"a")
    nats_server.kill()
    nats_server.start()
    async with asyncio.timeout(30):
        again = await connect()
        info = await again.jetstream().stream_info("KEPT")
    assert info.state.messages == 1
    await again.close()


async def test_a_fresh_bucket_is_empty_and_takes_objects(fresh_bucket: S3Settings) -> None:
    from services.kit.blobs import open_blob_store

    async with open_blob_store(fresh_bucket) as store:
        assert list(await store.list("")) == []
        await store.put("a", b"1", "text/plain")
        assert await store.get("a") == b"1"
