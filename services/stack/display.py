"""How a stack looks in a terminal: a live list while it starts, a table of what runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psutil
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from services.stack.launch import StackInfo, Watch
from services.stack.memory import memory_of
from services.stack.status import PartStatus, Phase, StackStatus, State

_COLOURS = {
    State.READY: "green",
    State.DONE: "green",
    State.STARTING: "yellow",
    State.WAITING: "dim",
    State.UNHEALTHY: "red",
    State.RESTARTING: "red",
    State.FAILED: "bold red",
    State.STOPPING: "yellow",
    State.STOPPED: "dim",
}


@contextmanager
def live_progress(console: Console, *, title: str) -> Iterator[Watch]:
    """Shows each part's state and seconds while the block runs; one line a part without a terminal."""
    if not console.is_terminal:
        yield _plain_lines(console)
        return
    with Live(console=console, refresh_per_second=12, transient=True) as live:
        yield lambda status: live.update(_progress(title, status))


def status_table(status: StackStatus, info: StackInfo) -> RenderableType:
    """Everything about each part, and where the dashboard and the edge are."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("part", min_width=max((len(part.name) for part in status.parts), default=0))
    table.add_column("state")
    for heading in ("pid", "port", "ready in", "restarts", "memory", "up"):
        table.add_column(heading, justify="right")
    table.add_column("", overflow="fold", max_width=50)
    total = 0
    for part in status.parts:
        memory = memory_of(part.pid) if part.pid else 0
        total += memory
        table.add_row(
            part.name,
            _state(part),
            _or_blank(part.pid),
            _or_blank(part.port),
            _seconds(part.ready_after),
            _or_blank(part.restarts or None),
            _mebibytes(memory),
            _age(part),
            _remark(part),
        )
    own = memory_of(status.supervisor_pid, alone=True)
    lines: list[RenderableType] = [table, Text()]
    lines.append(
        Text(
            f"{status.phase.value}; supervisor pid {status.supervisor_pid} ({_mebibytes(own)}), "
            f"{_mebibytes(total + own)} in all",
            style="green" if status.phase is Phase.READY else "yellow",
        )
    )
    if info.dashboard_url:
        lines.append(Text(f"the dashboard: {info.dashboard_url}", style="bold"))
    lines.append(Text(f"the edge: {info.edge_url}"))
    lines += [Text(notice, style="yellow") for notice in status.notices]
    return Group(*lines)


def _progress(title: str, status: StackStatus) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    for part in status.parts:
        table.add_row(part.name, _state(part), _seconds(_so_far(part)), Text(part.detail[:60], style="dim"))
    ready = sum(part.state in (State.READY, State.DONE) for part in status.parts)
    seconds = time.time() - status.began_at
    head = Text(f"{title}  {ready}/{len(status.parts)}  {seconds:.1f} s", style="bold")
    return Group(head, *(Text(notice, style="yellow") for notice in status.notices), table)


def _plain_lines(console: Console) -> Watch:
    seen: dict[str, State] = {}

    def watch(status: StackStatus) -> None:
        for part in status.parts:
            news = part.state not in (State.WAITING, State.READY, State.DONE) or part.name in seen
            if news and seen.get(part.name) is not part.state:
                console.print(
                    f"{time.time() - status.began_at:6.1f} s  {part.name} {part.state.value}", markup=False
                )
            seen[part.name] = part.state

    return watch


def _state(part: PartStatus) -> Text:
    return Text(part.state.value, style=_COLOURS.get(part.state, ""))


def _remark(part: PartStatus) -> Text:
    if not part.detail:
        return Text(part.role)
    return Text(part.detail, style="red" if part.state in (State.UNHEALTHY, State.FAILED) else "dim")


def _so_far(part: PartStatus) -> float | None:
    if part.ready_after is not None:
        return part.ready_after
    return time.time() - part.started_at if part.started_at and part.state is State.STARTING else None


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f} s"


def _or_blank(value: int | None) -> str:
    return "" if value is None else str(value)


def _mebibytes(value: int) -> str:
    return f"{value / 1024**2:.0f} MiB" if value else ""


def _age(part: PartStatus) -> str:
    if part.pid is None or part.pid_started is None or not psutil.pid_exists(part.pid):
        return ""
    return str(timedelta(seconds=int(time.time() - part.pid_started)))
