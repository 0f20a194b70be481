"""Folders for what a film is put together from; they are gone when the work is over, however it ends.

A worker that is killed can't clear its own away. Its lock on them is gone with it, so the next one does.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from services.kit.logging import get_logger
from services.video.errors import WorkspaceFull

_PREFIX: Final = "encompass-film-"
_SURELY_LOCKED_SECONDS: Final = 60.0
"""How old a folder is before it counts as nobody's: it is locked right after it is made."""

log = get_logger(__name__)


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder for the length of the block.

    Raises:
        WorkspaceFull: there is no room even for that.
    """
    _clear_away_what_is_nobodys()
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX)
    except OSError as error:
        raise WorkspaceFull from error
    with folder as path:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield Path(path)
        finally:
            os.close(lock)


def _clear_away_what_is_nobodys() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime < _SURELY_LOCKED_SECONDS:
                continue
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            # Somebody else's, or gone meanwhile.
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        else:
            shutil.rmtree(folder, ignore_errors=True)
            log.info("films.leftovers_cleared_away", folder=folder.name)
        finally:
            os.close(lock)
