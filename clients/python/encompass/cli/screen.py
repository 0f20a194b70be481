"""What a person sees in the terminal: a story that writes itself, then a film that fills up.

On a terminal the current scene and the progress are redrawn in place; elsewhere the same is written line by
line.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from encompass.scripts import Scene, Script, ScriptChange
from encompass.videos import Video

INDENT = 3
PLAIN_PROGRESS_EVERY_S = 5.0
_STORY_WIDTH = 84
_BAR_WIDTH = 30
_REFRESHES_A_SECOND = 12


class StoryScreen:
    """Shows a script while it is written: finished scenes scroll up, the one being written stays below."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live: Live | None = None
        self._headed = False
        self._finished = 0
        self._plain_scene = -1
        self._plain_written = 0

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Keeps the screen up for the duration of a block."""
        if not self._console.is_terminal:
            yield
            self._console.print()
            return
        with Live(
            console=self._console, refresh_per_second=_REFRESHES_A_SECOND, transient=True
        ) as self._live:
            yield

    def update(self, change: ScriptChange) -> None:
        """Shows a change of the script."""
        self._head(change.script)
        if self._live is None:
            self._write_plain(change)
            return
        scenes = [scene for scene in change.script.scenes if scene.narration]
        while self._finished < len(scenes) and (
            scenes[self._finished].finished or self._finished < len(scenes) - 1
        ):
            self._live.console.print(_scene(scenes[self._finished]))
            self._finished += 1
        unfinished = scenes[self._finished :]
        self._live.update(_scene(unfinished[0], cursor=True) if unfinished else _waiting(change.script))

    def _head(self, script: Script) -> None:
        if self._headed or not script.title:
            return
        self._headed = True
        self._console.print(Padding(Text(script.title, style="bold bright_white"), (1, INDENT, 0, INDENT)))
        self._console.print(Padding(Text(script.logline, style="italic dim"), (0, INDENT, 1, INDENT)))

    def _write_plain(self, change: ScriptChange) -> None:
        """Writes what is new since the last change: words come one by one, or many at once in a snapshot."""
        for scene in change.script.scenes[max(0, self._plain_scene) :]:
            if scene.narration and scene.index != self._plain_scene:
                self._plain_scene, self._plain_written = scene.index, 0
                self._console.print(f"\n\n[{scene.index + 1}] ", end="", markup=False)
            new = scene.narration[self._plain_written :]
            self._plain_written += len(new)
            self._console.print(new, end="", markup=False, highlight=False, soft_wrap=True)


class FilmScreen:
    """Shows how far a film is, how much of it can be watched already, and how long it still takes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live: Live | None = None
        self._said_at = 0.0

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Keeps the screen up for the duration of a block."""
        if not self._console.is_terminal:
            yield
            return
        with Live(console=self._console, refresh_per_second=4, transient=True) as self._live:
            yield

    def update(self, video: Video) -> None:
        """Shows a change of the video."""
        if self._live is not None:
            self._live.update(_film(video))
        elif time.monotonic() - self._said_at >= PLAIN_PROGRESS_EVERY_S:
            self._said_at = time.monotonic()
            self._console.print(_progress_words(video), highlight=False)


def _scene(scene: Scene, *, cursor: bool = False) -> RenderableType:
    text = Text(scene.narration, style="white")
    if cursor:
        text.append(" ▍", style="bright_cyan")
    heading = Text(scene.title or " ", style="cyan")
    body: RenderableType = Group(heading, Padding(text, (0, 0, 1, 0)))
    table = Table.grid(padding=0)
    table.add_column(width=INDENT)
    table.add_column(width=_STORY_WIDTH, overflow="fold")
    table.add_row("", body)
    return table


def _waiting(script: Script) -> RenderableType:
    written = sum(1 for scene in script.scenes if scene.finished)
    words = "thinking of a story …" if not script.title else f"scene {written + 1} …"
    return Padding(Text(words, style="dim"), (0, INDENT))


def _film(video: Video) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=INDENT - 1)
    table.add_column(width=26, no_wrap=True, overflow="ellipsis")
    table.add_column(width=_BAR_WIDTH)
    table.add_column(no_wrap=True)
    table.add_row("", Text("Film", style="bold"), _bar(video.progress), Text(_progress_words(video)))
    for scene in video.scenes:
        done = scene.rendered_frames / scene.total_frames if scene.total_frames else 0.0
        style = "green" if scene.total_frames and done >= 1 else "cyan" if done > 0 else "dim"
        table.add_row(
            "", Text(f"  {scene.title}", style=style), _bar(done), Text(f"{done:4.0%}", style=style)
        )
    return table


def _bar(done: float) -> ProgressBar:
    return ProgressBar(total=1.0, completed=min(1.0, done), width=_BAR_WIDTH)


def _progress_words(video: Video) -> str:
    words = [f"{video.progress:.0%}"]
    if video.HasField("time_left_ms"):
        words.append(f"{duration_words(video.time_left_ms / 1000)} left")
    if video.playable_ms:
        words.append(f"{video.playable_ms / 1000:.0f} s can be watched")
    return " · ".join(words)


def duration_words(seconds: float) -> str:
    """Seconds as a person says them: `48 s`, `2 min 05 s`."""
    whole = max(0, round(seconds))
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"
