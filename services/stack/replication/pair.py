"""The controller of a pair: what the supervisor asks before a start and after a death, and a watch beside.

Every instance is started and ended by the supervisor alone, which asks here first. So a former primary can't
come back as one: what it may start as stands in the record, and the record changes before the servers do.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg

from services.stack.parts import Step
from services.stack.probes import ProbeFailed
from services.stack.replication.copies import Copies, CopyFailed
from services.stack.replication.decisions import (
    REBUILD_AFTER_SECONDS,
    Action,
    AfterDeath,
    Follow,
    after_death,
    after_look,
    how_to_follow,
)
from services.stack.replication.instance import Instance
from services.stack.replication.record import Record, load_record, save_record

TROUBLE = (ProbeFailed, CopyFailed, OSError, TimeoutError, EOFError, psycopg.Error)
"""What talking to a server that dies comes to."""

_LOOK_EVERY = 0.5
_TRY_AGAIN_AFTER = 0.5
_STANDBY_ANSWERS_WITHIN = 5.0

Tell = Callable[[str], None]
"""Takes one line for whoever looks after the stack."""


@dataclass(slots=True)
class Pair:
    """Two instances of one database, by name, and what is known of them."""

    database: str
    instances: Mapping[str, Instance]
    copies: Copies
    path: Path
    """Of the record."""
    tell: Tell
    record: Record = field(init=False)
    _deciding: asyncio.Lock = field(default_factory=asyncio.Lock)
    _served: str | None = None
    """The primary, once it was seen at work since the stack started."""
    _followed_at: float = field(default_factory=time.monotonic)
    """When the standby was last seen to follow, or began to have the chance."""
    _heard_at: float = field(default_factory=time.monotonic)
    """When the standby was last seen to receive anything, or began to have the chance."""
    _noted: set[str] = field(default_factory=set)
    _in_vain: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.record = load_record(self.path, first=next(iter(self.instances)))

    def before_start(self, name: str) -> Step:
        """Settles what this instance starts as, and has its data fit."""

        async def step() -> None:
            await self.copies.fence(name)
            while True:
                if self.record.primary == name:
                    async with self._deciding:
                        # It may come back with commits that nobody waited for and everybody now sees.
                        self._write(synchronous=False)
                    await self.copies.make_first(name)
                    return
                try:
                    await self._make_standby(name)
                except TROUBLE as trouble:
                    self._note(f"{name} can't follow {self.record.primary} yet: {trouble!r}")
                    await asyncio.sleep(_TRY_AGAIN_AFTER)
                else:
                    self._heard_at = time.monotonic()
                    return

        return step

    def after_death(self, name: str) -> Step:
        """Lets the standby take over from a primary whose process has ended."""

        async def step() -> None:
            if self.record.primary != name:
                return
            began = time.monotonic()
            async with self._deciding:
                await self.copies.fence(name)
                other = self._other(name)
                answers = self.record.synchronous and await self._standby_answers(other)
                has_served = self._served == name
                next_ = after_death(self.record, has_served=has_served, standby_answers=answers)
                if next_ is AfterDeath.COME_BACK:
                    self.tell(f"{self.database}: {name} died and comes back, since it alone has every write")
                    return
                # From here on the former primary can only follow, whatever happens to this process.
                self._write(primary=other, synchronous=False, failovers=self.record.failovers + 1)
                self._served = None
                self._followed_at = self._heard_at = time.monotonic()
                try:
                    await self.instances[other].promote()
                except TROUBLE as trouble:
                    self.tell(f"{self.database}: {other} isn't promoted yet ({trouble})")
                    return  # the watch tries again
            took = time.monotonic() - began
            self.tell(f"{self.database}: {name} died and {other} took over within {took:.1f} s")

        return step

    def probe(self, name: str) -> Step:
        """What is asked of an instance that runs, beyond an answer."""

        async def step() -> None:
            await self.instances[name].is_in_recovery()
            if name in self._in_vain:
                raise ProbeFailed(f"doesn't follow {self.record.primary}: its data is to be copied anew")

        return step

    def describe(self, name: str) -> str:
        """For `make status`: `ALONE` is a primary whose latest writes have no copy."""
        if name == self.record.primary:
            return "primary" if self.record.synchronous else "primary, ALONE"
        return "standby, in sync" if self.record.synchronous else "standby, behind"

    async def watch(self) -> None:
        """Looks after the pair for as long as the stack runs."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            async with self._deciding:
                try:
                    await self._look()
                except TROUBLE as trouble:
                    # Nothing is decided on what can't be seen: the supervisor's probes tell who is dead.
                    self._note(f"{self.record.primary} can't be looked at: {trouble!r}")

    async def _look(self) -> None:
        primary = self.instances[self.record.primary]
        seen = await primary.see()
        self._noted.clear()
        now = time.monotonic()
        if not seen.in_recovery:
            self._served = self.record.primary
        if seen.is_connected:
            self._heard_at = now
        if seen.follows:
            self._followed_at = now
        unfollowed = now - self._followed_at
        match after_look(self.record, seen, unfollowed_seconds=unfollowed):
            case Action.PROMOTE:
                await primary.promote()
                self.tell(f"{self.database}: {self.record.primary} took over")
            case Action.GO_ALONE:
                self._write(synchronous=False)  # first: from the next line on the standby may lack a write
                await primary.stop_waiting()
                self.tell(
                    f"{self.database}: the standby hasn't followed for {unfollowed:.0f} s; writes go on "
                    f"without it, and {self.record.primary} alone has them until it is back"
                )
            case Action.JOIN:
                await primary.wait_for_standby()
                self._write(synchronous=True)
                self.tell(f"{self.database}: {self._other(self.record.primary)} follows and has every write")
            case Action.NOTHING:
                await self._notice_standby_in_vain(now)

    async def _notice_standby_in_vain(self, now: float) -> None:
        if now - self._heard_at < REBUILD_AFTER_SECONDS:
            return
        standby = self._other(self.record.primary)
        try:
            if await self.instances[standby].is_in_recovery():
                self._in_vain.add(standby)
        except TROUBLE:
            return  # one that doesn't run may yet follow as it is

    async def _make_standby(self, name: str) -> None:
        primary = self.instances[self.record.primary]
        how = how_to_follow(self.copies.look(name, follows_in_vain=name in self._in_vain))
        if how is not Follow.AS_IT_IS:
            if await primary.is_in_recovery():
                raise ProbeFailed(f"{self.record.primary} isn't the primary yet")
            await primary.keep_place_of_standby()
            async with self._deciding:
                # What it has may go: from here on it has no write that the primary could count on.
                self._write(synchronous=False)
        if how is Follow.REWIND:
            await primary.checkpoint()
            try:
                await self.copies.rewind(name, primary.port)
            except CopyFailed as failure:
                self.tell(f"{name} can't be rewound and is copied anew: {failure}")
                how = Follow.COPY
        if how is Follow.COPY:
            await self.copies.copy(name, primary.port)
        self._in_vain.discard(name)
        self.copies.make_follow(name, primary.port)

    async def _standby_answers(self, name: str) -> bool:
        """It may be on its way back itself."""
        try:
            async with asyncio.timeout(_STANDBY_ANSWERS_WITHIN):
                while True:
                    try:
                        return await self.instances[name].is_in_recovery()
                    except (OSError, psycopg.Error):
                        await asyncio.sleep(_TRY_AGAIN_AFTER)
        except TimeoutError:
            return False

    def _note(self, trouble: str) -> None:
        """Into the supervisor's log, once until the primary answers again."""
        if trouble not in self._noted:
            self._noted.add(trouble)
            print(f"{self.database}: {trouble}", file=sys.stderr, flush=True)

    def _other(self, name: str) -> str:
        return next(each for each in self.instances if each != name)

    def _write(self, **changes: object) -> None:
        changed = replace(self.record, **changes)  # type: ignore[arg-type]
        if changed != self.record or not self.path.exists():
            save_record(self.path, changed)
            self.record = changed
