"""`make run`: the stack in the foreground, and a film made on it."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from services.stack.display import live_progress
from services.stack.launch import Stack, StackInfo
from services.stack.problems import AlreadyRunning, StackProblem
from services.stack.status import Phase, read_status

NEEDED_FOR_WORDS = ("envoy", "auth", "questionnaire", "script", "script-worker", "jobs", "triton")
"""The film begins as soon as these are ready; the others come up while the story is written."""

_LOOK_EVERY = 0.5
_MakeFilm = Callable[[StackInfo], int]


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """What to make, and where it goes."""

    answers: Path
    film: Path
    once: bool
    """Stop the stack when the film is done."""
    began: float
    """When the person began to wait, of time.monotonic."""


def run_film(stack: Stack, order: FilmOrder, console: Console) -> int:
    """Makes a film and returns the exit code: 0 when there is a film.

    On a stack that `make up` started, it makes the film there and leaves the stack as it was.
    """
    if not order.answers.is_file():
        raise StackProblem(
            f"There is no answers file {order.answers}: name one, as in "
            "`make run ANSWERS=examples/maya.yaml`."
        )
    make = _film_maker(order)  # before anything starts: a mistake in the answers is told at once
    running = stack.status()
    if running and running.tied:
        raise AlreadyRunning(
            f"`make run` runs on {stack.layout.folder} already, in another terminal (supervisor pid "
            f"{running.supervisor_pid}): end that one first."
        )
    if running:
        console.print(
            Text(f"On the stack that `make up` started (pid {running.supervisor_pid})", style="dim")
        )
        return make(_ready(stack, console))
    with _stack_of_this_command(stack, console):
        code = make(_ready(stack, console))
        if code:
            _explain_failure(stack)
        if not order.once:
            _wait_for_the_end(stack, stack.info(), console)
    return code


def _explain_failure(stack: Stack) -> None:
    """A film that ended because the stack did: says what the stack died of, which is what can be mended."""
    status = read_status(stack.layout.status)
    if status and status.phase in (Phase.STOPPING, Phase.FAILED) and status.message:
        raise StackProblem(status.message)


@contextmanager
def _stack_of_this_command(stack: Stack, console: Console) -> Iterator[None]:
    stack.start(while_pid=os.getpid())
    try:
        yield
    finally:
        with live_progress(console, title="stopping") as watch:
            stack.stop(watch=watch)


def _ready(stack: Stack, console: Console) -> StackInfo:
    with live_progress(console, title="starting") as watch:
        info = stack.wait_until_ready(NEEDED_FOR_WORDS, watch=watch)
    status = stack.status()
    for notice in status.notices if status else []:
        console.print(Text(notice, style="yellow"))
    return info


def _film_maker(order: FilmOrder) -> _MakeFilm:
    # Imported here: the other commands need no gRPC.
    from encompass.cli import AnswersError, load_answers, make_film

    try:
        load_answers(order.answers)
    except AnswersError as error:
        raise StackProblem(str(error)) from None
    try:
        order.film.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StackProblem(f"{order.film.parent} can't be made: {error.strerror}.") from None

    def make(info: StackInfo) -> int:
        return asyncio.run(make_film(order.answers, info.edge_url, order.film, started_at=order.began))

    return make


def _wait_for_the_end(stack: Stack, info: StackInfo, console: Console) -> None:
    if info.dashboard_url:
        console.print(Text(f"The dashboard: {info.dashboard_url}", style="bold"))
    console.print(Text(f"The stack runs on (edge {info.edge_url}) until Ctrl-C.", style="dim"))
    try:
        while stack.status() is not None:
            time.sleep(_LOOK_EVERY)
    except KeyboardInterrupt:
        return
    raise StackProblem(f"The stack has stopped by itself: see {stack.layout.log_of('supervisor')}.")
