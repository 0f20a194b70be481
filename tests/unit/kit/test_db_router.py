"""The way from a person to their shard."""

import asyncio
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.db.errors import DatabaseUnavailable
from services.kit.db.router import Range, ShardRouter, SlotMap, SlotMapInvalid, even_split
from services.kit.ids import SLOTS, SessionId, UserId, WorkspaceId, slot_of
from services.kit.principal import Principal, set_principal

SOMEBODY = UserId(uuid.UUID("11111111-2222-4333-8444-555555555555"))  # slot 480
BUSINESS = WorkspaceId(uuid.UUID("99999999-2222-4333-8444-555555555555"))


@given(st.integers(min_value=1, max_value=40), st.integers(min_value=0, max_value=SLOTS - 1))
def test_an_even_split_has_every_slot_on_one_shard(number: int, slot: int) -> None:
    names = [f"shard-{i}" for i in range(number)]
    ranges = even_split(names)
    owners = [r.shard for r in ranges if r.first_slot <= slot <= r.last_slot]
    assert owners == [SlotMap(ranges).shard_of(slot)]
    sizes = [r.last_slot - r.first_slot + 1 for r in ranges]
    assert sum(sizes) == SLOTS
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    "ranges",
    [
        [],
        [Range(0, 1022, "a")],
        [Range(1, 1023, "a")],
        [Range(0, 500, "a"), Range(502, 1023, "b")],
        [Range(0, 600, "a"), Range(500, 1023, "b")],
    ],
)
def test_a_map_with_a_gap_or_an_overlap_is_refused(ranges: list[Range]) -> None:
    with pytest.raises(SlotMapInvalid):
        SlotMap(ranges)


def test_the_people_of_a_placed_workspace_live_where_it_was_placed() -> None:
    slots = SlotMap([*even_split(["a", "b"]), Range(0, 1023, "own", BUSINESS)])
    assert slots.shard_of(480, BUSINESS) == "own"
    assert slots.shard_of(480) == "a"
    assert slots.shards == {"a", "b", "own"}


class Directory:
    """A directory whose map can be changed, and which can be away."""

    def __init__(self, *shards: str) -> None:
        self.ranges = even_split(shards)
        self.is_away = False
        self.asked = 0

    async def load(self) -> SlotMap:
        self.asked += 1
        if self.is_away:
            raise DatabaseUnavailable("away")
        return SlotMap(self.ranges)


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def a_router(directory: Directory, time: Time | None = None) -> ShardRouter:
    return ShardRouter(directory.load, {"a", "b", "own"}, refresh_seconds=30, monotonic=time or Time())


async def test_many_first_questions_read_the_map_once() -> None:
    directory = Directory("a", "b")
    router = a_router(directory)
    answers = await asyncio.gather(*(router.shard_of(SOMEBODY) for _ in range(20)))
    assert set(answers) == {"a" if slot_of(SOMEBODY) < 512 else "b"}
    assert directory.asked == 1


async def test_without_a_map_a_directory_that_is_away_is_an_error_and_later_is_not() -> None:
    directory, time = Directory("a"), Time()
    directory.is_away = True
    router = a_router(directory, time)
    with pytest.raises(DatabaseUnavailable):
        await router.shard_of(SOMEBODY)
    directory.is_away = False
    assert await router.shard_of(SOMEBODY) == "a"
    directory.is_away = True
    time.now = 1000.0
    assert await router.shard_of(SOMEBODY) == "a"
    await asyncio.sleep(0)
    assert await router.shard_of(SOMEBODY) == "a"


async def test_a_changed_map_is_seen_after_the_refresh_time() -> None:
    directory, time = Directory("a"), Time()
    router = a_router(directory, time)
    assert await router.shard_of(SOMEBODY) == "a"
    directory.ranges = even_split(["b"])
    time.now = 29.0
    assert await router.shard_of(SOMEBODY) == "a"
    assert directory.asked == 1
    time.now = 31.0
    await router.shard_of(SOMEBODY)  # answered from the old map, and has the new one fetched
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await router.shard_of(SOMEBODY) == "b"


async def test_a_map_that_names_a_shard_without_an_address_is_refused() -> None:
    with pytest.raises(SlotMapInvalid, match="nowhere"):
        await a_router(Directory("a", "nowhere")).shard_of(SOMEBODY)


async def test_the_callers_workspace_decides_for_the_caller_and_for_nobody_else() -> None:
    directory = Directory("a", "b")
    directory.ranges = [*directory.ranges, Range(0, 1023, "own", BUSINESS)]
    router = a_router(directory)
    stranger = UserId(uuid.UUID("00000000-0000-0000-0000-000000000000"))

    async def as_caller() -> tuple[str, str]:
        set_principal(Principal(SOMEBODY, BUSINESS, SessionId(uuid.uuid4()), "token"))
        return await router.shard_of(SOMEBODY), await router.shard_of(stranger)

    assert await asyncio.create_task(as_caller()) == ("own", "a")
    assert await router.shard_of(SOMEBODY) == "a"
    assert await router.shard_of(SOMEBODY, BUSINESS) == "own"
