"""Adds a signing key and deletes those that nothing depends on: `python -m services.auth.rotate_keys FOLDER`.

The new key is published at once and signs a quarter of an hour later, when every cache knows it. Running
services notice by themselves. Run it by the calendar, and whenever a key may have leaked (then delete the
leaked key's file as well: its tokens stop being accepted within five minutes, where they aren't remembered).
"""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from services.auth.adapters.key_folder import SUFFIX, add_key, read_keys
from services.auth.domain.signing_keys import KeyTimes, plan_keys
from services.kit.clock import SystemClock


def rotate(
    folder: Annotated[
        Path, typer.Argument(envvar="ENCOMPASS_AUTH__KEYS_DIR", help="Folder of the signing keys.")
    ],
    publish_minutes: Annotated[
        float,
        typer.Option(
            envvar="ENCOMPASS_AUTH__PUBLISH_KEY_MINUTES",
            min=0,
            help="How long a new key is published before it signs.",
        ),
    ] = 15.0,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Only make a key if there is none.")] = False,
) -> None:
    """Adds a signing key, and deletes those whose last token has expired."""
    now = SystemClock().now()
    if if_empty and folder.is_dir() and read_keys(folder):
        return
    kid = add_key(folder, now)
    times = KeyTimes(publish_before_use=timedelta(minutes=publish_minutes))
    plan = plan_keys([key.age for key in read_keys(folder).values()], times, now)
    for retired in plan.retired:
        (folder / f"{retired}{SUFFIX}").unlink(missing_ok=True)
        typer.echo(f"deleted {retired}")
    typer.echo(f"added {kid}; signing with {plan.signing}")


if __name__ == "__main__":
    typer.run(rotate)
