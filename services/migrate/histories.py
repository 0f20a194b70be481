"""Where the revisions of each kind of database lie. A domain with tables adds its folder here."""

from pathlib import Path
from typing import Final

_SERVICES: Final = Path(__file__).resolve().parents[1]

DIRECTORY: Final = (
    _SERVICES / "kit/db/migrations/directory",
    _SERVICES / "auth/migrations/directory",
    _SERVICES / "script/migrations/directory",
    _SERVICES / "questionnaire/migrations/directory",
)
SHARD: Final = (
    _SERVICES / "kit/db/migrations/shard",
    _SERVICES / "kit/jobs/migrations",
    _SERVICES / "auth/migrations/shard",
    _SERVICES / "questionnaire/migrations",
    _SERVICES / "script/migrations",
    _SERVICES / "video/migrations",
    _SERVICES / "media/migrations",
)
