"""`python -m services.stack.prepare STAMP`: makes fresh servers fit for the services.

Databases to the head of their history, streams and consumers, the bucket. Nothing is done when the stamp
says that this very code has done it already: on a warm folder this costs the start of an interpreter.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from services.stack.files import write_atomically
from services.stack.layout import REPOSITORY, Layout


def main() -> None:
    """Prepares, and says so in the stamp."""
    stamp = Path(sys.argv[1])
    if _is_current(stamp):
        print("prepared already")
        return
    wanted = fingerprint(REPOSITORY)
    _migrate()
    _make_bucket()
    write_atomically(stamp, wanted)


def is_prepared(layout: Layout, stamp: Path, servers: Iterable[str]) -> bool:
    """Whether these servers' data is all there and has been prepared by this very code."""
    return all(layout.data_of(name).is_dir() for name in servers) and _is_current(stamp)


def _is_current(stamp: Path) -> bool:
    return stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(REPOSITORY)


def fingerprint(root: Path) -> str:
    """Of all the code that decides what databases, streams and buckets look like."""
    digest = hashlib.sha256()
    sources = [
        *root.glob("services/*/migrations/**/*.py"),
        *root.glob("services/kit/*/migrations/**/*.py"),
        *root.glob("services/migrate/*.py"),
        root / "services/kit/jobs/streams.py",
        root / "services/stack/prepare.py",
    ]
    for source in sorted(sources):
        digest.update(str(source.relative_to(root)).encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def _migrate() -> None:
    # Imported here, as below: it is slow, and mostly not needed.
    import typer

    from services.migrate.main import migrate

    try:
        migrate(streams=True)
    except typer.Exit as ending:
        raise SystemExit(ending.exit_code) from None


def _make_bucket() -> None:
    from pydantic_settings import BaseSettings, SettingsConfigDict

    from services.kit.blobs import open_blob_store
    from services.kit.settings import S3Settings, load_settings

    class BucketSettings(BaseSettings):
        model_config = SettingsConfigDict(env_prefix="ENCOMPASS_", env_nested_delimiter="__", extra="ignore")
        s3: S3Settings

    settings = load_settings(BucketSettings)

    async def create() -> None:
        async with open_blob_store(settings.s3) as store:
            await store.create_bucket()

    asyncio.run(create())


if __name__ == "__main__":
    main()
