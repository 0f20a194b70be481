"""Commands run side by side, their output shown only where one fails."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from services.stack.layout import REPOSITORY


@dataclass(frozen=True, slots=True)
class Check:
    """A command that succeeds when all is well."""

    name: str
    argv: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    check: Check
    ok: bool
    seconds: float
    output: str


def run_checks(checks: Sequence[Check], env: Mapping[str, str] | None = None) -> bool:
    """Runs them all, prints a line for each and the output of those that fail; True when none does."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        outcomes = list(pool.map(lambda check: _shown(_run(check, {**os.environ, **(env or {})})), checks))
    failed = [outcome.check.name for outcome in outcomes if not outcome.ok]
    print(
        f"{len(outcomes) - len(failed)} of {len(outcomes)} checks passed"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )
    return not failed


def _run(check: Check, env: Mapping[str, str]) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        check.argv,
        cwd=REPOSITORY,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode == 0, time.monotonic() - began, done.stdout)


def _shown(outcome: Outcome) -> Outcome:
    mark = "ok  " if outcome.ok else "FAIL"
    text = f"{mark} {outcome.check.name} ({outcome.seconds:.1f} s)"
    print(text if outcome.ok else f"{text}\n{outcome.output}", flush=True)
    return outcome
