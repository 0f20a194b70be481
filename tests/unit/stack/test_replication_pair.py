"""The order in which the record and the servers change: with instances that only remember."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest

from services.stack.layout import Layout
from services.stack.problems import StackProblem
from services.stack.replication.copies import Copies
from services.stack.replication.decisions import Seen
from services.stack.replication.instance import Instance
from services.stack.replication.pair import Pair
from services.stack.replication.record import Record, load_record, save_record

WELL = Seen(in_recovery=False, waits_for_standby=True, is_connected=True, follows=True)


@dataclass
class FakeInstance:
    """Notes what is asked of it, and what the record said then."""

    name: str
    recorded: Callable[[], Record]
    seen: Seen = WELL
    is_dead: bool = False
    asked: list[tuple[str, Record]] = field(default_factory=list)
    port: int = 1

    async def see(self) -> Seen:
        self._answer()
        return self.seen

    async def is_in_recovery(self) -> bool:
        self._answer()
        return self.seen.in_recovery

    async def promote(self) -> None:
        self._note("promote")
        self.seen = replace(self.seen, in_recovery=False)

    async def stop_waiting(self) -> None:
        self._note("stop waiting")
        self.seen = replace(self.seen, waits_for_standby=False)

    async def wait_for_standby(self) -> None:
        self._note("wait")
        self.seen = replace(self.seen, waits_for_standby=True)

    def _note(self, what: str) -> None:
        self._answer()
        self.asked.append((what, self.recorded()))

    def _answer(self) -> None:
        if self.is_dead:
            raise psycopg.OperationalError("connection refused")


class NoCopies:
    """Data folders that nobody works on."""

    def __init__(self) -> None:
        self.fenced: list[str] = []

    async def fence(self, name: str) -> None:
        self.fenced.append(name)

    async def make_first(self, name: str) -> None:
        pass


class World:
    def __init__(self, folder: Path, record: Record) -> None:
        self.path = folder / "primary.json"
        save_record(self.path, record)
        self.a = FakeInstance("a", self.recorded)
        self.b = FakeInstance("b", self.recorded, replace(WELL, in_recovery=True))
        self.copies = NoCopies()
        self.told: list[str] = []
        instances = cast(Any, {"a": self.a, "b": self.b})
        self.pair = Pair("shard-0", instances, cast(Copies, self.copies), self.path, self.told.append)

    def recorded(self) -> Record:
        return load_record(self.path, first="nobody")

    async def until(self, happened: Callable[[], bool]) -> None:
        """Watches until it has happened."""
        watch = asyncio.create_task(self.pair.watch())
        try:
            async with asyncio.timeout(30):
                while not happened():  # noqa: ASYNC110  (fakes set no event)
                    await asyncio.sleep(0.01)
        finally:
            watch.cancel()


async def test_the_former_primary_is_fenced_and_written_off_before_the_standby_is_promoted(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, Record("a", synchronous=True))
    await world.pair._look()
    world.a.is_dead = True
    await world.pair.after_death("a")()
    assert world.copies.fenced == ["a"]
    assert world.b.asked == [("promote", Record("b", synchronous=False, failovers=1))]
    assert "a died and b took over" in world.told[-1]


async def test_the_death_of_the_standby_promotes_nobody(tmp_path: Path) -> None:
    world = World(tmp_path, Record("a", synchronous=True))
    await world.pair._look()
    await world.pair.after_death("b")()
    assert world.recorded() == Record("a", synchronous=True)
    assert world.a.asked == world.b.asked == []


async def test_it_is_written_down_that_the_standby_may_lack_writes_before_it_does(tmp_path: Path) -> None:
    world = World(tmp_path, Record("a", synchronous=True))
    world.a.seen = replace(WELL, follows=False, is_connected=False)
    await world.until(lambda: bool(world.a.asked))
    assert world.a.asked == [("stop waiting", Record("a", synchronous=False))]
    world.a.is_dead = True
    await world.pair.after_death("a")()
    assert (world.recorded().primary, world.b.asked) == ("a", [])


async def test_it_is_written_down_that_the_standby_has_every_write_only_once_commits_wait(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, Record("a", synchronous=False))
    await world.pair._look()
    assert world.a.asked == [("wait", Record("a", synchronous=False))]
    assert world.recorded() == Record("a", synchronous=True)


async def test_a_primary_that_comes_back_is_not_taken_for_redundant(tmp_path: Path) -> None:
    world = World(tmp_path, Record("a", synchronous=True))
    await world.pair.before_start("a")()
    assert world.recorded() == Record("a", synchronous=False)


async def test_a_promotion_that_failed_is_tried_again_and_the_former_primary_stays_written_off(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, Record("b", synchronous=False, failovers=1))
    await world.pair._look()
    assert [what for what, _ in world.b.asked] == ["promote"]
    assert world.recorded().primary == "b"


def test_a_record_that_cannot_be_read_stops_the_stack_instead_of_guessing(tmp_path: Path) -> None:
    path = Layout(tmp_path).primary_of("shard-0")
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(StackProblem, match="newest rows"):
        load_record(path, first="a")


def test_a_folder_that_was_never_replicated_has_the_first_instance_as_its_primary(tmp_path: Path) -> None:
    assert load_record(tmp_path / "none.json", first="a") == Record("a", synchronous=False)


def test_fakes_have_what_the_pair_asks_of_an_instance() -> None:
    methods = {name for name, value in vars(FakeInstance).items() if callable(value) and name[0] != "_"}
    assert methods <= set(vars(Instance))
