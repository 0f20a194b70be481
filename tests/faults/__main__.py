"""`python -m tests.faults`: runs of faults against one stack; its last line is JSON."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tests.faults import mutations, report
from tests.faults.choosing import UnknownFault, choose
from tests.faults.fault import Fault
from tests.faults.run import SMALL, Laboratory, RunResult, open_laboratory
from tests.faults.target import Target

_SEED_STEP = 1_000_003
"""Between the seeds of two runs of one call, so that neighbouring calls don't share theirs."""

_MISSES_ALLOWED = 2
"""How often a fault may find nothing to strike before that counts."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    seed: Annotated[int | None, typer.Option(help="Of the first run; the others follow from it. 1.")] = None,
    fault: Annotated[str, typer.Option(help="Names, comma separated; or all, short, none. short.")] = "",
    runs: Annotated[int | None, typer.Option(help="Of each fault. 1.", min=1)] = None,
    mutate: Annotated[str, typer.Option(help="Switches off fencing, outbox or steps in a copy.")] = "",
    until_broken: Annotated[bool, typer.Option(help="Ends at the first broken promise.")] = False,
    json_path: Annotated[Path | None, typer.Option("--json", help="Where the summary goes, too.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where the stack and what broke are kept.")] = None,
) -> None:
    """Lets faults strike while people work, and says which promises were broken.

    Ends with 1 when any was, and its last line is JSON.
    """
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    try:
        if mutate:
            raise typer.Exit(_mutated(mutate, fault, seed, runs))
        faults = choose(fault or "short")
    except (UnknownFault, mutations.UnknownMutation, mutations.MutationStale) as error:
        console.print(str(error), style="red")
        raise typer.Exit(2) from None
    where = folder or Path(tempfile.mkdtemp(prefix="encompass-faults-"))
    seeds = [seed_of(1 if seed is None else seed, number) for number in range(runs or 1)]
    results = asyncio.run(_run_all(console, where, faults, seeds, until_broken=until_broken))
    report.show_matrix(console, results)
    summary = report.summary(results)
    if json_path is not None:
        json_path.write_text(json.dumps(summary, indent=1), encoding="utf-8")
    print(json.dumps(summary))
    raise typer.Exit(0 if all(result.passed for result in results) else 1)


def seed_of(first: int, number: int) -> int:
    """Of the run of this number, counted from 0: the first has the seed that was given."""
    return first + number * _SEED_STEP


def _mutated(name: str, fault: str, seed: int | None, runs: int | None) -> int:
    known = mutations.MUTATIONS.get(name)
    if known is None:
        raise mutations.UnknownMutation(
            f"There is no mutation {name!r}; there are {', '.join(mutations.MUTATIONS)}."
        )
    return mutations.run_mutated(
        name,
        fault=fault or known.faults,
        seed=known.seed if seed is None else seed,
        runs=runs or known.runs,
    )


async def _run_all(
    console: Console, folder: Path, faults: Sequence[Fault], seeds: Sequence[int], *, until_broken: bool
) -> list[RunResult]:
    results: list[RunResult] = []
    console.print(f"Starting the stack in {folder} …")
    async with Target(folder / "stack", SMALL) as target, open_laboratory(target) as laboratory:
        for seed in seeds:
            for fault in faults:
                result = await _until_struck(console, laboratory, seed, fault)
                results.append(result)
                report.show_run(console, result, len(results), len(seeds) * len(faults))
                if not result.passed:
                    kept = report.keep(result, folder / "broken", folder / "stack" / "logs")
                    console.print(f"          kept in {kept}")
                    if until_broken and any(found.invariant != "fault" for found in result.violations):
                        return results
    return results


async def _until_struck(console: Console, laboratory: Laboratory, seed: int, fault: Fault) -> RunResult:
    """A run in which the fault had an effect. What there is to strike at a moment depends on the machine; one
    that finds nothing again and again is itself wrong."""
    for number in range(_MISSES_ALLOWED):
        result = await laboratory.run(seed + number, fault)
        if not result.missed:
            return result
        console.print(f"          {fault.name} found nothing to strike with seed {result.seed}", style="dim")
    return await laboratory.run(seed + _MISSES_ALLOWED, fault)


if __name__ == "__main__":
    app()
