"""The script that builds TensorRT engines, with stand-ins for trtexec and nvidia-smi."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

TOOLS = (
    "bash",
    "cat",
    "chmod",
    "cp",
    "cut",
    "dirname",
    "env",
    "mkdir",
    "mktemp",
    "mv",
    "rm",
    "sha256sum",
    "tr",
)
"""All that the script may need: no GPU of this machine's is to be seen."""
SCRIPT = Path(__file__).resolve().parents[3] / "triton_models" / "gpu" / "build_engines.sh"

TRTEXEC = """#!/usr/bin/env bash
if [[ $1 == --help ]]; then echo "&&&& RUNNING TensorRT.trtexec [TensorRT v$TENSORRT] [b29]"; exit 0; fi
echo "$@" >> "$LOG"
for word in "$@"; do [[ $word == --saveEngine=* ]] && plan=${word#--saveEngine=}; done
printf 'plan' > "$plan"
[[ -z $BROKEN ]] || { echo "out of memory" >&2; exit 1; }
printf ' of %s' "$TENSORRT" >> "$plan"
"""
NVIDIA_SMI = """#!/usr/bin/env bash
[[ -n $GPU ]] || { echo "No devices were found"; exit 6; }
echo "$GPU"
"""


@dataclass
class Node:
    """A machine with a GPU, a repository and a cache."""

    folder: Path
    gpu: str = "NVIDIA H200"
    tensorrt: str = "101500"
    broken: str = ""

    def __post_init__(self) -> None:
        (self.models / "video_upscale_luma").mkdir(parents=True)
        (self.models / "video_upscale_luma" / "config.pbtxt").touch()
        self.onnx.write_bytes(b"a network")
        self.path = self.folder / "bin"
        self.path.mkdir()
        for tool in TOOLS:
            (self.path / tool).symlink_to(shutil.which(tool) or "")
        self.put("trtexec", TRTEXEC)
        self.put("nvidia-smi", NVIDIA_SMI)

    @property
    def models(self) -> Path:
        return self.folder / "models"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def onnx(self) -> Path:
        return self.folder / "video_upscale.onnx"

    @property
    def served(self) -> Path:
        return self.models / "video_upscale_luma" / "1" / "model.plan"

    @property
    def builds(self) -> int:
        log = self.folder / "log"
        return len(log.read_text().splitlines()) if log.exists() else 0

    @property
    def plans(self) -> list[str]:
        return sorted(path.name for path in self.cache.iterdir())

    def put(self, name: str, script: str) -> None:
        (self.path / name).write_text(script)
        (self.path / name).chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": str(self.path),
            "LOG": str(self.folder / "log"),
            "GPU": self.gpu,
            "TENSORRT": self.tensorrt,
            "BROKEN": self.broken,
            "ENCOMPASS_UPSCALE_ONNX": str(self.onnx),
        }
        told = arguments or (str(self.models), str(self.cache))
        return subprocess.run(
            ["bash", str(SCRIPT), *told], env=env, capture_output=True, text=True, timeout=60, check=False
        )


@pytest.fixture
def node(tmp_path: Path) -> Node:
    return Node(tmp_path)


def test_a_plan_is_built_once_and_put_where_triton_looks_for_it(node: Node) -> None:
    for _ in range(2):
        done = node.run()
        assert done.returncode == 0, done.stderr
        assert node.served.read_text() == "plan of 101500"
    assert node.builds == 1
    assert [name for name in node.plans if name.endswith("-101500-NVIDIA-H200.plan")] == node.plans
    assert node.served.stat().st_mode & 0o444 == 0o444
    asked = (node.folder / "log").read_text()
    assert f"--onnx={node.onnx}" in asked
    assert "--stronglyTyped" in asked


def test_another_network_gpu_or_tensorrt_has_a_plan_of_its_own(node: Node) -> None:
    node.run()
    node.gpu = "NVIDIA L4"
    node.run()
    node.tensorrt = "110300"
    node.run()
    node.onnx.write_bytes(b"another network")
    node.run()
    assert (node.builds, len(node.plans)) == (4, 4)
    assert node.served.read_text() == "plan of 110300"
    node.onnx.write_bytes(b"a network")
    node.gpu, node.tensorrt = "NVIDIA H200", "101500"
    node.run()
    assert (node.builds, node.served.read_text()) == (4, "plan of 101500"), "the first one is still there"


def test_a_plan_that_was_cut_short_is_none(node: Node) -> None:
    node.run()
    node.onnx.write_bytes(b"another network")
    node.broken = "yes"
    done = node.run()
    assert done.returncode == 1
    assert "out of memory" in done.stderr
    assert "trtexec couldn't build" in done.stderr
    assert len(node.plans) == 1, "half a plan was left"
    assert node.served.read_text() == "plan of 101500", "what is served stays"
    node.broken = ""
    assert node.run().returncode == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda node: (node.path / "nvidia-smi").unlink(),
            "there is no nvidia-smi: run on a node with a GPU",
        ),
        (lambda node: setattr(node, "gpu", ""), "nvidia-smi finds no GPU"),
        (lambda node: (node.path / "trtexec").unlink(), "there is no trtexec: use the image"),
        (lambda node: setattr(node, "tensorrt", "?"), "trtexec doesn't say its version"),
        (lambda node: node.onnx.unlink(), "is missing: fetch data/upscaler"),
        (
            lambda node: (node.models / "video_upscale_luma" / "config.pbtxt").unlink(),
            "name a Triton repository",
        ),
        (lambda node: node.cache.write_text("a file"), "mount a volume there"),
    ],
)
def test_what_is_missing_is_told_with_what_to_do(node: Node, change: object, told: str) -> None:
    assert callable(change)
    change(node)
    done = node.run()
    assert done.returncode == 1
    assert told in done.stderr
    assert node.builds == 0


def test_who_asks_how_it_is_used_is_told(node: Node) -> None:
    asked, wrong = node.run("--help"), node.run("models")
    assert (asked.returncode, wrong.returncode) == (0, 2)
    assert asked.stdout == wrong.stderr
    assert asked.stdout.startswith("build_engines.sh MODELS CACHE")
