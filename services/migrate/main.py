"""`encompass-migrate`: brings all databases and streams to what this version of the code expects."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated

import typer

from services.kit.db.migrations.runner import Database, HistoryInvalid, MigrationFailed, upgrade_all
from services.kit.settings import NatsSettings, load_settings
from services.migrate import histories
from services.migrate.settings import MigrateSettings
from services.migrate.slot_map import write_slot_map_if_empty

_ELECTION_SECONDS = 20.0
_LOOK_AGAIN_SECONDS = 0.5

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def migrate(
    streams: Annotated[bool, typer.Option(help="Declare the JetStream streams and consumers, too.")] = True,
) -> None:
    """Upgrades the directory and every shard, writes the slot map if there is none, declares the streams.

    Safe to run at any time, and by several at once; quick when there is nothing to do.
    """
    settings = load_settings(MigrateSettings)
    directory_url = settings.db.directory_url.get_secret_value()
    shards = {name: url.get_secret_value() for name, url in settings.db.shards.items()}
    databases = [Database("directory", directory_url, histories.DIRECTORY)]
    databases += [Database(name, url, histories.SHARD) for name, url in shards.items()]
    try:
        for result in upgrade_all(databases):
            typer.echo(f"{result.name}: {result.revision}{' (upgraded)' if result.changed else ''}")
    except (MigrationFailed, HistoryInvalid) as error:
        typer.echo(f"migrate: {error}", err=True)
        raise typer.Exit(1) from None
    if write_slot_map_if_empty(directory_url, list(shards)):
        typer.echo(f"slot map: {len(shards)} shards")
    if streams and settings.nats is not None:
        _declare_streams(settings.nats)


def _declare_streams(settings: NatsSettings) -> None:
    from nats.errors import Error as NatsError
    from nats.js.errors import APIError

    from services.kit.bus.nats_bus import connect
    from services.kit.errors import Unavailable
    from services.kit.jobs.streams import ensure_streams

    async def declare() -> None:
        client = await connect(settings, name="encompass-migrate")
        try:
            await _outlast_election(partial(ensure_streams, client.jetstream(), replicas=settings.replicas))
        finally:
            await client.close()

    try:
        asyncio.run(declare())
    except (Unavailable, NatsError, APIError, TimeoutError) as error:
        typer.echo(f"migrate: the streams can't be declared ({error})", err=True)
        raise typer.Exit(1) from None
    typer.echo("streams: declared")


async def _outlast_election(declare: Callable[[], Awaitable[None]]) -> None:
    """A cluster that lost a leader answers nobody until it has another."""
    from nats.errors import TimeoutError as NoAnswer

    async with asyncio.timeout(_ELECTION_SECONDS):
        while True:
            try:
                return await declare()
            except NoAnswer:
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)


if __name__ == "__main__":
    app()
