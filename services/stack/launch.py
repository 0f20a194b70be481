"""The stack as other programs use it: start one, wait for parts of it, ask about it, stop it.

    with Stack(folder).running() as info:      # the command line's `run`, and tests
        call(info.edge_url)

The supervisor is always a process of its own, so this module may be used beside gRPC and threads.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.stack import processes
from services.stack.credentials import load_or_make_credentials
from services.stack.environment import Environment
from services.stack.layout import DEFAULT_FOLDER, REPOSITORY, Layout
from services.stack.ports import Ports
from services.stack.problems import AlreadyRunning, NotRunning, StackProblem
from services.stack.profile import Profile
from services.stack.status import Phase, StackStatus, State, read_status
from services.stack.sweep import sweep

_ASK_EVERY = 0.05

Watch = Callable[[StackStatus], None]
"""Told of the stack's state while somebody waits for it."""


@dataclass(frozen=True, slots=True)
class StackInfo:
    """How to reach a running stack."""

    folder: Path
    edge_url: str
    ca: Path
    ports: Mapping[str, int]
    profile: Profile = Profile.LOCAL

    @property
    def dashboard_url(self) -> str:
        """Where the dashboard is opened; empty when none has been built."""
        return f"{self.edge_url}/" if (Layout(self.folder).pages / "index.html").is_file() else ""

    def environment_of(self, service: str) -> dict[str, str]:
        """The environment that this service has in the stack, for tests that run it in their own process.

        `service` is one of auth, questionnaire, script, video, media, script-worker, video-worker, jobs.
        """
        return self._environment().of(service)

    @property
    def directory_url(self) -> str:
        """The directory database, as an SQLAlchemy URL."""
        return self._environment().directory_url()

    @property
    def shard_urls(self) -> Mapping[str, str]:
        """Each shard's database, as an SQLAlchemy URL."""
        return self._environment().shard_urls()

    def _environment(self) -> Environment:
        layout = Layout(self.folder)
        return Environment(layout, Ports(self.ports), load_or_make_credentials(layout.secrets), self.profile)


