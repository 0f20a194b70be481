"""A film's sound while it is made: segments before the end, the same file, errors told."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from services.video.adapters.growing_sound import GrowingTrack, SoundUnwanted
from services.video.film.aac import SEGMENT_SAMPLES, encode_soundtrack, read_soundtrack

BLOCKS = 4


def block(number: int) -> NDArray[np.float32]:
    return np.random.default_rng(number).standard_normal((2, SEGMENT_SAMPLES)).astype(np.float32) * 0.1


class Held:
    """Blocks of a segment each; those from the third on come when they are let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.made = 0

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        for number in range(BLOCKS):
            if number == 2:
                assert self.let_go.wait(20)
            self.made += 1
            yield block(number)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as opened:
        yield opened


async def test_a_segment_is_there_before_the_rest_is_made(threads: ThreadPoolExecutor) -> None:
    blocks = Held()
    growing = GrowingTrack(blocks, threads)
    await asyncio.wait_for(growing.reached(0), 30)
    early = growing.track.segment(0)
    assert len(early) in (93, 94)
    last = asyncio.ensure_future(growing.reached(BLOCKS - 1))
    await asyncio.sleep(0)
    assert not last.done()
    blocks.let_go.set()
    await asyncio.wait_for(last, 30)
    assert growing.track.segment(0) == early
    assert growing.track.segment(BLOCKS - 1)


async def test_until_it_may_go_on_no_more_than_the_first_segment_is_made(threads: ThreadPoolExecutor) -> None:
    blocks = Held()
    blocks.let_go.set()
    growing = GrowingTrack(blocks, threads)
    await asyncio.wait_for(growing.reached(0), 30)
    # One thread does all, so what it is given now comes after whatever it was doing.
    await asyncio.get_running_loop().run_in_executor(threads, int)
    assert blocks.made < BLOCKS
    growing.go_on()
    await asyncio.wait_for(growing.reached(BLOCKS - 1), 30)
    assert blocks.made == BLOCKS


async def test_the_file_is_that_of_a_sound_that_was_encoded_at_once(
    threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    blocks = Held()
    blocks.let_go.set()
    growing = GrowingTrack(blocks, threads)
    growing.go_on()
    file = tmp_path / "sound.m4a"
    await growing.write(file)
    assert await asyncio.to_thread(file.read_bytes) == encode_soundtrack(
        block(number) for number in range(BLOCKS)
    )
    assert list(read_soundtrack(file).packets) == list(growing.track.packets)
    assert read_soundtrack(file).config == growing.track.config


async def test_whoever_waits_hears_what_broke_it_off(threads: ThreadPoolExecutor, tmp_path: Path) -> None:
    def broken() -> Iterator[NDArray[np.float32]]:
        yield block(0)
        raise RuntimeError("no voice")

    growing = GrowingTrack(broken(), threads)
    with pytest.raises(RuntimeError, match="no voice"):
        await asyncio.wait_for(growing.reached(3), 30)
    with pytest.raises(RuntimeError, match="no voice"):
        await growing.write(tmp_path / "sound.m4a")


async def test_what_nobody_needs_is_not_made(threads: ThreadPoolExecutor, tmp_path: Path) -> None:
    blocks = Held()
    growing = GrowingTrack(blocks, threads)
    await asyncio.wait_for(growing.reached(0), 30)
    growing.close()
    blocks.let_go.set()
    with pytest.raises(SoundUnwanted):
        await asyncio.wait_for(growing.write(tmp_path / "sound.m4a"), 30)
    assert blocks.made < BLOCKS
