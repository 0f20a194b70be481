"""`python -m services.stack.prepare STAMP`: makes fresh servers fit for the services.

Databases to the head of their history, streams and consumers, the bucket. Nothing is done when the stamp
says that this very code has done it already: on a warm folder this costs the start of an interpreter.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from services.stack.files import write_atomically
from services.stack.layout import REPOSITORY


def main() -> None:
    """Prepares, and says so in the stamp."""
    stamp = Path(sys.argv[1])
    wanted = fingerprint(REPOSITORY)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        print("prepared already")
        return
    if subprocess.run([sys.executable, "-m", "services.migrate.main"], check=False).returncode != 0:
        raise SystemExit(1)
    _make_bucket()
    write_atomically(stamp, wanted)


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


def _make_bucket() -> None:
    # Imported here: they are slow, and mostly not needed.
    from minio import Minio
    from minio.error import S3Error

    environment = {name: os.environ[f"ENCOMPASS_S3__{name}"] for name in ("ENDPOINT", "ACCESS_KEY", "SECRET_KEY", "BUCKET")}
    client = Minio(
        environment["ENDPOINT"].removeprefix("http://"),
        access_key=environment["ACCESS_KEY"],
        secret_key=environment["SECRET_KEY"],
        secure=False,
    )
    try:
        if not client.bucket_exists(environment["BUCKET"]):
            client.make_bucket(environment["BUCKET"])
    except S3Error as error:
        raise SystemExit(f"the bucket {environment['BUCKET']} can't be made: {error.code}") from None


if __name__ == "__main__":
    main()
