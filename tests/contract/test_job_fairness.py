"""Whose job is next, in Postgres and in memory; and how it holds when many claim at once."""

import asyncio
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.ids import UserId
from services.kit.jobs.machine import GivenBack, Succeeded, TryAgain, Verdict
from services.kit.jobs.store import Claim, JobRef
from tests.contract.test_job_store import (
    BROKEN,
    LEASE,
    Bench,
    Hooks,
    MemoryBench,
    PostgresBench,
    a_job,
    bench,
    postgres_bench,
)
from tests.support.deeds import somebody

__all__ = ["bench", "postgres_bench"]

SHARD = "shard-0"
SECOND = timedelta(seconds=1)


async def people(bench: Bench, number: int) -> list[UserId]:
    """So many people on one shard."""
    found: list[UserId] = []
    while len(found) < number:
        person = somebody()
        if await bench.shard_of(person) == SHARD:
            found.append(person)
    return found


async def ask(bench: Bench, owner: UserId, number: int = 1, **job: object) -> list[JobRef]:
    """So many jobs, one after the other."""
    refs = []
    for _ in range(number):
        refs.append(await bench.add(owner, a_job(**job)))
        await bench.advance(SECOND)
    return refs


async def claim_some(bench: Bench, at_most: int = 1, per_owner: int = 2) -> list[Claim]:
    """What is next; at a later moment than whatever was before."""
    await bench.advance(SECOND)
    found = await bench.store.claim_next(SHARD, "script", "a", LEASE, per_owner=per_owner, at_most=at_most)
    return list(found.claims)


async def claim_one(bench: Bench, per_owner: int = 2) -> Claim:
    (claim,) = await claim_some(bench, 1, per_owner)
    return claim


async def finish(bench: Bench, claim: Claim) -> None:
    await bench.advance(SECOND)
    await bench.store.settle(claim.lease, Succeeded(), Hooks())


async def test_forty_films_of_one_person_delay_the_one_film_of_another_by_one(bench: Bench) -> None:
    many, one = await people(bench, 2)
    await ask(bench, many, 40)
    first = await claim_one(bench)
    (film,) = await ask(bench, one)
    await finish(bench, first)
    assert (await claim_one(bench)).lease.job == film


async def test_those_who_wait_are_served_in_turn(bench: Bench) -> None:
    owners = await people(bench, 3)
    for owner in owners:
        await ask(bench, owner, 4)
    served = []
    for _ in range(12):
        claim = await claim_one(bench)
        served.append(claim.view.owner)
        await finish(bench, claim)
    assert served == owners * 4


async def test_no_more_run_for_one_owner_than_the_limit_says(bench: Bench) -> None:
    (owner,) = await people(bench, 1)
    await ask(bench, owner, 5)
    first, second = [await claim_one(bench) for _ in range(2)]
    assert await claim_some(bench, 4) == []
    await finish(bench, first)
    third = await claim_one(bench)
    assert len({first.view.id, second.view.id, third.view.id}) == 3
    assert await claim_some(bench, 4) == []


async def test_one_claim_takes_one_job_of_each_of_several_owners(bench: Bench) -> None:
    owners = await people(bench, 3)
    for owner in owners:
        await ask(bench, owner, 2)
    assert [claim.view.owner for claim in await claim_some(bench, 8)] == owners
    assert len({claim.view.owner for claim in await claim_some(bench, 2)}) == 2


async def test_whoever_has_fewest_running_is_next(bench: Bench) -> None:
    busy, idle = await people(bench, 2)
    await ask(bench, busy, 3)
    await claim_one(bench)
    await ask(bench, idle, 2)
    assert (await claim_one(bench)).view.owner == idle
    assert (await claim_one(bench)).view.owner == busy


async def test_a_higher_priority_goes_first_until_a_lower_one_has_waited_long_enough(bench: Bench) -> None:
    free, pro, newer = await people(bench, 3)
    await ask(bench, free, 1)
    await bench.advance(timedelta(minutes=19))
    await ask(bench, pro, 1, priority=20)
    claim = await claim_one(bench)
    assert claim.view.owner == pro
    await finish(bench, claim)
    await bench.advance(timedelta(minutes=2))
    await ask(bench, newer, 1, priority=20)
    assert (await claim_one(bench)).view.owner == free


async def test_someone_for_whom_something_runs_does_not_move_up_by_waiting(bench: Bench) -> None:
    many, one = await people(bench, 2)
    await ask(bench, many, 3)
    await claim_one(bench)
    await bench.advance(LEASE - 10 * SECOND)
    await ask(bench, one, 1)
    assert (await claim_one(bench)).view.owner == one


async def test_of_one_owner_the_highest_priority_goes_first_then_the_oldest(bench: Bench) -> None:
    (owner,) = await people(bench, 1)
    old, new = await ask(bench, owner, 2)
    (high,) = await ask(bench, owner, 1, priority=5)
    claims = [await claim_one(bench, per_owner=3) for _ in range(3)]
    assert [claim.lease.job for claim in claims] == [high, old, new]


