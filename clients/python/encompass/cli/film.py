"""From an answers file to a film on disk, shown live in the terminal."""

from __future__ import annotations

import errno
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from encompass.cli.answers import AnswersError, AnswersFile, load_answers, to_answers
from encompass.cli.screen import INDENT, FilmScreen, StoryScreen, duration_words
from encompass.client import Encompass
from encompass.errors import EncompassError
from encompass.script.v1 import script_pb2
from encompass.scripts import Script
from encompass.video.v1 import video_pb2
from encompass.videos import Playback, Video

DOWNLOAD_TIMEOUT_S = 60.0
_DOWNLOAD_CHUNK_BYTES = 1 << 20


class FilmFailed(Exception):
    """The story or the film was given up; the message says why and what to do."""


@dataclass(slots=True)
class Timings:
    """Seconds from the start of the command to what a person waits for."""

    started_at: float
    marks: dict[str, float] = field(default_factory=dict)

    def mark(self, what: str) -> None:
        """Notes when something was there for the first time."""
        self.marks.setdefault(what, time.monotonic() - self.started_at)


async def make_film(
    answers_path: Path, edge_url: str, out_path: Path, *, started_at: float | None = None
) -> int:
    """Makes a film of an answers file and shows how it goes. Returns the exit status.

    A failure is one line that says what to do, and status 1. `started_at` (of time.monotonic) is when the
    person began to wait; by default now.
    """
    console = Console(highlight=False)
    timings = Timings(time.monotonic() if started_at is None else started_at)
    try:
        file = load_answers(answers_path)
        async with _signed_up(edge_url, file) as client:
            script = await _write_story(client, file, console, timings)
            playback = await _render_film(client, file, script, console, timings)
        await _download(playback.mp4_url, out_path)
    except (AnswersError, FilmFailed, EncompassError) as error:
        console.print(Text(f"✗ {error}", style="bold red"))
        return 1
    except httpx.HTTPError as error:
        console.print(
            Text(f"✗ the film could not be loaded ({type(error).__name__}); run it again", "bold red")
        )
        return 1
    except OSError as error:
        space = "; free some space and run it again" if error.errno == errno.ENOSPC else ""
        console.print(Text(f"✗ {out_path} can't be written: {error.strerror}{space}", style="bold red"))
        return 1
    _report(console, out_path, playback, timings)
    return 0


@asynccontextmanager
async def _signed_up(edge_url: str, file: AnswersFile) -> AsyncIterator[Encompass]:
    """A client signed in as a new account: the local stack is nobody's until somebody signs up."""
    async with Encompass(edge_url) as client:
        address = f"{file.path.stem[:32]}-{secrets.token_hex(4)}@people.example"
        await client.accounts.sign_up(
            "".join(c if c.isascii() and (c.isalnum() or c in "-@.") else "-" for c in address),
            secrets.token_urlsafe(18),
            display_name=file.name[:80],
            device_name="terminal",
        )
        yield client


async def _write_story(client: Encompass, file: AnswersFile, console: Console, timings: Timings) -> Script:
    questionnaire = await client.questionnaires.get(file.questionnaire)
    console.print(Padding(Text(questionnaire.title, style="bold cyan"), (1, INDENT, 0, INDENT)))
    response = await client.responses.start(questionnaire.id)
    await client.responses.save(response.id, to_answers(file, questionnaire))
    await client.responses.submit(response.id)
    script = await client.scripts.create(
        response.id, length=file.length, seed=file.seed, options=file.options
    )
    screen = StoryScreen(console)
    with screen.shown():
        async for change in client.scripts.watch(script.id):
            script = change.script
            if any(scene.narration for scene in script.scenes):
                timings.mark("first word")
            screen.update(change)
    if script.state != script_pb2.SCRIPT_STATE_READY:
        raise FilmFailed(script.failure.message or "the story was cancelled")
    timings.mark("story")
    return script


async def _render_film(
    client: Encompass, file: AnswersFile, script: Script, console: Console, timings: Timings
) -> Playback:
    video = await client.videos.create(script.id, format=file.format, options=file.film, seed=file.seed)
    screen, announced = FilmScreen(console), False
    with screen.shown():
        async for change in client.videos.watch(video.id):
            video = change
            screen.update(video)
            if video.segment_count and not announced:
                announced = True
                timings.mark("first playable segment")
                playback = await client.videos.playback(video.id)
                _print_link(console, "It plays while it renders at:", playback.player_url)
    if video.state != video_pb2.VIDEO_STATE_READY:
        raise FilmFailed(_why(video))
    timings.mark("film")
    return await client.videos.playback(video.id)


def _why(video: Video) -> str:
    if video.state == video_pb2.VIDEO_STATE_CANCELLED:
        return "the film was cancelled"
    return video.failure.message or "the film was given up; run it again"


async def _download(url: str, out_path: Path) -> None:
    """Loads a file whole or not at all."""
    out_path.parent.mkdir(parents=True, exist_ok=True)
    partial = out_path.with_name(f".{out_path.name}.part")
    try:
        async with (
            httpx.AsyncClient(timeout=DOWNLOAD_TIMEOUT_S) as http,
            http.stream("GET", url) as response,
        ):
            response.raise_for_status()
            with partial.open("wb") as file:
                async for chunk in response.aiter_bytes(_DOWNLOAD_CHUNK_BYTES):
                    file.write(chunk)
        partial.replace(out_path)
    finally:
        partial.unlink(missing_ok=True)


def _report(console: Console, out_path: Path, playback: Playback, timings: Timings) -> None:
    console.print(Padding(Text(f"✓ {out_path}", style="bold green"), (1, INDENT, 0, INDENT)))
    _print_link(console, "It plays at:", playback.player_url)
    times = " · ".join(f"{what} {duration_words(seconds)}" for what, seconds in timings.marks.items())
    console.print(Padding(Text(times, style="dim"), (0, INDENT, 1, INDENT)))


def _print_link(console: Console, words: str, url: str) -> None:
    console.print(Padding(Text(words, style="dim"), (0, INDENT)))
    # Unwrapped and unstyled by rich: a link that is broken over two lines can't be clicked or copied.
    console.print(f"{' ' * INDENT}{url}", soft_wrap=True, style=f"underline bright_cyan link {url}")
