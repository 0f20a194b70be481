"""How the runs of a call are told: a line for each, a matrix, and one line of JSON at the end."""

import dataclasses
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.faults.invariants import Breach, Evidence, frames
from tests.faults.invariants.steps import SEGMENT_FRAMES
from tests.faults.run import RunResult

ACTS = ("cancels", "retries", "repeats", "reconnections", "looks", "takeovers")
FRAMES = ("frames_asked", "frames_asked_again", "stored_frames_asked_again")
COLUMNS = (Breach.LOST, Breach.DOUBLED, Breach.STUCK, Breach.WRONG)


@dataclass(frozen=True, slots=True)
class Row:
    """One fault's line of the matrix."""

    fault: str
    runs: int
    jobs: int
    breaches: Counter[Breach]
    bad_seeds: tuple[int, ...]


def rows_of(results: Sequence[RunResult]) -> list[Row]:
    """The matrix, in the order in which the faults were first run."""
    faults = list(dict.fromkeys(result.fault for result in results))
    return [_row(fault, [result for result in results if result.fault == fault]) for fault in faults]


def summary(results: Sequence[RunResult]) -> dict[str, object]:
    """What the last line says, for programs."""
    breaches = Counter(violation.breach for result in results for violation in result.violations)
    return {
        "runs": len(results),
        "jobs": sum(result.jobs for result in results),
        **{column.value: breaches[column] for column in COLUMNS},
        "acts": dict(sum((acts_of(result.evidence) for result in results), Counter())),
        "seconds": round(sum(result.seconds for result in results), 1),
        "bad": [{"fault": one.fault, "seed": one.seed} for one in results if not one.passed],
        "faults": {
            row.fault: {
                "runs": row.runs,
                "jobs": row.jobs,
                **{column.value: row.breaches[column] for column in COLUMNS},
            }
            for row in rows_of(results)
        },
    }


def acts_of(evidence: Evidence) -> Counter[str]:
    """What people went through: a run without any of it proves little."""
    acts: Counter[str] = Counter()
    for ask in (ask for person in evidence.people for ask in person.asks):
        acts["cancels"] += len(ask.cancels)
        acts["retries"] += len(ask.retries)
        acts["repeats"] += max(0, ask.sent - 1)
        acts["reconnections"] += sum(max(0, watching.connections - 1) for watching in ask.watchings)
    acts["looks"] = sum(len(person.looks) for person in evidence.people)
    acts["takeovers"] = sum(max(0, job.fencing - 1) for job in evidence.jobs)
    return acts + frames.counted(evidence)


def show_run(console: Console, result: RunResult, number: int, of: int) -> None:
    """One line, and one more for each broken promise."""
    verdict = "[green]ok[/]" if result.passed else "[bold red]BROKEN[/]"
    head = f"{number:>4}/{of} {result.fault:<32} seed {result.seed:<10} {result.jobs:>2} jobs"
    acts = acts_of(result.evidence)
    said = " ".join(f"{acts[name]} {name}" for name in ACTS if acts[name])
    if acts["frames_asked"]:
        said += f" {_frames_told(acts)}"
    console.print(f"{head} {result.seconds:5.1f} s  {verdict}  [dim]{said}[/]")
    for violation in result.violations:
        console.print(f"          {violation}", markup=False, style="red")


def show_matrix(console: Console, results: Sequence[RunResult]) -> None:
    """Fault × runs × jobs × what was broken."""
    table = Table(title="Faults", title_justify="left")
    table.add_column("fault")
    for name in ("runs", "jobs", *(column.value for column in COLUMNS)):
        table.add_column(name, justify="right")
    for row in rows_of(results):
        counts = [str(row.breaches[column]) for column in COLUMNS]
        style = "red" if row.bad_seeds else ""
        table.add_row(row.fault, str(row.runs), str(row.jobs), *counts, style=style)
    console.print(table)
    acts = sum((acts_of(result.evidence) for result in results), Counter[str]())
    if acts["frames_asked"]:
        twice = acts["stored_frames_asked_again"] // SEGMENT_FRAMES
        found = f"{twice} segments" if twice else "none"
        console.print(f"Scenes rendered twice: {found}; {_frames_told(acts)}.")


def _frames_told(acts: Counter[str]) -> str:
    asked, again, stored = (acts[name] for name in FRAMES)
    return f"{asked} frames asked for, {again} of them again, {stored} that were stored"


def keep(result: RunResult, folder: Path, logs: Path) -> Path:
    """Stores everything about a broken run, with the stack's logs so far, for whoever looks into it."""
    kept = folder / f"{result.fault}-{result.seed}"
    kept.mkdir(parents=True, exist_ok=True)
    record = {
        "seed": result.seed,
        "fault": result.fault,
        "violations": [str(violation) for violation in result.violations],
        "evidence": dataclasses.asdict(result.evidence),
    }
    (kept / "record.json").write_text(json.dumps(record, default=_plain, indent=1), encoding="utf-8")
    if logs.exists():
        shutil.copytree(logs, kept / "logs", dirs_exist_ok=True)
    return kept


def _row(fault: str, results: Sequence[RunResult]) -> Row:
    return Row(
        fault,
        len(results),
        sum(result.jobs for result in results),
        Counter(violation.breach for result in results for violation in result.violations),
        tuple(result.seed for result in results if not result.passed),
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)
