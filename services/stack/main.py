"""`encompass-stack`: the local stack from the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from services.stack.display import live_progress, status_table
from services.stack.launch import Stack
from services.stack.layout import DEFAULT_FOLDER
from services.stack.logs import LogLine, follow, last_lines
from services.stack.problems import NotRunning, StackProblem
from services.stack.profile import Profile

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
console = Console()

Folder = Annotated[Path, typer.Option(help="Where this stack keeps everything.")]
Parts = Annotated[str, typer.Option(help="Names or groups of parts, by comma; what they need comes along.")]


WhichProfile = Annotated[Profile, typer.Option(help="One of each server, or copies that stand in.")]


@app.command()
def up(folder: Folder = DEFAULT_FOLDER, parts: Parts = "", profile: WhichProfile = Profile.LOCAL) -> None:
    """Starts the stack and leaves it running."""
    with _told_in_one_line():
        stack = Stack(folder, parts=_names(parts), profile=profile)
        stack.start()
        try:
            with live_progress(console, title="starting") as watch:
                info = stack.wait_until_ready(watch=watch)
        except (StackProblem, KeyboardInterrupt):
            stack.stop()
            raise
        if status := stack.status():
            console.print(status_table(status, info))


@app.command()
def down(folder: Folder = DEFAULT_FOLDER) -> None:
    """Stops the stack."""
    with _told_in_one_line(), live_progress(console, title="stopping") as watch:
        stopped = Stack(folder).stop(watch=watch)
    console.print("stopped" if stopped else "nothing was running")


@app.command()
def status(folder: Folder = DEFAULT_FOLDER) -> None:
    """Shows what runs, how well, and how much memory it takes."""
    with _told_in_one_line():
        stack = Stack(folder)
        current = stack.status()
        if current is None:
            raise NotRunning(f"No stack runs on {stack.layout.folder}: start it with `make up`.")
        console.print(status_table(current, stack.info()))


@app.command()
def logs(
    part: Annotated[str, typer.Argument(help="One part; all of them when left out.")] = "",
    follow_on: Annotated[bool, typer.Option("--follow", "-f", help="Go on as lines are written.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", help="How many of each part to begin with.")] = 20,
    folder: Folder = DEFAULT_FOLDER,
) -> None:
    """Shows what the parts wrote."""
    with _told_in_one_line():
        layout = Stack(folder).layout
        for line in last_lines(layout, part or None, lines):
            _print_line(line)
        if follow_on:
            for line in follow(layout, part or None):
                _print_line(line)


@app.command()
def run(
    answers: Annotated[Path, typer.Argument(help="The answers file to make a film from.")],
    once: Annotated[bool, typer.Option("--once", help="Stop the stack when the film is done.")] = False,
    folder: Folder = DEFAULT_FOLDER,
    out: Annotated[Path, typer.Option(help="The folder that films go to.")] = Path("out"),
    profile: WhichProfile = Profile.LOCAL,
) -> None:
    """Starts the stack, makes a film from an answers file, and runs on until Ctrl-C."""
    from services.stack.run import FilmOrder, run_film

    order = FilmOrder(answers, out / f"{answers.stem}.mp4", once=once, began=time.monotonic())
    with _told_in_one_line():
        code = run_film(Stack(folder, profile=profile), order, console)
    raise typer.Exit(code)


@app.command()
def migrate(folder: Folder = DEFAULT_FOLDER) -> None:
    """Brings the databases of the running stack to this version of the code."""
    with _told_in_one_line():
        stack = Stack(folder)
        if stack.status() is None:
            raise NotRunning(
                f"No stack runs on {stack.layout.folder}: start it with `make up`, which migrates."
            )
        env = stack.info().environment_of("jobs")
    raise typer.Exit(
        subprocess.run([sys.executable, "-m", "services.migrate.main"], env=env, check=False).returncode
    )


@app.command()
def operator(
    email: Annotated[str, typer.Argument(help="The address that the account signs in with.")],
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the role back.")] = False,
    folder: Folder = DEFAULT_FOLDER,
) -> None:
    """Makes an account of the running stack an operator, who sees and retries jobs of everybody."""
    with _told_in_one_line():
        stack = Stack(folder)
        if stack.status() is None:
            raise NotRunning(f"No stack runs on {stack.layout.folder}: start it with `make up`.")
        env = stack.info().environment_of("auth")
    command = [sys.executable, "-m", "services.auth.operators", "revoke" if revoke else "grant", email]
    raise typer.Exit(subprocess.run(command, env=env, check=False).returncode)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    # `kill` is answered like Ctrl-C: what was started is stopped.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except StackProblem as problem:
        console.print(Text(str(problem), style="red"), soft_wrap=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:
        # Whoever read this has seen enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(0) from None


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _names(parts: str) -> list[str] | None:
    return [part for part in parts.split(",") if part] or None


def _print_line(line: LogLine) -> None:
    console.print(Text(f"{line.part:>20} ", style="cyan") + Text(line.text), soft_wrap=True)


if __name__ == "__main__":
    app()
