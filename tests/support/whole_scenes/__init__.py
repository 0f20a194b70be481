"""The GPU's scene_video on a Triton of its own: all of it but the pipeline, which needs torch and weights."""

import asyncio
import json
import os
import re
import shutil
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.kit.settings import TritonSettings
from services.kit.triton import TritonClient
from services.stack.binaries import MODELS_ENVIRONMENT
from tests.support.waiting import until

GPU = Path(__file__).resolve().parents[3] / "triton_models" / "gpu" / "scene_video"
KNOBS = {"device": "cpu", "long_side": "64", "short_side": "64", "clip_frames": "24", "steps": "5"}
LAUNCH = MODELS_ENVIRONMENT / "artifacts" / "backends" / "launch.json"


@dataclass(frozen=True, slots=True)
class WholeScenes:
    """The server, and what its pipeline did."""

    client: TritonClient
    log: Path

    def events(self) -> Sequence[dict[str, Any]]:
        """See `pipelines.py`, in order."""
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def those(self, what: str) -> Sequence[dict[str, Any]]:
        """The events of one kind."""
        return [event for event in self.events() if event["event"] == what]


@asynccontextmanager
async def open_whole_scenes(folder: Path) -> AsyncIterator[WholeScenes]:
    """Starts it and waits until it serves."""
    repository, weights, port = folder / "repository", folder / "weights", _free_port()
    _lay_out(repository, weights)
    launch = json.loads(LAUNCH.read_text())
    env = {
        **os.environ,
        "PATH": f"{launch['path_prepend']}{os.pathsep}{os.environ['PATH']}",
        "LD_LIBRARY_PATH": launch["library_path"],
        "PYTHONPATH": "",
    }
    with (folder / "triton.log").open("wb") as log:
        server = await asyncio.create_subprocess_exec(
            launch["executable"],
            f"--model-repository={repository}",
            f"--backend-directory={launch['backend_directory']}",
            f"--cache-directory={launch['cache_directory']}",
            *("--disable-auto-complete-config", "--allow-http=false", "--allow-metrics=false"),
            *("--grpc-address=127.0.0.1", f"--grpc-port={port}", "--exit-timeout-secs=2"),
            *("--allow-gpu-metrics=false", "--pinned-memory-pool-byte-size=0"),
            env=env,
            stdout=log,
            stderr=log,
        )
        try:
            async with TritonClient(TritonSettings(url=f"127.0.0.1:{port}")) as client:

                async def is_served() -> bool:
                    assert server.returncode is None, (folder / "triton.log").read_text()[-2000:]
                    return await client.ready("scene_video")

                await until(is_served, within=120, look_every=0.1)
                yield WholeScenes(client, weights / "log")
        finally:
            if server.returncode is None:
                server.terminate()
            await server.wait()


def _lay_out(repository: Path, weights: Path) -> None:
    model = repository / "scene_video"
    shutil.copytree(GPU, model, ignore=shutil.ignore_patterns("__pycache__"))
    config = (model / "config.pbtxt").read_text().replace("KIND_GPU", "KIND_CPU")
    for name, value in {**KNOBS, "weights": str(weights)}.items():
        knob = f'key: "{name}" value: {{ string_value: '
        config, found = re.subn(re.escape(knob) + '"[^"]*"', f'{knob}"{value}"', config)
        assert found == 1, name
    (model / "config.pbtxt").write_text(config)
    shutil.copy(Path(__file__).with_name("pipelines.py"), model / "1" / "diffusion" / "pipelines.py")
    weights.mkdir()
    (weights / "model_index.json").write_text("{}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
