"""Generates all that is made from protos/: the Python and TypeScript clients and the edge's descriptor set.

`--check` generates into a temporary folder instead and exits 1 when what is committed differs.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TYPESCRIPT = Path("clients/typescript")
DESCRIPTORS = Path("clients/descriptors/encompass.binpb")
GENERATED = (
    "clients/python/encompass",
    "clients/python/buf",
    "clients/typescript/src/gen",
    "clients/descriptors",
)
GENERATED_NAMES = ("*_pb2.py", "*_pb2.pyi", "*_pb2_grpc.py", "*_pb2_grpc.pyi", "*_pb.ts", "*.binpb")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when the committed code differs")
    arguments = parser.parse_args()
    install_typescript_plugin()
    if not arguments.check:
        for path in generated_files(ROOT):
            (ROOT / path).unlink()
        generate(ROOT)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        drift = differing(ROOT, Path(folder))
    for path in drift:
        print(f"{path}: differs from its proto; run `make generate` and commit", file=sys.stderr)
    return 1 if drift else 0


def install_typescript_plugin() -> None:
    """Installs the locked TypeScript packages, once."""
    folder = ROOT / TYPESCRIPT
    stamp = folder / "node_modules" / ".package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime:
        return
    run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", folder=folder)
    stamp.touch()


def generate(into: Path) -> None:
    """Writes all generated files below a folder, laid out as in the repository."""
    run("buf", "generate", "--output", str(into))
    run("buf", "generate", "--template", "buf.gen.errors.yaml", "--output", str(into))
    descriptors = into / DESCRIPTORS
    descriptors.parent.mkdir(parents=True, exist_ok=True)
    # google.rpc is in it for the edge, which writes an error's details as JSON where it knows their types.
    contents = ("--path", "protos/encompass", "--path", "third_party/googleapis/google/rpc")
    form = ("--as-file-descriptor-set", "--exclude-source-info", "-o", str(descriptors))
    run("buf", "build", *contents, *form)
    for stub in into.glob("clients/python/**/*_pb2_grpc.pyi"):
        # mypy-protobuf writes one for every file, services or not.
        if not stub.with_suffix(".py").exists():
            stub.unlink()


def differing(committed: Path, fresh: Path) -> list[Path]:
    """Generated files that are missing, left over or different, relative to the root."""
    ours, theirs = generated_files(committed), generated_files(fresh)
    changed = [p for p in ours & theirs if not filecmp.cmp(committed / p, fresh / p, shallow=False)]
    return sorted([*(ours ^ theirs), *changed])


def generated_files(root: Path) -> set[Path]:
    """Paths of the generated files below a root, relative to it."""
    return {
        path.relative_to(root)
        for folder in GENERATED
        for pattern in GENERATED_NAMES
        for path in (root / folder).rglob(pattern)
    }


def run(*command: str, folder: Path = ROOT) -> None:
    """Runs a tool of the virtual environment, or exits with its status."""
    tools = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    program = shutil.which(command[0], path=environment["PATH"])
    if program is None:
        sys.exit(f"{command[0]} is not installed: run `make setup`")
    status = subprocess.run([program, *command[1:]], cwd=folder, env=environment, check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    sys.exit(main())
