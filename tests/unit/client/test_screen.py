from __future__ import annotations

import io

import pytest
from encompass.cli.screen import FilmScreen, StoryScreen, duration_words
from encompass.scripts import Scene, Script, ScriptChange
from encompass.videos import Video
from rich.console import Console


def console(*, terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=100, highlight=False)


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_without_a_terminal_each_word_is_written_once() -> None:
    output = console(terminal=False)
    screen = StoryScreen(output)
    with screen.shown():
        for words in ("", "The sea", "The sea was still"):
            scenes = [Scene(index=0, narration=words)]
            screen.update(ScriptChange(Script(title="The Sea", logline="A girl.", scenes=scenes)))
        scenes = [Scene(index=0, narration="The sea was still."), Scene(index=1, narration="Then")]
        screen.update(ScriptChange(Script(title="The Sea", logline="A girl.", scenes=scenes)))
    assert "[1] The sea was still.\n\n[2] Then" in written(output)
    assert written(output).count("The Sea") == 1


def test_on_a_terminal_finished_scenes_stay_when_the_live_part_is_gone() -> None:
    output = console(terminal=True)
    script = Script(
        title="The Sea",
        scenes=[Scene(narration="One.", finished=True), Scene(narration="Two.", finished=True)],
    )
    screen = StoryScreen(output)
    with screen.shown():
        screen.update(ScriptChange(script))
    assert "One." in written(output)
    assert "Two." in written(output)


def test_progress_says_what_is_left_and_what_can_be_watched() -> None:
    output = console(terminal=False)
    FilmScreen(output).update(Video(progress=0.5, time_left_ms=65_000, playable_ms=4_000))
    assert "50% · 1 min 05 s left · 4 s can be watched" in written(output)


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0 s"), (48.2, "48 s"), (125, "2 min 05 s")])
def test_durations_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words
