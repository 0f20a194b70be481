"""A disk of one shard's own, small enough to be filled: a tmpfs in a mount namespace of the stack's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SIZE_MIB = 1024
_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount", "--")
_MOUNT = 'mount -t tmpfs -o size={size}m,mode=0700 shard "$0" && cp -a "$1"/. "$0" && shift && exec "$@"'
_PIECE = 4 * 1024 * 1024


class SmallDisk:
    """What a postgres instance keeps its data on. Gone with the last process of its stack."""

    def __init__(self, folder: Path, contents: Path) -> None:
        """`folder`: where the disk is to be, which has to be there; `contents`: what it begins with."""
        self._folder = folder
        self._contents = contents

    @staticmethod
    def is_possible() -> bool:
        """Whether this machine lets an ordinary process have a mount namespace of its own."""
        if shutil.which("unshare") is None:
            return False
        tried = subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False, timeout=10)
        return tried.returncode == 0

    def words(self) -> tuple[str, ...]:
        """To be put before the command of the stack's supervisor."""
        return (*_NAMESPACE, "sh", "-c", _MOUNT.format(size=SIZE_MIB), str(self._folder), str(self._contents))

    def fill(self, supervisor_pid: int) -> int:
        """Leaves no free byte; returns how many were taken."""
        taken = 0
        descriptor = os.open(self._ballast(supervisor_pid), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            piece = _PIECE
            while piece:
                try:
                    os.posix_fallocate(descriptor, taken, piece)
                    taken += piece
                except OSError:
                    piece = piece // 2 if piece > 4096 else 0
        finally:
            os.close(descriptor)
        return taken

    def free(self, supervisor_pid: int) -> None:
        """Gives back what `fill` took."""
        self._ballast(supervisor_pid).unlink(missing_ok=True)

    def _ballast(self, supervisor_pid: int) -> Path:
        # The disk is seen from inside of the namespace only.
        return Path(f"/proc/{supervisor_pid}/root") / self._folder.relative_to("/") / "ballast"
