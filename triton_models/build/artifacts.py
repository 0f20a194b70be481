"""Folders of prepared files that are either complete and described by a manifest, or absent."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from triton_models.build.errors import PrepareError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a component is made from; a component made by another recipe is made again."""

    component: str
    inputs: Mapping[str, str]
    """Versions and checksums of everything that decides the result."""
    needed_bytes: int
    """Room that making it takes at its peak."""


def ensure(root: Path, recipe: Recipe, make: Callable[[Path], None]) -> bool:
    """Makes `root/component` unless it is there already; says whether it had to."""
    target = root / recipe.component
    if is_current(target, recipe):
        return False
    require_room(root, recipe)
    staging = Path(tempfile.mkdtemp(prefix=f".{recipe.component}-", dir=root))
    try:
        make(staging)
        write_manifest(staging, recipe)
        # mkdtemp's 0700 would shut out a server that runs as another user.
        staging.chmod(0o755)
        replace(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return True


def is_current(target: Path, recipe: Recipe) -> bool:
    """Whether the folder was made by this recipe and holds every file as it was made."""
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        if manifest["inputs"] != dict(recipe.inputs):
            return False
        files: dict[str, str] = manifest["files"]
        return all(sha256_of(target / name) == checksum for name, checksum in files.items())
    except (OSError, ValueError, KeyError):
        return False


def write_manifest(folder: Path, recipe: Recipe) -> None:
    """Describes every file in the folder."""
    files = {
        str(path.relative_to(folder)): sha256_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    manifest = {"component": recipe.component, "inputs": dict(recipe.inputs), "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def replace(staging: Path, target: Path) -> None:
    """Puts a finished folder in the place of an older one, whose open files their server keeps."""
    outdated = target.with_name(f".{target.name}-outdated-{os.getpid()}")
    if target.exists():
        target.rename(outdated)
    staging.rename(target)
    shutil.rmtree(outdated, ignore_errors=True)


def require_room(root: Path, recipe: Recipe) -> None:
    """Fails before any work where the disk can't hold what would be made."""
    free = shutil.disk_usage(root).free
    if free < recipe.needed_bytes:
        raise PrepareError(
            f"preparing {recipe.component} needs {recipe.needed_bytes >> 20} MiB in {root}, "
            f"where {free >> 20} MiB are free: make room or choose another folder with --out"
        )


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Lets one preparation at a time work in a folder, and clears what a killed one left behind."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = (root / ".lock").open("w", encoding="utf-8")
    except OSError as error:
        raise PrepareError(
            f"can't write to {root} ({error.strerror}): choose another folder with --out"
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in root.glob(".*-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield


def sha256_of(path: Path) -> str:
    """The checksum of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