async def test_a_job_for_later_keeps_neither_its_owner_nor_others_waiting(bench: Bench) -> None:
    owner, other = await people(bench, 2)
    (later,) = await ask(bench, owner, 1, priority=20, delay=timedelta(minutes=30))
    (now,) = await ask(bench, owner, 1)
    (others,) = await ask(bench, other, 1)
    assert {claim.lease.job for claim in await claim_some(bench, 4)} == {now, others}
    await bench.advance(timedelta(minutes=30))
    assert later in {claim.lease.job for claim in await claim_some(bench, 4)}


async def test_a_job_that_lost_its_worker_is_taken_before_others_and_holds_no_second_place(
    bench: Bench,
) -> None:
    owner, other = await people(bench, 2)
    await ask(bench, owner, 2)
    lost = await claim_one(bench, per_owner=1)
    await ask(bench, other, 1, priority=20)
    await bench.advance(LEASE)
    again = await claim_one(bench, per_owner=1)
    assert (again.lease.job, again.lease.fencing, again.view.losses) == (lost.lease.job, 2, 1)
    assert (await claim_one(bench, per_owner=1)).view.owner == other
    assert await claim_some(bench, 4, per_owner=1) == []


async def test_what_is_only_to_be_ended_is_taken_whatever_the_limit(bench: Bench) -> None:
    (owner,) = await people(bench, 1)
    await ask(bench, owner, 1)
    (unwanted,) = await ask(bench, owner, 1)
    (late,) = await ask(bench, owner, 1, time_limit=timedelta(seconds=30))
    await claim_one(bench, per_owner=1)
    await bench.request_cancel(unwanted)
    assert (await claim_one(bench, per_owner=1)).verdict is Verdict.CANCEL
    await bench.advance(timedelta(seconds=30))
    ended = await claim_one(bench, per_owner=1)
    assert (ended.lease.job, ended.verdict) == (late, Verdict.FAIL_FOR_DEADLINE)


async def test_a_job_that_was_given_back_keeps_its_place(bench: Bench) -> None:
    owner, other = await people(bench, 2)
    await ask(bench, owner, 1)
    given_back = await claim_one(bench)
    await bench.advance(timedelta(seconds=1))
    await ask(bench, other, 1)
    await bench.store.settle(given_back.lease, GivenBack(), Hooks())
    assert (await claim_one(bench)).lease.job == given_back.lease.job


async def test_other_kinds_are_left_to_others_and_do_not_count(bench: Bench) -> None:
    (owner,) = await people(bench, 1)
    (video,) = await ask(bench, owner, 1, kind="video")
    (script,) = await ask(bench, owner, 1)
    await bench.store.claim(video, "a", LEASE)
    assert (await claim_one(bench, per_owner=1)).lease.job == script


async def test_a_bell_learns_that_there_is_no_more(bench: Bench) -> None:
    (owner,) = await people(bench, 1)
    await ask(bench, owner, 1)
    claims = [
        await bench.store.claim_next(SHARD, "script", "a", LEASE, per_owner=2, at_most=1) for _ in range(2)
    ]
    assert [(len(each.claims), each.has_more) for each in claims] == [(1, True), (0, False)]


@pytest.mark.parametrize("seed", range(2))
async def test_both_stores_serve_the_same_people_in_the_same_order(
    postgres_bench: PostgresBench, seed: int
) -> None:
    rng = random.Random(seed)
    benches: list[Bench] = [MemoryBench(), postgres_bench]
    owners = await people(postgres_bench, 4)
    running: list[list[Claim]] = [[], []]
    for number in range(60):
        event, owner, seconds = rng.choice("aaacccsr"), rng.choice(owners), rng.choice([1, 5, 90])
        job, pick = a_job(priority=rng.choice([0, 0, 10]), max_attempts=99), rng.random()
        told = []
        for each, claims in zip(benches, running, strict=True):
            await each.advance(timedelta(seconds=seconds))
            match event:
                case "a":
                    await each.add(owner, replace(job))
                case "c":
                    found = await each.store.claim_next(
                        SHARD, "script", "a", timedelta(hours=3), per_owner=2, at_most=1
                    )
                    claims += found.claims
                    told.append([claim.view.id for claim in found.claims])
                case _ if claims:
                    claim = claims.pop(int(pick * len(claims)))
                    outcome = Succeeded() if event == "s" else TryAgain(BROKEN, timedelta(seconds=7))
                    await each.store.settle(claim.lease, outcome, Hooks())
        assert len(told) < 2 or told[0] == told[1], f"event {number}"


async def test_claims_at_the_same_moment_neither_pass_the_limit_nor_take_a_job_twice(
    postgres_bench: PostgresBench,
) -> None:
    owners = await people(postgres_bench, 3)
    for owner in owners:
        await ask(postgres_bench, owner, 5)

    async def worker(name: str) -> list[Claim]:
        mine: list[Claim] = []
        while True:
            found = await postgres_bench.store.claim_next(
                SHARD, "script", name, timedelta(hours=1), per_owner=2, at_most=2
            )
            mine += found.claims
            if not found.has_more:
                return mine

    async with asyncio.timeout(60):
        claims = [claim for own in await asyncio.gather(*map(worker, "abcdefgh")) for claim in own]
    assert len({claim.view.id for claim in claims}) == len(claims) == 6
    assert set(Counter(claim.view.owner for claim in claims).values()) == {2}
