"""`python -m tests.faults`: runs of faults against one stack; its last line is JSON."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tests.faults import report
from tests.faults.choosing import UnknownFault, choose
from tests.faults.fault import Fault
from tests.faults.run import SMALL, RunResult, open_laboratory
from tests.faults.target import Target

_SEED_STEP = 1_000_003
"""Between the seeds of two runs of one call, so that neighbouring calls don't share theirs."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    seed: Annotated[int, typer.Option(help="Of the first run; the others follow from it.")] = 1,
    fault: Annotated[str, typer.Option(help="Names, comma separated; or all, short, none.")] = "short",
    runs: Annotated[int, typer.Option(help="Of each fault.", min=1)] = 1,
    mutate: Annotated[str, typer.Option(help="Switches off fencing, outbox or steps in a copy.")] = "",
    json_path: Annotated[Path | None, typer.Option("--json", help="Where the summary goes, too.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where the stack lives; kept afterwards.")] = None,
) -> None:
    """Lets faults strike while people work, and says which promises were broken."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    if mutate:
        from tests.faults import mutations

        raise typer.Exit(mutations.run_mutated(mutate, fault=fault, seed=seed, runs=runs))
    try:
        faults = choose(fault)
    except UnknownFault as error:
        console.print(str(error), style="red")
        raise typer.Exit(2) from None
    where = folder or Path(tempfile.mkdtemp(prefix="encompass-faults-"))
    results = asyncio.run(_run_all(console, where, [(one, seed) for one in faults], runs))
    report.show_matrix(console, results)
    summary = report.summary(results)
    if json_path is not None:
        json_path.write_text(json.dumps(summary, indent=1), encoding="utf-8")
    print(json.dumps(summary))
    raise typer.Exit(0 if all(result.passed for result in results) else 1)


def seed_of(first: int, number: int) -> int:
    """Of the run of this number, counted from 0: the first has the seed that was given."""
    return first + number * _SEED_STEP


async def _run_all(
    console: Console, folder: Path, faults: list[tuple[Fault, int]], runs: int
) -> list[RunResult]:
    results: list[RunResult] = []
    console.print(f"Starting the stack in {folder} …")
    async with Target(folder / "stack", SMALL) as target, open_laboratory(target) as laboratory:
        for number in range(runs):
            for fault, first in faults:
                result = await laboratory.run(seed_of(first, number), fault)
                results.append(result)
                report.show_run(console, result, len(results), runs * len(faults))
                if not result.passed:
                    kept = report.keep(result, folder / "broken", folder / "stack" / "logs")
                    console.print(f"          kept in {kept}")
    return results


if __name__ == "__main__":
    app()
