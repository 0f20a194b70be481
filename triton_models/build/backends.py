"""Lays out what `tritonserver` needs around the wheel that it comes in.

The wheel's python backend lacks the stub for the interpreter in use: it ships one for each Python
beside it. A folder of our own takes the backend and the right stub; the installed wheel stays as it is.
"""

import json
import os
import shutil
import sys
import sysconfig
from dataclasses import asdict, dataclass
from pathlib import Path

from triton_models.build.artifacts import Recipe
from triton_models.build.errors import PrepareError
from triton_models.build.wheels import package_folder, version_of

STUB = "triton_python_backend_stub"
BACKEND_FILES = ("libtriton_python.so", "triton_python_backend_utils.py")


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start the server; written to `backends/launch.json` for whoever starts it."""

    executable: str
    backend_directory: str
    cache_directory: str
    path_prepend: str
    """Goes first in PATH: the stub takes its interpreter, and so its packages, from there."""
    library_path: str
    """LD_LIBRARY_PATH for the server."""


def recipe() -> Recipe:
    """What the backend directory is made from."""
    return Recipe(
        component="backends",
        inputs={
            "recipe": "1",
            "nvidia-pytriton": version_of("nvidia-pytriton"),
            "python": python_version(),
            "environment": sys.prefix,
        },
        needed_bytes=8 << 20,
    )


def make(folder: Path) -> None:
    """Copies the backend and its stub into `folder/python` and writes `launch.json`."""
    server = package_folder("pytriton", "nvidia-pytriton") / "tritonserver"
    stub = server / "python_backend_stubs" / python_version() / STUB
    executable = server / "bin" / "tritonserver"
    for needed in (stub, executable, *(server / "backends" / "python" / name for name in BACKEND_FILES)):
        if not needed.is_file():
            raise PrepareError(
                f"nvidia-pytriton has no {needed.name} for Python {python_version()}: "
                "use Python 3.11, 3.12 or 3.13, then run `make setup`"
            )
    backend = folder / "python"
    backend.mkdir()
    for name in BACKEND_FILES:
        shutil.copyfile(server / "backends" / "python" / name, backend / name)
    shutil.copyfile(stub, backend / STUB)
    (backend / STUB).chmod(0o755)
    launch = Launch(
        executable=str(executable),
        backend_directory=str(folder.parent / "backends"),
        cache_directory=str(server / "caches"),
        path_prepend=str(Path(sys.prefix) / "bin"),
        library_path=library_path(server),
    )
    (folder / "launch.json").write_text(json.dumps(asdict(launch), indent=2) + "\n", encoding="utf-8")


def library_path(server: Path) -> str:
    """Where the copies find the wheel's libraries (their own RPATH is relative) and libpython."""
    libraries = server.parent.parent / "nvidia_pytriton.libs"
    places = [str(libraries)]
    shared = sysconfig.get_config_var("INSTSONAME")
    folder = sysconfig.get_config_var("LIBDIR")
    if folder and shared and (Path(folder) / shared).is_file():
        places.append(str(folder))
    elif not any((place / f"libpython{python_version()}.so.1.0").is_file() for place in system_libraries()):
        raise PrepareError(
            f"Python {python_version()} has no shared libpython, which Triton's python backend needs: "
            "use a Python built with --enable-shared (Debian's, uv's and python.org's are)"
        )
    return os.pathsep.join(places)


def system_libraries() -> tuple[Path, ...]:
    """Folders that the dynamic loader looks in by itself."""
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    return tuple(
        Path(place) for place in (f"/usr/lib/{multiarch}", f"/lib/{multiarch}", "/usr/lib64", "/usr/lib")
    )


def python_version() -> str:
    """The version that a stub is chosen by, such as 3.11."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"
