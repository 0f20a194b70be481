"""The stack under bad luck: killed, crowded, started twice. With NATS and one database, which start fast."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from services.stack.launch import Stack, StackInfo
from services.stack.layout import REPOSITORY
from services.stack.problems import AlreadyRunning, StackProblem
from services.stack.processes import MARK
from services.stack.servers.postgres import url
from services.stack.status import StackStatus, State

PARTS = {"postgres-directory", "nats"}


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    stack = Stack(tmp_path / "stack", parts=PARTS)
    yield stack
    stack.stop()


def _until(happened: Callable[[], bool], within: float = 30.0) -> None:
    deadline = time.monotonic() + within
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _status(stack: Stack) -> StackStatus:
    status = stack.status()
    assert status is not None
    return status


def _pids(stack: Stack) -> dict[str, int]:
    return {part.name: part.pid for part in _status(stack).parts if part.pid}


def _processes_of(folder: Path) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == str(folder):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def _write(info: StackInfo, statement: str) -> None:
    with psycopg.connect(info.directory_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)


def test_nothing_is_left_when_the_supervisor_is_killed_and_the_next_start_finds_the_data(
    stack: Stack,
) -> None:
    stack.start()
    info = stack.wait_until_ready()
    _write(info, "CREATE TABLE kept (id int)")
    pids = _pids(stack)
    assert set(pids) == PARTS
    os.kill(_status(stack).supervisor_pid, signal.SIGKILL)
    _until(lambda: stack.status() is None)
    _until(lambda: not any(psutil.pid_exists(pid) for pid in pids.values()))
    assert _processes_of(stack.layout.folder) == []
    stack.start()
    again = stack.wait_until_ready()
    assert again.ports == info.ports
    _write(again, "INSERT INTO kept VALUES (1)")


def test_it_recovers_from_a_kill_of_everything_at_once(stack: Stack) -> None:
    stack.start()
    info = stack.wait_until_ready()
    _write(info, "CREATE TABLE kept (id int)")
    for pid in [_status(stack).supervisor_pid, *_pids(stack).values()]:
        os.kill(pid, signal.SIGKILL)
    _until(lambda: stack.status() is None)
    stack.start()
    _write(stack.wait_until_ready(), "INSERT INTO kept VALUES (1)")


def test_what_a_dead_stack_left_running_is_ended_before_the_next_one_starts(stack: Stack) -> None:
    stack.start()
    stack.wait_until_ready()
    stack.stop()
    orphan = subprocess.Popen(["sleep", "600"], env={**os.environ, MARK: str(stack.layout.folder)})
    bystander = subprocess.Popen(["sleep", "600"], env={**os.environ, MARK: f"{stack.layout.folder}-other"})
    try:
        stack.start()
        stack.wait_until_ready()
        assert orphan.wait(timeout=30) != 0
        assert bystander.poll() is None
    finally:
        orphan.kill()
        bystander.kill()


def test_a_killed_server_is_started_again_on_its_port(stack: Stack) -> None:
    stack.start()
    info = stack.wait_until_ready()
    before = _pids(stack)
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)

    def back() -> bool:
        parts = _status(stack).parts
        return all(part.restarts == 1 and part.state is State.READY for part in parts)

    _until(back)
    assert not set(before.values()) & set(_pids(stack).values())
    _write(info, "CREATE TABLE written_after (id int)")


def test_a_second_stack_on_the_folder_is_refused_with_what_runs_there(stack: Stack) -> None:
    stack.start()
    info = stack.wait_until_ready()
    supervisor = _status(stack).supervisor_pid
    with pytest.raises(AlreadyRunning) as refusal:
        Stack(stack.layout.folder, parts=PARTS).start()
    assert f"supervisor pid {supervisor}, 2 parts, edge {info.edge_url}" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert _status(stack).supervisor_pid == supervisor


def test_two_that_start_at_the_same_moment_leave_one_running(stack: Stack) -> None:
    argv = [
        sys.executable,
        "-m",
        "services.stack.supervise",
        "--folder",
        str(stack.layout.folder),
        "--parts=nats",
    ]
    both = [
        subprocess.Popen(argv, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
        for _ in range(2)
    ]
    _until(lambda: any(each.poll() is not None for each in both))
    assert sorted(each.poll() is None for each in both) == [False, True]
    assert [each.returncode for each in both if each.poll() is not None] == [3]
    stack.wait_until_ready()
    stack.stop()
    assert {each.wait(timeout=30) for each in both} == {0, 3}


def test_an_inner_port_that_somebody_took_moves_and_the_edge_does_not(stack: Stack) -> None:
    stack.start()
    info = stack.wait_until_ready()
    stack.stop()
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", info.ports["nats"]))
        squatter.listen()
        stack.start()
        moved = stack.wait_until_ready()
        assert moved.ports["nats"] != info.ports["nats"]
        (notice,) = _status(stack).notices
        assert f"Port {info.ports['nats']} (nats) is taken by" in notice
        assert f"(pid {os.getpid()})" in notice
        stack.stop()
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", info.ports["edge"]))
        squatter.listen()
        with pytest.raises(StackProblem, match=rf"Port {info.ports['edge']}, this stack's edge, is taken by"):
            _start_and_wait(stack)
    assert json.loads(stack.layout.ports.read_text(encoding="utf-8"))["edge"] == info.ports["edge"]


def test_it_stops_with_the_process_that_it_belongs_to(stack: Stack) -> None:
    owner = subprocess.Popen(["sleep", "600"])
    stack.start(while_pid=owner.pid)
    stack.wait_until_ready()
    pids = _pids(stack)
    owner.kill()
    owner.wait()
    _until(lambda: stack.status() is None)
    assert not any(psutil.pid_exists(pid) for pid in pids.values())


def test_a_server_that_cannot_start_fails_the_stack_with_one_line_and_leaves_nothing(stack: Stack) -> None:
    stack.start()
    stack.wait_until_ready()
    stack.stop()
    control = stack.layout.data_of("postgres-directory") / "global" / "pg_control"
    control.write_bytes(b"not a control file")
    with pytest.raises(StackProblem, match="postgres-directory") as problem:
        _start_and_wait(stack)
    assert "\n" not in str(problem.value)
    _until(lambda: stack.status() is None)
    assert _processes_of(stack.layout.folder) == []


def test_a_full_disk_is_told_before_anything_is_written(stack: Stack, tmp_path: Path) -> None:
    code = (
        "import services.stack.supervise as s, sys\n"
        "s.FREE_BYTES_NEEDED = 10**18\n"
        f"sys.argv = ['supervise', '--folder', {str(stack.layout.folder)!r}, '--parts=nats']\n"
        "s.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "MiB are free on the disk" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not stack.layout.ports.exists()


def test_the_password_is_asked_for(stack: Stack) -> None:
    stack.start()
    info = stack.wait_until_ready()
    wrong = url(info.ports["postgres-directory"], "wrong").replace("+psycopg", "")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def _start_and_wait(stack: Stack) -> None:
    stack.start()
    stack.wait_until_ready()
