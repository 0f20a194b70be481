"""The renderer runs in the models' environment: pure parts are imported, the rest probed in a subprocess."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "triton_models" / "repository" / "scene_video" / "1"))

PYTHON = ROOT / ".venv" / "models" / "bin" / "python"
PROBES = Path(__file__).parent / "probes"


def run_probe(name: str, out: Path) -> None:
    """Run a probe script in the models' environment; it writes its findings to `out`."""
    run_script(PROBES / f"{name}.py", out)


def run_script(script: Path, out: Path) -> None:
    """Run any script of that kind."""
    done = subprocess.run(
        [str(PYTHON), str(script), str(out)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"{script.name} ended with {done.returncode}:\n{done.stderr[-3000:]}")
