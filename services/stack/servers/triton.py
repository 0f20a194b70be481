"""Triton Inference Server with the CPU models of triton_models/repository."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from services.stack.binaries import MODELS_ENVIRONMENT
from services.stack.layout import REPOSITORY
from services.stack.parts import Part
from services.stack.ports import Ports
from services.stack.probes import ProbeFailed, answers_ok, http
from services.stack.problems import StackProblem

NAME = "triton"
FIRST = "story_llm"
"""What a person waits for first is loaded first; the others while it writes."""
OTHERS = ("narrator", "scene_video", "portrait")

_ANSWER_WITHIN = timedelta(seconds=10)
_JSON = "application/json"


def triton_part(ports: Ports, traces_url: str, env: Mapping[str, str]) -> Part:
    """The server; its models load side by side, each in a process of its own."""
    artifacts = MODELS_ENVIRONMENT / "artifacts"
    launch = _launch(artifacts)
    port = ports["triton-http"]
    health = _Models(port)
    argv = [
        launch["executable"],
        f"--model-repository={REPOSITORY / 'triton_models' / 'repository'}",
        f"--backend-directory={launch['backend_directory']}",
        f"--cache-directory={launch['cache_directory']}",
        # A model whose process died can only be revived under explicit control.
        "--model-control-mode=explicit",
        f"--load-model={FIRST}",
        *("--disable-auto-complete-config", "--strict-readiness=true"),
        # One model that can't load doesn't take the others down.
        *("--exit-on-error=false", "--exit-timeout-secs=5"),
        *(f"--{kind}-address=127.0.0.1" for kind in ("http", "grpc", "metrics")),
        *(f"--{kind}-port={ports[f'triton-{kind}']}" for kind in ("http", "grpc", "metrics")),
        # Clients ping every 30 s; Triton would take more than two of those in 5 min for an attack, and end
        # every stream of that connection.
        *("--grpc-http2-min-recv-ping-interval-without-data=5000", "--grpc-http2-max-ping-strikes=0"),
        *("--allow-gpu-metrics=false", "--pinned-memory-pool-byte-size=0"),
        *_tracing(traces_url),
    ]
    return Part(
        name=NAME,
        argv=argv,
        env={
            **env,
            "PATH": f"{launch['path_prepend']}{os.pathsep}{env.get('PATH', '')}",
            "LD_LIBRARY_PATH": launch["library_path"],
            "LANG": "C.UTF-8",
            "ENCOMPASS_MODEL_ARTIFACTS": str(artifacts),
        },
        cwd=REPOSITORY,
        port=ports["triton-grpc"],
        probe=health.probe,
        probe_ready=answers_ok(port, "/v2/health/ready"),
        probe_every=timedelta(seconds=10),
        probe_within=_ANSWER_WITHIN * (len(OTHERS) + 2),
        after_ready=health.load_others,
        # To start it again would only begin anew, on a machine that has too much to do already.
        complete_within=timedelta(minutes=10),
        revive=health.revive,
        ready_within=timedelta(seconds=120),
        # It would wait for its models, for good when one's process is dead, and has nothing to save.
        stop_within=timedelta(seconds=1),
    )


def _launch(artifacts: Path) -> Mapping[str, str]:
    try:
        launch = json.loads((artifacts / "backends" / "launch.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        raise StackProblem("The models' weights aren't prepared: run `make setup`.") from None
    words = {str(key): str(value) for key, value in launch.items()}
    if not Path(words["executable"]).exists():
        raise StackProblem("The wheel nvidia-pytriton isn't where it was: run `make setup`.")
    return words


def _tracing(url: str) -> list[str]:
    if not url:
        return []
    settings = ("mode=opentelemetry", f"opentelemetry,url={url}", "rate=1", "level=TIMESTAMPS")
    return [f"--trace-config={setting}" for setting in settings]


@dataclass(slots=True)
class _Models:
    """Asks each model for the least that it can do: readiness stays true when a model's process is dead."""

    port: int
    dead: set[str] = field(default_factory=set)

    async def probe(self) -> None:
        await answers_ok(self.port, "/v2/health/live")()
        self.dead = {name for name in _SMALLEST if await self._is_dead(name)}
        if self.dead:
            raise ProbeFailed(f"{', '.join(sorted(self.dead))} doesn't answer")

    async def load_others(self) -> None:
        """Loads what isn't needed for the first words."""
        await asyncio.gather(*(self._order(name, "load") for name in OTHERS))

    async def revive(self) -> None:
        """Loads the dead ones anew, which leaves the others alone."""
        for name in sorted(self.dead):
            # To load what counts as loaded does nothing.
            await self._order(name, "unload")
            await self._order(name, "load")

    async def _order(self, name: str, what: str) -> None:
        path = f"/v2/repository/models/{name}/{what}"
        status, body = await http(self.port, path, method="POST", body=b"{}", kind=_JSON)
        if status != 200:
            raise ProbeFailed(f"{name} doesn't {what}: {body[:200].decode(errors='replace')}")

    async def _is_dead(self, name: str) -> bool:
        path, body = _SMALLEST[name]
        try:
            # One that is slow is busy, not dead: only an error says that its process is gone.
            status, answer = await _asked(self.port, path, body)
        except TimeoutError:
            return False
        if status == 200 or _BUSY in answer:
            return False
        return name not in _REFUSED or _DEAD in answer


async def _asked(port: int, path: str, body: Mapping[str, object]) -> tuple[int, bytes]:
    async with asyncio.timeout(_ANSWER_WITHIN.total_seconds()):
        return await http(port, path, method="POST", body=json.dumps(body).encode(), kind=_JSON)


_DEAD = b"not healthy"
"""What Triton says of a model whose process is gone."""

_BUSY = b"requests wait for the language model already"
"""What the story model says itself when its line is full: to load it anew would end every text under way."""

_REFUSED = frozenset({"scene_video", "portrait"})
"""Asked for something impossible, which its process refuses at once: a real frame would push a scene that is
being filmed out of its cache."""

_SMALLEST: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "story_llm": (
        "/v2/models/story_llm/generate",
        {"text_input": "Hi", "sampling_parameters": json.dumps({"max_tokens": 1, "temperature": 0})},
    ),
    "narrator": (
        "/v2/models/narrator/generate",
        {"text": "Hi."},
    ),
    "scene_video": (
        "/v2/models/scene_video/infer",
        {
            # It answers sequences only; this one is as long as its question.
            "parameters": {"sequence_id": 1, "sequence_start": True, "sequence_end": True},
            "inputs": [
                {"name": "scene_spec", "shape": [1], "datatype": "BYTES", "data": ["{}"]},
                {"name": "seed", "shape": [1], "datatype": "INT64", "data": [0]},
                *(
                    {"name": name, "shape": [1], "datatype": "INT32", "data": [0]}
                    for name in ("width", "height", "fps", "frame_indices")
                ),
            ],
        },
    ),
    "portrait": (
        "/v2/models/portrait/infer",
        {"inputs": [{"name": "image", "shape": [1, 1, 3], "datatype": "UINT8", "data": [0, 0, 0]}]},
    ),
}