class Stack:
    """One folder's stack, running or not."""

    def __init__(
        self,
        folder: Path = DEFAULT_FOLDER,
        *,
        parts: Collection[str] | None = None,
        profile: Profile = Profile.LOCAL,
        environment: Mapping[str, str] | None = None,
        inside: Sequence[str] = (),
    ) -> None:
        """Names a stack; starts nothing.

        Args:
            folder: where it keeps everything.
            parts: names or groups (postgres, nats, blob, services, …); what they depend on comes along.
            profile: which servers it has when it is started.
            environment: variables for its supervisor on top of this process's own.
            inside: words put before the supervisor's command, of a program that ends in executing it.
        """
        self.layout = Layout(folder.resolve())
        self._parts = parts
        self._profile = profile
        self._environment = dict(environment or {})
        self._inside = tuple(inside)

    @contextmanager
    def running(
        self, *, until_ready: Collection[str] | None = None, watch: Watch | None = None
    ) -> Iterator[StackInfo]:
        """Starts it, waits until it (or those parts) is ready, and stops it at the end.

        It also stops by itself when this process dies.
        """
        self.start(while_pid=os.getpid())
        try:
            yield self.wait_until_ready(until_ready, watch=watch)
        finally:
            self.stop(watch=watch)

    def start(self, *, while_pid: int | None = None) -> None:
        """Starts its supervisor and returns as soon as that holds the folder.

        Args:
            while_pid: the process that it shouldn't outlive; None: it runs until it is stopped.

        Raises:
            AlreadyRunning: there is one already.
            StackProblem: it can't start.
        """
        if running := self.status():
            raise AlreadyRunning(self._who_runs(running))
        self.layout.create()
        supervisor = self._launch(while_pid)
        while (status := read_status(self.layout.status)) is None or status.supervisor_pid != supervisor.pid:
            if supervisor.poll() is not None:
                raise StackProblem(f"The supervisor didn't start{self._last_words()}")
            time.sleep(_ASK_EVERY)

    def status(self) -> StackStatus | None:
        """What it is doing, or None when it isn't running."""
        status = read_status(self.layout.status)
        if status and processes.is_same(status.supervisor_pid, status.supervisor_started):
            return status
        return None

    def info(self) -> StackInfo:
        """How to reach it.

        Raises:
            NotRunning: it has never run.
        """
        try:
            stored = json.loads(self.layout.info.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotRunning(f"No stack runs on {self.layout.folder}: start it with `make up`.") from None
        profile = Profile(stored.get("profile", Profile.LOCAL))
        return StackInfo(self.layout.folder, stored["edge_url"], Path(stored["ca"]), stored["ports"], profile)

    def wait_until_ready(
        self,
        names: Collection[str] | None = None,
        *,
        watch: Watch | None = None,
        within: timedelta = timedelta(minutes=5),
    ) -> StackInfo:
        """Waits until all of it, or the named parts of it, work.

        Raises:
            StackProblem: something didn't come up; the message says what.
        """
        deadline = time.monotonic() + within.total_seconds()
        while time.monotonic() < deadline:
            status = self._followed(watch)
            if status.phase is Phase.READY or (names and status.parts and status.are_ready(frozenset(names))):
                return self.info()
            time.sleep(_ASK_EVERY)
        raise StackProblem(f"The stack isn't ready after {within.total_seconds():.0f} s: see `make status`.")

    def stop(self, *, watch: Watch | None = None, within: timedelta = timedelta(seconds=60)) -> bool:
        """Stops it and waits until everything is gone. Returns whether there was anything to stop."""
        running = self.status()
        if running is None:
            # If its supervisor was killed, whatever of it survived is ended here, not at the next start.
            return sweep(self.layout)
        os.kill(running.supervisor_pid, signal.SIGTERM)
        deadline = time.monotonic() + within.total_seconds()
        while self.status() is not None:
            if time.monotonic() > deadline:
                raise StackProblem(
                    f"The supervisor (pid {running.supervisor_pid}) doesn't stop: see its log."
                )
            status = read_status(self.layout.status)
            if watch and status:
                watch(status)
            time.sleep(_ASK_EVERY)
        return True

    def _launch(self, while_pid: int | None) -> subprocess.Popen[bytes]:
        argv = [*self._inside, sys.executable, "-m", "services.stack.supervise"]
        argv += ["--folder", str(self.layout.folder), "--profile", self._profile.value]
        if self._parts is not None:
            argv.append(f"--parts={','.join(sorted(self._parts))}")
        if while_pid is not None:
            argv.append(f"--while-pid={while_pid}")
        with self.layout.log_of("supervisor").open("ab") as log:
            return subprocess.Popen(
                argv,
                cwd=REPOSITORY,
                env={**os.environ, **self._environment, "PYTHONPATH": str(REPOSITORY)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _followed(self, watch: Watch | None) -> StackStatus:
        status = read_status(self.layout.status)
        if status is None:
            raise NotRunning(f"No stack runs on {self.layout.folder}: start it with `make up`.")
        if watch:
            watch(status)
        if status.phase is Phase.FAILED or (status.phase is Phase.STOPPING and status.message):
            raise StackProblem(status.message)
        if not processes.is_same(status.supervisor_pid, status.supervisor_started):
            raise StackProblem(f"The supervisor died{self._last_words()}")
        return status

    def _who_runs(self, status: StackStatus) -> str:
        parts = sum(part.state in (State.READY, State.UNHEALTHY) for part in status.parts)
        return (
            f"A stack already runs on {self.layout.folder} (supervisor pid {status.supervisor_pid}, "
            f"{parts} parts, edge {self.info().edge_url}): `make down` stops it."
        )

    def _last_words(self) -> str:
        log = self.layout.log_of("supervisor")
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.exists() else []
        return f": {lines[-1]}" if lines else "."
