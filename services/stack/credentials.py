"""The secrets of one stack: made once, kept in one file that only its owner reads."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from services.stack.files import write_atomically


@dataclass(frozen=True, slots=True)
class Credentials:
    """Passwords and keys by what they open."""

    postgres_password: str
    nats_password: str
    s3_access_key: str
    s3_secret_key: str
    playback_key: str

    def __repr__(self) -> str:
        return "Credentials(…)"


def load_or_make_credentials(path: Path) -> Credentials:
    """The stored secrets; a missing one (the first start, or a secret new in this version) is made."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        stored = {}
    names = [field.name for field in fields(Credentials)]
    # URL-safe characters only: these go into database URLs and configuration files unquoted.
    credentials = Credentials(**{name: str(stored.get(name) or secrets.token_urlsafe(32)) for name in names})
    if asdict(credentials) != stored:
        write_atomically(path, json.dumps(asdict(credentials), indent=2) + "\n")
    return credentials
