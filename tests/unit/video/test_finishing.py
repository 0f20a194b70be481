"""The end of a film: in bounded memory, on a disk that fills up, broken off; nothing is left behind."""

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from services.kit.jobs.errors import RetryableError
from services.stack.layout import REPOSITORY
from services.video.adapters.interruptible import interruptible
from services.video.adapters.studio import FilmStudio
from services.video.domain.options import RenderOptions, Resolution
from services.video.errors import WorkspaceFull
from services.video.film.aac import encode_soundtrack
from services.video.film.credentials import SigningKey
from services.video.film.fmp4 import AudioPacket
from services.video.film.packets import PacketFile
from services.video.film.sound import SAMPLE_RATE
from services.video.use_cases.workspace import workspace
from tests.fakes.film_crew import FakeStudio
from tests.support.film_set import FilmSet
from tests.support.long_film import MADE_OF, long_film

FULL = Path("/dev/full")
PICTURE = RenderOptions(resolution=Resolution.P360).picture


@pytest.fixture
def studio(key: SigningKey) -> Iterator[FilmStudio]:
    with FilmStudio(threads=2, signing_key=key) as opened:
        yield opened


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of this test go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has no room for packets of sound."""
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FULL.open("r+b", buffering=0))


def listed(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 - names


def test_a_long_film_is_joined_and_signed_in_the_memory_of_a_short_one() -> None:
    """Thirty minutes are 170 MiB here, and take what one minute takes and the film's index."""
    short, long = (peak_mib(minutes) for minutes in (1, 30))
    assert long - short < 30


def peak_mib(minutes: int) -> float:
    """The most memory that a process of its own takes to finish a film."""
    command = [sys.executable, "-m", "tests.support.long_film", str(minutes)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return float(done.stdout)


def test_the_packets_of_half_an_hour_of_sound_take_two_mebibytes_of_memory() -> None:
    tracemalloc.start()
    try:
        kept = PacketFile()
        data = bytes(400)
        for number in range(30 * 60 * SAMPLE_RATE // 1024):
            kept.add(AudioPacket(data, number * 1024, 1024))
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()
    assert len(kept) == 84_375


def test_packets_are_read_as_they_were_added() -> None:
    added = [AudioPacket(bytes([size]) * size, 1024 * size, 1000 + size) for size in range(24)]
    kept = PacketFile()
    for packet in added:
        kept.add(packet)
    assert list(kept) == added
    assert list(kept[3:7]) == added[3:7]
    assert list(kept[20:90]) == added[20:]
    assert kept[-1] == added[-1]
    with pytest.raises(IndexError):
        kept[24]


@pytest.mark.parametrize("full", ["film.fmp4", "film.mp4"])
async def test_a_disk_that_is_full_while_a_film_is_joined_is_told_and_it_can_be_joined_later(
    studio: FilmStudio, tmp_path: Path, full: str
) -> None:
    film = tmp_path / "film.mp4"
    (tmp_path / full).symlink_to(FULL)
    with pytest.raises(WorkspaceFull):
        await studio.join(long_film(0.1), film, [])
    assert listed(tmp_path) == []
    await studio.join(long_film(0.1), film, [])
    assert listed(tmp_path) == ["film.mp4"]


async def test_a_disk_that_is_full_while_a_film_is_signed_is_told_and_the_film_is_as_it_was(
    studio: FilmStudio, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    await studio.join(long_film(0.1), film, [])
    before = await asyncio.to_thread(film.read_bytes)
    (tmp_path / "film.signed.mp4").symlink_to(FULL)
    with pytest.raises(WorkspaceFull):
        await studio.sign(film, MADE_OF)
    assert listed(tmp_path) == ["film.mp4"]
    assert await asyncio.to_thread(film.read_bytes) == before
    await studio.sign(film, MADE_OF)
    assert len(await asyncio.to_thread(film.read_bytes)) > len(before)


@pytest.mark.usefixtures("full_disk")
async def test_a_disk_that_is_full_while_sound_is_read_is_told(studio: FilmStudio, tmp_path: Path) -> None:
    file = tmp_path / "sound.m4a"
    sound = encode_soundtrack([np.zeros((2, SAMPLE_RATE), np.float32)])
    await asyncio.to_thread(file.write_bytes, sound)
    with pytest.raises(WorkspaceFull):
        await studio.sound(file, PICTURE)


async def test_a_worker_without_room_fails_with_a_reason_and_goes_on_where_it_was(temporary: Path) -> None:
    studio = CrampedStudio()
    film_set = FilmSet(studio)
    with pytest.raises(RetryableError) as failure:
        await film_set.make()
    assert failure.value.reason == "STORAGE_UNAVAILABLE"
    assert listed(temporary) == []
    rendered = film_set.renderer.rendered
    studio.is_full = False
    film_set.run = film_set.new_run(film_set.run.steps)
    await film_set.make()
    assert film_set.run.done == ["film"]
    assert film_set.renderer.rendered == rendered
    assert listed(temporary) == []


async def test_a_video_that_is_deleted_while_it_is_joined_leaves_nothing(temporary: Path) -> None:
    studio = SlowStudio()
    task = asyncio.create_task(FilmSet(studio).make())
    joining = asyncio.create_task(studio.joining.wait())
    await asyncio.wait([task, joining], timeout=60, return_when=asyncio.FIRST_COMPLETED)
    assert joining.done()
    assert listed(temporary) != []
    task.cancel()
    async with asyncio.timeout(30):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert listed(temporary) == []


async def test_work_that_is_broken_off_is_over_before_anybody_goes_on() -> None:
    begun, let_go, over = threading.Event(), threading.Event(), threading.Event()

    def work(stopped: Callable[[], bool]) -> None:
        begun.set()
        while not stopped():
            let_go.wait(0.01)
        assert let_go.wait(20)
        over.set()

    with ThreadPoolExecutor(1) as threads:
        task = asyncio.create_task(interruptible(threads, work))
        await asyncio.to_thread(begun.wait, 20)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done(), "cancelled twice, it still waits"
        let_go.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert over.is_set()


def test_what_a_killed_worker_left_is_cleared_away_and_what_is_used_is_not(temporary: Path) -> None:
    left = temporary / "encompass-film-left"
    left.mkdir()
    (left / "film.mp4").write_bytes(b"half")
    long_ago = time.time() - 3600
    with workspace() as used:
        os.utime(used, (long_ago, long_ago))
        with workspace():
            assert left.exists(), "it may just have been made"
        os.utime(left, (long_ago, long_ago))
        with workspace() as another:
            assert set(listed(temporary)) == {used.name, another.name}
    assert listed(temporary) == []


class CrampedStudio(FakeStudio):
    """One without room to join a film."""

    is_full = True

    async def join(self, parts: AsyncIterator[bytes], target: Path, chapters: object) -> None:
        await asyncio.to_thread(target.write_bytes, b"half")
        if self.is_full:
            raise WorkspaceFull
        await asyncio.to_thread(target.write_bytes, b"|".join([part async for part in parts]))


class SlowStudio(FakeStudio):
    """One that joins until it is broken off."""

    def __init__(self) -> None:
        super().__init__()
        self.joining = asyncio.Event()

    async def join(self, parts: AsyncIterator[bytes], target: Path, chapters: object) -> None:
        await asyncio.to_thread(target.write_bytes, b"half")
        self.joining.set()
        await asyncio.Event().wait()
