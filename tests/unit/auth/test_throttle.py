"""The arithmetic of fair attempts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis.strategies import booleans, integers, lists, tuples

from services.auth.domain.throttle import (
    DEFAULT_LIMITS,
    Counter,
    Scope,
    decide,
    give_back,
    sign_in_keys,
    sign_up_keys,
)

START = datetime(2026, 1, 2, tzinfo=UTC)


@given(integers(0, 10_000))
def test_waits_grow_and_never_pass_their_bound(count: int) -> None:
    for limit in DEFAULT_LIMITS.values():
        assert limit.wait_after(count) <= limit.wait_after(count + 1) <= limit.longest
        assert (limit.wait_after(count) > timedelta(0)) is (count > limit.free)


@given(lists(tuples(integers(0, 2000), booleans()), max_size=60))
def test_whatever_happens_the_rightful_person_waits_no_longer_than_the_longest_wait(
    attempts: list[tuple[int, bool]],
) -> None:
    keys = sign_in_keys("ada@example.com", "198.51.100.1")
    counters = {key: Counter() for key in keys}
    now = START
    for seconds, right in attempts:
        now += timedelta(seconds=seconds)
        decision = decide(counters, DEFAULT_LIMITS, now)
        counters |= decision.counters
        if not decision.wait and right:
            counters |= give_back(counters, now)
        assert decision.wait <= timedelta(minutes=15)
    later = now + timedelta(minutes=15)
    assert not decide(counters, DEFAULT_LIMITS, later).wait


def test_counters_do_not_name_whom_they_are_about() -> None:
    keys = [*sign_in_keys("ada@example.com", "198.51.100.1"), *sign_up_keys("198.51.100.1")]
    written = " ".join(map(str, keys))
    assert "ada" not in written
    assert "198.51" not in written
    assert len({key.digest for key in keys}) == len(keys) - 1
    assert {key.scope for key in keys} == set(Scope)


def test_parts_of_a_key_cannot_run_into_each_other() -> None:
    assert sign_in_keys("ab", "c")[0] != sign_in_keys("a", "bc")[0]
