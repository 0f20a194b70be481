"""How parts live: with small real processes, since their life is what this is about."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from services.stack.layout import Layout
from services.stack.overrides import Override, write_override
from services.stack.parts import Part
from services.stack.probes import ProbeFailed
from services.stack.problems import StackProblem
from services.stack.restarts import RestartPolicy
from services.stack.status import PartStatus, Phase, StackStatus, State, read_status
from services.stack.supervisor import Supervisor

IMPATIENT = RestartPolicy(first_pause=timedelta(milliseconds=10), quick_deaths_allowed=3)
SOON = timedelta(milliseconds=20)


async def _well() -> None:
    """A probe that always finds it well."""


def _sleeper(name: str, **more: object) -> Part:
    fields = {"probe": _well, "probe_every": SOON, "env": dict(os.environ), **more}
    return Part(name, ["sleep", "600"], **fields)  # type: ignore[arg-type]


def _script(name: str, code: str, **more: object) -> Part:
    fields = {"probe": _well, "probe_every": SOON, "env": dict(os.environ), **more}
    return Part(name, [sys.executable, "-S", "-c", code], **fields)  # type: ignore[arg-type]


class _Stack:
    """A supervisor at work, and what it says of itself."""

    def __init__(self, folder: Path, parts: list[Part]) -> None:
        self.layout = Layout(folder)
        self.layout.create()
        self.status = StackStatus(os.getpid(), 0.0, 0.0)
        self.supervisor = Supervisor(self.layout, parts, self.status, IMPATIENT)

    def part(self, name: str) -> PartStatus:
        part = self.status.part(name)
        assert part is not None
        return part

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not happened():  # noqa: ASYNC110 - other processes set no event
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.supervisor.run())
        try:
            yield
        finally:
            self.supervisor.stop()
            await task


async def test_parts_start_when_what_they_need_is_ready_and_stop_before_it(tmp_path: Path) -> None:
    events = tmp_path / "events"
    code = (
        "import signal, sys\n"
        "def note(what): open({file!r}, 'a').write(what + ' {name}\\n')\n"
        "signal.signal(signal.SIGTERM, lambda *_: (note('stop'), sys.exit(0)))\n"
        "note('start')\n"
        "while True: signal.pause()\n"
    )

    async def first_is_up() -> None:
        if not events.exists() or "start first" not in events.read_text():
            raise ProbeFailed("not yet")

    async def second_is_up() -> None:
        if "start second" not in events.read_text():
            raise ProbeFailed("not yet")

    stack = _Stack(
        tmp_path,
        [
            _script("first", code.format(file=str(events), name="first"), probe=first_is_up),
            _script(
                "second",
                code.format(file=str(events), name="second"),
                probe=second_is_up,
                after=frozenset({"first"}),
            ),
        ],
    )
    async with stack.running():
        await stack.until(lambda: stack.status.phase is Phase.READY)
    assert events.read_text().splitlines() == ["start first", "start second", "stop second", "stop first"]
    assert stack.status.phase is Phase.STOPPED
    assert read_status(stack.layout.status) == stack.status


async def test_a_killed_part_is_started_again(tmp_path: Path) -> None:
    stack = _Stack(tmp_path, [_sleeper("one")])
    async with stack.running():
        await stack.until(lambda: stack.part("one").state is State.READY)
        first = stack.part("one").pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await stack.until(lambda: stack.part("one").pid not in (first, None))
        await stack.until(lambda: stack.part("one").state is State.READY)
        assert stack.part("one").restarts == 1


async def test_a_part_that_keeps_dying_stops_the_stack_and_says_why(tmp_path: Path) -> None:
    stack = _Stack(tmp_path, [_sleeper("good"), _script("bad", "print('no luck'); raise SystemExit(7)")])
    with pytest.raises(StackProblem, match=r"bad ended with 7.*it says: no luck"):
        async with asyncio.timeout(30):
            await stack.supervisor.run()
    assert stack.part("bad").state is State.FAILED
    assert stack.part("good").state is State.STOPPED
    assert stack.status.phase is Phase.FAILED


async def test_a_part_that_stops_answering_is_replaced(tmp_path: Path) -> None:
    answers = [True]

    async def probe() -> None:
        if not answers[0]:
            raise ProbeFailed("silent")

    stack = _Stack(tmp_path, [_sleeper("one", probe=probe)])
    async with stack.running():
        await stack.until(lambda: stack.part("one").state is State.READY)
        first = stack.part("one").pid
        answers[0] = False
        await stack.until(lambda: stack.part("one").restarts == 1)
        answers[0] = True
        await stack.until(lambda: stack.part("one").state is State.READY)
        assert stack.part("one").pid != first


async def test_a_milder_cure_is_tried_before_a_restart(tmp_path: Path) -> None:
    answers = [True]

    async def probe() -> None:
        if not answers[0]:
            raise ProbeFailed("one model is dead")

    async def revive() -> None:
        answers[0] = True

    stack = _Stack(tmp_path, [_sleeper("models", probe=probe, revive=revive)])
    async with stack.running():
        await stack.until(lambda: stack.part("models").state is State.READY)
        first = stack.part("models").pid
        answers[0] = False
        await stack.until(lambda: stack.part("models").restarts == 1)
        await stack.until(lambda: stack.part("models").state is State.READY)
        assert stack.part("models").pid == first


async def test_a_part_may_take_longer_to_be_complete_than_a_probe_and_not_for_ever(tmp_path: Path) -> None:
    steps: list[float] = []

    async def be_completed() -> None:
        steps.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.3)

    def part(name: str, within: timedelta) -> Part:
        return _sleeper(name, probe_within=SOON, after_ready=be_completed, complete_within=within)

    stack = _Stack(tmp_path / "patient", [part("slow", timedelta(seconds=20))])
    async with stack.running():
        await stack.until(lambda: stack.status.phase is Phase.READY)
    assert len(steps) == 1, "it was started again while it was being completed"
    stack = _Stack(tmp_path / "impatient", [part("slow", SOON)])
    with pytest.raises(StackProblem, match="isn't complete"):
        async with stack.running():
            await stack.until(lambda: stack.status.phase is Phase.FAILED)


async def test_a_part_that_never_gets_ready_is_told_with_the_reason(tmp_path: Path) -> None:
    async def probe() -> None:
        raise ProbeFailed("port closed")

    slow = _sleeper("slow", probe=probe, ready_within=timedelta(milliseconds=100))
    stack = _Stack(tmp_path, [slow])
    with pytest.raises(StackProblem, match=r"slow wasn't ready within 0 s \(port closed\)"):
        async with asyncio.timeout(30):
            await stack.supervisor.run()


async def test_what_runs_once_lets_the_others_start_when_it_has_succeeded(tmp_path: Path) -> None:
    once = _script("once", "pass", probe=None)
    stack = _Stack(tmp_path, [once, _sleeper("after", after=frozenset({"once"}))])
    async with stack.running():
        await stack.until(lambda: stack.status.phase is Phase.READY)
        assert stack.part("once").state is State.DONE
        assert stack.part("once").pid is None


async def test_what_runs_once_and_fails_is_not_tried_again(tmp_path: Path) -> None:
    once = _script("once", "raise SystemExit(3)", probe=None)
    stack = _Stack(tmp_path, [once, _sleeper("after", after=frozenset({"once"}))])
    with pytest.raises(StackProblem, match="once ended with 3"):
        async with asyncio.timeout(30):
            await stack.supervisor.run()
    assert stack.part("once").restarts == 0
    assert stack.part("after").pid is None


async def test_a_part_that_ignores_being_asked_to_stop_is_made_to(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    code = (
        "import pathlib, signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(deaf)!r}).touch()\n"
        "while True: signal.pause()\n"
    )
    stack = _Stack(tmp_path, [_script("stubborn", code, stop_within=timedelta(milliseconds=200))])
    async with stack.running():
        await stack.until(deaf.exists)
        pid = stack.part("stubborn").pid
        assert pid is not None
    assert not Path(f"/proc/{pid}").exists()  # noqa: ASYNC240


async def test_children_that_a_dead_part_leaves_go_with_it(tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = (
        "import os, subprocess, time\n"
        f"child = subprocess.Popen(['sleep', '600']); open({str(note)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    stack = _Stack(tmp_path, [_script("parent", code)])
    async with stack.running():
        await stack.until(lambda: note.exists() and note.read_text() != "")
        child = int(note.read_text())
        pid = stack.part("parent").pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await stack.until(lambda: not Path(f"/proc/{child}").exists() or _is_zombie(child))


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


async def test_a_part_that_is_held_starts_again_only_when_it_is_released(tmp_path: Path) -> None:
    stack = _Stack(tmp_path, [_sleeper("one")])
    file = stack.layout.override_of("one")
    async with stack.running():
        await stack.until(lambda: stack.part("one").state is State.READY)
        write_override(file, Override(held=True))
        first = stack.part("one").pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await stack.until(lambda: stack.part("one").pid is None)
        await asyncio.sleep(0.3)  # long enough for it to have been started, had it not been held
        assert stack.part("one").pid is None
        write_override(file, Override(env={"MARKED": "yes"}))
        await stack.until(lambda: stack.part("one").state is State.READY)
        pid = stack.part("one").pid
        assert psutil.Process(pid).environ()["MARKED"] == "yes"


async def test_a_part_whose_work_another_can_do_may_die_as_often_as_it_likes(tmp_path: Path) -> None:
    stack = _Stack(tmp_path, [_sleeper("one", redundant=True)])
    async with stack.running():
        for deaths in range(IMPATIENT.quick_deaths_allowed + 2):
            await stack.until(lambda deaths=deaths: _is_ready_after(stack, deaths))  # type: ignore[misc]
            pid = stack.part("one").pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
        assert stack.status.phase is not Phase.FAILED


async def test_a_redundant_part_that_never_worked_still_fails_the_stack(tmp_path: Path) -> None:
    async def probe() -> None:
        raise ProbeFailed("no")

    stack = _Stack(tmp_path, [_script("bad", "raise SystemExit(7)", redundant=True, probe=probe)])
    with pytest.raises(StackProblem, match="bad ended with 7"):
        async with asyncio.timeout(30):
            await stack.supervisor.run()


async def test_what_follows_from_a_death_is_done_before_the_next_start(tmp_path: Path) -> None:
    events: list[str] = []

    async def started() -> None:
        events.append("start")

    async def died() -> None:
        events.append("death")

    stack = _Stack(tmp_path, [_sleeper("one", before_start=started, after_death=died)])
    async with stack.running():
        await stack.until(lambda: _is_ready_after(stack, 0))
        pid = stack.part("one").pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await stack.until(lambda: _is_ready_after(stack, 1))
    assert events == ["start", "death", "start"]  # to be stopped is no death


async def test_one_that_hangs_is_not_asked_politely_when_that_would_take_long(tmp_path: Path) -> None:
    answers = [True]

    async def probe() -> None:
        if not answers[0]:
            raise ProbeFailed("silent")

    code = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: signal.pause()\n"
    part = _script("hangs", code, probe=probe, hung_signal=signal.SIGKILL, stop_within=timedelta(seconds=60))
    stack = _Stack(tmp_path, [part])
    async with stack.running():
        await stack.until(lambda: _is_ready_after(stack, 0))
        answers[0] = False
        await stack.until(lambda: stack.part("hangs").restarts == 1)
        answers[0] = True
        await stack.until(lambda: _is_ready_after(stack, 1))
        pid = stack.part("hangs").pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)  # so that the end of the test needn't wait for it


async def test_what_a_part_is_at_the_moment_is_told_when_it_changes(tmp_path: Path) -> None:
    roles = ["standby"]
    stack = _Stack(tmp_path, [_sleeper("one", describe=lambda: roles[0])])
    async with stack.running():
        await stack.until(lambda: stack.part("one").role == "standby")
        roles[0] = "primary"
        await stack.until(lambda: stack.part("one").role == "primary")
        stored = read_status(stack.layout.status)
        assert stored is not None
        assert stored.parts[0].role == "primary"


def _is_ready_after(stack: _Stack, restarts: int) -> bool:
    part = stack.status.parts[0]
    return part.state is State.READY and part.restarts == restarts
