"""What the parts of a running stack use: CPU time and memory, by what they do."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from services.stack.launch import Stack

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_LOOK_EVERY: Final = 0.5
_STAGES: Final = {
    "video-worker": "video-worker: mix, lettering, encoding",
    "seaweed": "S3",
    "nats": "NATS",
    "envoy": "Envoy",
}
"""By the part's name; what isn't here counts as the rest."""
_MODELS: Final = ("scene_video", "narrator", "story_llm", "portrait", "video_upscale")
REST: Final = "everything else"


@dataclass(slots=True)
class Peak:
    """The most memory seen, in MiB of PSS, of what makes films: video worker, Triton and its models."""

    mib: float = 0.0
    by_stage: dict[str, float] = field(default_factory=dict)


def cpu_seconds(stack: Stack) -> Mapping[str, float]:
    """CPU seconds that each stage has used since its processes began."""
    used: dict[str, float] = {}
    for pid, stage in processes(stack).items():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        # User and system time of the process itself; children that live are counted by themselves.
        used[stage] = used.get(stage, 0.0) + (int(fields[11]) + int(fields[12])) / _TICKS
    return used


def spent(before: Mapping[str, float], after: Mapping[str, float]) -> Mapping[str, float]:
    """What was used between two looks, the most first."""
    found = {stage: after[stage] - before.get(stage, 0.0) for stage in after}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


@contextmanager
def watched_memory(stack: Stack) -> Iterator[Peak]:
    """Looks twice a second while the block runs."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_EVERY):
            _look(stack, peak)

    thread = threading.Thread(target=watch, name="memory", daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def pss_mib(pid: int) -> float:
    """A process's memory, its share of what it shares; 0 of one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def processes(stack: Stack) -> Mapping[int, str]:
    """Every process of the stack and its stage."""
    status = stack.status()
    if status is None:
        return {}
    children = _children()
    found = {status.supervisor_pid: REST}
    for part in status.parts:
        if part.pid is None:
            continue
        stage = _STAGES.get(part.name, REST)
        if part.name == "triton":
            stage = "Triton: its core"
        for pid in _tree(part.pid, children):
            found[pid] = _model_of(pid) or stage
    return found


def stages_mib(stack: Stack) -> Mapping[str, float]:
    """The memory of what makes films, in MiB of PSS, by stage: video worker, Triton and its models."""
    by_stage: dict[str, float] = {}
    for pid, stage in processes(stack).items():
        if stage.startswith(("Triton", "video-worker", "model")):
            by_stage[stage] = by_stage.get(stage, 0.0) + pss_mib(pid)
    return by_stage


def _look(stack: Stack, peak: Peak) -> None:
    by_stage = stages_mib(stack)
    for stage, mib in by_stage.items():
        peak.by_stage[stage] = max(peak.by_stage.get(stage, 0.0), mib)
    peak.mib = max(peak.mib, sum(by_stage.values()))


def _model_of(pid: int) -> str | None:
    """The model that a process of Triton's python backend serves."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return None
    if "triton_python_backend_stub" not in command:
        return None
    name = next((name for name in _MODELS if f"/{name}/" in command), "another")
    return f"model {name}"


def _children() -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(") ")[2].split()[1])
            except OSError:
                continue
            found.setdefault(parent, []).append(int(folder.name))
    return found


def _tree(pid: int, children: Mapping[int, list[int]]) -> Iterator[int]:
    yield pid
    for child in children.get(pid, []):
        yield from _tree(child, children)
