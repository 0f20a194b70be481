"""Proof that the harness can see: what must be caught when one of the safeguards is switched off.

`python -m tests.faults --mutate fencing` copies the source tree, makes one change to the copy and lets faults
strike there, until a promise is broken. It ends with 1 and names the seed, as any run that finds something.
`python -m tests.faults.mutations` does so for each of them, and ends with 0 only if every one was found.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_REPOSITORY: Final = Path(__file__).resolve().parents[2]
_COPIED: Final = ("services", "clients", "tests", "triton_models", "examples", "protos", "pyproject.toml")
_LEFT_OUT: Final = shutil.ignore_patterns("node_modules", "__pycache__", ".encompass", "dist", "build")


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a file, and what takes its place."""

    file: str
    before: str
    """Text that is there exactly once."""
    after: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """One safeguard, and how it is switched off."""

    what: str
    """What no longer holds."""
    edits: tuple[Edit, ...]
    faults: str
    """The faults under which it is found soonest."""
    seed: int
    """A first seed from which it is found."""
    runs: int
    """In how many runs of each fault, at the most."""


MUTATIONS: Final[Mapping[str, Mutation]] = {
    "fencing": Mutation(
        what="what a worker writes is taken whether or not its lease is still good",
        edits=(
            Edit(
                "services/kit/jobs/finishing.py",
                "{_HELD} AS held FROM locked",
                "({_HELD}) OR true AS held FROM locked",
            ),
        ),
        faults="video-worker-writes-late",
        seed=1_000_004,
        runs=5,
    ),
    "outbox": Mutation(
        what="rows of the outbox count as published whether or not the stream has confirmed that",
        edits=(
            Edit(
                "services/kit/jobs/relay.py",
                "for row, went_well in zip(rows, results, strict=True) if went_well]",
                "for row, _ in zip(rows, results, strict=True)]",
            ),
        ),
        faults="nats-hangs-and-dies",
        seed=1_000_004,
        runs=5,
    ),
    "steps": Mutation(
        what="a step that is finished is done and charged again",
        edits=(
            Edit("services/kit/jobs/run.py", "        if stored is not None:\n", "        if False:\n"),
            Edit(
                "services/kit/jobs/finishing.py",
                "    ON CONFLICT DO NOTHING RETURNING slot, user_id, job_id, key\n",
                "    ON CONFLICT (slot, user_id, job_id, key) DO UPDATE SET fencing = EXCLUDED.fencing\n"
                "    RETURNING slot, user_id, job_id, key\n",
            ),
            Edit(
                "services/kit/jobs/finishing.py",
                "FROM stored WHERE :quantity IS NOT NULL\n",
                "FROM stored WHERE :quantity IS NOT NULL\n"
                "    ON CONFLICT (slot, user_id, job_id, step_key)\n"
                "    DO UPDATE SET quantity = usage_charge.quantity + EXCLUDED.quantity\n",
            ),
        ),
        faults="kill-script-worker",
        seed=1_000_004,
        runs=5,
    ),
}


class UnknownMutation(Exception):
    """There is no such mutation; the message says which there are."""


class MutationStale(Exception):
    """The text to be replaced isn't there exactly once: the code has moved on."""


def main() -> None:
    """Every mutation, one after the other."""
    unseen = []
    for name, mutation in MUTATIONS.items():
        print(f"{name}: {mutation.what}", flush=True)
        if run_mutated(name, fault=mutation.faults, seed=mutation.seed, runs=mutation.runs) != 1:
            unseen.append(name)
    for name in MUTATIONS:
        print(f"{name}: {'NOT found' if name in unseen else 'found'}")
    raise SystemExit(1 if unseen else 0)


def run_mutated(name: str, *, fault: str, seed: int, runs: int) -> int:
    """Lets faults strike a copy in which one safeguard is off; the exit status: 1 when that was found out,
    0 when it wasn't, 2 when the runs didn't come to their end.

    Raises:
        UnknownMutation, MutationStale
    """
    with tempfile.TemporaryDirectory(prefix=f"encompass-without-{name}-") as folder:
        tree, summary = Path(folder) / "tree", Path(folder) / "summary.json"
        make_tree(name, tree)
        argv = [sys.executable, "-m", "tests.faults", "--until-broken", "--json", str(summary)]
        argv += ["--fault", fault, "--seed", str(seed), "--runs", str(runs)]
        path = os.pathsep.join((str(tree), str(tree / "clients" / "python")))
        subprocess.run(argv, cwd=tree, env={**os.environ, "PYTHONPATH": path}, check=False)
        return _status(summary)


def _status(summary: Path) -> int:
    """1: something was lost or doubled; 0: nothing was; 2: the runs didn't come to their end."""
    if not summary.exists():
        return 2
    found = json.loads(summary.read_text(encoding="utf-8"))
    return 1 if found["lost"] + found["doubled"] else 0


def make_tree(name: str, tree: Path) -> None:
    """Copies what is needed to run the stack and the harness, and switches one safeguard off in it.

    Raises:
        UnknownMutation, MutationStale
    """
    if name not in MUTATIONS:
        raise UnknownMutation(f"There is no mutation {name!r}; there are {', '.join(MUTATIONS)}.")
    for part in _COPIED:
        source = _REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, tree / part, ignore=_LEFT_OUT)
        else:
            tree.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, tree / part)
    for edit in MUTATIONS[name].edits:
        file = tree / edit.file
        file.write_text(mutated(edit, file.read_text(encoding="utf-8")), encoding="utf-8")


def mutated(edit: Edit, text: str) -> str:
    """The text with its safeguard off.

    Raises:
        MutationStale
    """
    found = text.count(edit.before)
    if found != 1:
        raise MutationStale(f"{edit.file} has the text to be replaced {found} times")
    return text.replace(edit.before, edit.after)


if __name__ == "__main__":
    main()
