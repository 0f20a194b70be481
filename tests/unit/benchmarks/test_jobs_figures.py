"""What the benchmark of the queue makes of its notes."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.jobs.figures import Figures, percentile, summary, waits_ms
from benchmarks.jobs.load import Order, produce, produce_in_threads
from benchmarks.jobs.record import Recorder, first_times, noted


def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() -> None:
    values = [float(value) for value in range(100, 0, -1)]

    assert [percentile(values, percent) for percent in (1, 50, 99, 100)] == [1, 50, 99, 100]
    assert percentile([3.0], 50) == 3.0


def test_percentiles_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_a_job_that_began_before_its_acceptance_was_heard_of_did_not_wait() -> None:
    assert waits_ms({1: 10.0, 2: 11.0}, {1: 9.99, 2: 11.5}) == [0.0, 500.0]


def test_a_lost_job_spoils_the_benchmark() -> None:
    with pytest.raises(ValueError, match="1 of 2 jobs never started"):
        waits_ms({1: 10.0, 2: 11.0}, {1: 10.5})


def test_rates_are_medians_of_rounds_and_percentiles_are_over_all_jobs() -> None:
    rounds = [Figures(1, 2, rate, claims) for rate, claims in ((3, [1.0] * 9), (5, [9.0]), (100, []))]

    found = summary(rounds)

    assert (found.jobs_per_s, found.claim_p50_ms, found.claim_p99_ms) == (5, 1.0, 9.0)


def test_the_first_note_of_a_job_counts(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    assert (noted(path), first_times(path)) == (0, {})
    recorder = Recorder(path)
    for number in (7, 8, 7):
        recorder.note(number)

    assert noted(path) == 3
    times = first_times(path)
    assert list(times) == [7, 8]
    assert times[7] <= times[8]


@pytest.mark.parametrize("per_second", [0.0, 5000.0])
@pytest.mark.parametrize("threads", [False, True])
def test_every_job_is_asked_for_once_and_noted(tmp_path: Path, threads: bool, per_second: float) -> None:
    order = Order(100, 40, 3, per_second, str(tmp_path / "accepted"))
    asked: list[int] = []

    async def accept(number: int) -> None:
        asked.append(number)
        await asyncio.sleep(0)

    accepted = (
        produce_in_threads(Order.from_json(order.to_json()), asked.append)
        if threads
        else asyncio.run(produce(Order.from_json(order.to_json()), accept))
    )

    assert sorted(asked) == list(range(100, 140))
    assert sorted(first_times(Path(order.accepted_file))) == list(range(100, 140))
    assert accepted.began < accepted.ended


async def test_no_more_jobs_are_asked_for_at_a_time_than_there_are_producers(tmp_path: Path) -> None:
    under_way: set[int] = set()
    seen: list[int] = []

    async def accept(number: int) -> None:
        under_way.add(number)
        seen.append(len(under_way))
        await asyncio.sleep(0)
        under_way.remove(number)

    await produce(Order(0, 20, 3, 0.0, str(tmp_path / "accepted")), accept)

    assert max(seen) == 3
