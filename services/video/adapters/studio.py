"""The studio: the film package, on threads of its own.

Encoding, numpy and Pillow let go of the interpreter's lock while they work, so threads are enough, and
no frame is copied to another process.
"""

import asyncio
import errno
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar

import numpy as np

from services.kit.metrics import METRICS
from services.video.adapters.growing_sound import GrowingTrack
from services.video.adapters.interruptible import interruptible
from services.video.domain.chapters import Chapter
from services.video.domain.options import PictureFormat
from services.video.domain.provenance import MadeOf, Shows
from services.video.domain.thumbnails import Sheet
from services.video.domain.timeline import SceneTiming, Timeline
from services.video.errors import WorkspaceFull
from services.video.film.aac import Soundtrack, read_soundtrack
from services.video.film.credentials import SigningKey, sign_film
from services.video.film.cutting import Coding, SceneFilm, as_frames
from services.video.film.encoder import VideoPacket, video_config
from services.video.film.finishing import paint_poster, paint_still, remux
from services.video.film.fmp4 import init_segment, media_segment, read_pictures
from services.video.film.mix import Narration
from services.video.film.picture import Size
from services.video.film.picture_credentials import sign_picture
from services.video.film.previews import paint_preview, paint_thumbnails
from services.video.film.soundtrack import SceneSound, soundtrack
from services.video.film.stopping import Stopped
from services.video.ports import (
    EncodedSegment,
    FrameChunk,
    GrowingSound,
    SceneCutter,
    ScenePictures,
    Sound,
    Visual,
    Voice,
)

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class FilmStudio:
    """See `ports.Studio`. Use as a context manager."""

    def __init__(self, *, threads: int, signing_key: SigningKey | None = None) -> None:
        """Films and their pictures are signed if there is a key."""
        self._signing_key = signing_key
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="studio")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def score(
        self,
        timeline: Timeline,
        visuals: Sequence[Visual],
        voices: Sequence[Voice],
        picture: PictureFormat,
        *,
        tone: str,
        seed: int,
        music: bool,
    ) -> GrowingSound:
        scenes = [
            _scene_sound(timing, visual) for timing, visual in zip(timeline.scenes, visuals, strict=True)
        ]
        narrations = [_narration(voice) for voice in voices]
        blocks = soundtrack(scenes, narrations, tone=tone, seed=seed, music=music)
        with _room_for_files():
            return _GrowingFilmSound(GrowingTrack(blocks, self._threads), picture)

    async def sound(self, file: Path, picture: PictureFormat) -> Sound:
        with _room_for_files():
            return _FilmSound(await self._run(read_soundtrack, file), picture)

    def cutter(self, scene: ScenePictures, picture: PictureFormat, *, segments: Sequence[int]) -> SceneCutter:
        return _Cutter(self._threads, scene, picture, segments)

    async def pictures(self, segment: bytes, small: bytes | None, number: int) -> EncodedSegment:
        packets = await self._run(read_pictures, segment)
        small_packets = await self._run(read_pictures, small) if small else ()
        return EncodedSegment(number, len(packets), _plain(packets), _plain(small_packets))

    async def still(self, frame: FrameChunk, picture: PictureFormat) -> bytes:
        size = _size(picture)
        (pixels,) = as_frames(frame.pixels, size)
        return await self._run(paint_still, pixels, size)

    async def poster(
        self, frames: Sequence[FrameChunk], picture: PictureFormat, *, title: str, name: str
    ) -> bytes:
        size = _size(picture)
        pictures = [frame for chunk in frames for frame in as_frames(chunk.pixels, size)]
        return await self._run(lambda: paint_poster(pictures, size, title=title, name=name))

    async def sign(self, film: Path, made_of: MadeOf) -> None:
        if self._signing_key is None:
            return
        signed, key = film.with_suffix(".signed.mp4"), self._signing_key

        def sign(stopped: Stopped) -> None:
            sign_film(film, signed, made_of, key, stopped)
            signed.replace(film)

        with _room_for_files():
            await interruptible(self._threads, sign)

    async def sign_picture(self, picture: bytes, content_type: str, made_of: MadeOf, shows: Shows) -> bytes:
        key = self._signing_key
        if key is None:
            return picture
        return await self._run(lambda: sign_picture(picture, content_type, made_of, key, shows=shows))

    async def thumbnails(self, film: Path, sheet: Sheet) -> bytes:
        return await self._run(paint_thumbnails, film, sheet)

    async def preview(self, film: Path, moments_ms: Sequence[int]) -> bytes:
        return await self._run(paint_preview, film, moments_ms)

    async def join(self, parts: AsyncIterator[bytes], target: Path, chapters: Sequence[Chapter]) -> None:
        fragments = target.with_suffix(".fmp4")
        try:
            with _room_for_files():
                async for part in parts:
                    await interruptible(self._threads, partial(_append, fragments, part))
                await interruptible(self._threads, partial(remux, fragments, target, chapters))
        finally:
            await self._run(fragments.unlink, missing_ok=True)

    async def _run(
        self, work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(*args, **kwargs))


class _Cutter:
    """A scene's cutter: one call after the other, each on a thread."""

    def __init__(
        self, threads: Executor, scene: ScenePictures, picture: PictureFormat, segments: Sequence[int]
    ) -> None:
        self._threads = threads
        self._scene = scene
        self._picture = picture
        self._size = _size(picture)
        self._segments = segments
        self._film: SceneFilm | None = None

    async def add(
        self, chunk: FrameChunk, tail: FrameChunk | None, *, preset: str
    ) -> Sequence[EncodedSegment]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._add, chunk, tail, preset)

    def _add(self, chunk: FrameChunk, tail: FrameChunk | None, preset: str) -> Sequence[EncodedSegment]:
        started = perf_counter()
        if self._film is None:
            self._film = self._open()
        frames = as_frames(chunk.pixels, self._size)
        earlier = None if tail is None else as_frames(tail.pixels, self._size)
        done = self._film.add(frames, earlier, preset)
        METRICS.video_encode_seconds.observe(perf_counter() - started)
        return [
            EncodedSegment(cut.number, len(cut.packets), _plain(cut.packets), _plain(cut.small))
            for cut in done
        ]

    def _open(self) -> SceneFilm:
        scene, small = self._scene, self._picture.small
        return SceneFilm(
            scene.timing,
            scene.cues,
            self._size,
            opening=(scene.title, scene.name) if scene.is_first else None,
            closing=scene.is_last,
            segments=self._segments,
            transition=scene.transition,
            captions=scene.captions,
            preset=self._picture.preset,
            crf=self._picture.crf,
            small=None if small is None else Coding(_size(small), small.preset, small.crf),
        )


class _FilmSound:
    """See `ports.Sound`."""

    def __init__(self, track: Soundtrack, picture: PictureFormat) -> None:
        self._track = track
        self._init = self._init_of(picture)
        self._small_init = None if picture.small is None else self._init_of(picture.small)

    @property
    def init_segment(self) -> bytes:
        return self._init

    @property
    def small_init_segment(self) -> bytes | None:
        return self._small_init

    async def reached(self, index: int) -> None:
        """All of it is there."""

    def go_on(self) -> None:
        """Nothing is left to make."""

    def segment(self, index: int, pictures: EncodedSegment) -> bytes:
        return self._joined(index, pictures.packets)

    def small_segment(self, index: int, pictures: EncodedSegment) -> bytes | None:
        return self._joined(index, pictures.small_packets) if pictures.small_packets else None

    def _init_of(self, picture: PictureFormat) -> bytes:
        config = video_config(_size(picture), picture.fps)
        return init_segment(config, self._track.config)

    def _joined(self, index: int, pictures: Sequence[tuple[bytes, bool]]) -> bytes:
        packets = [VideoPacket(data, is_key) for data, is_key in pictures]
        return media_segment(index, index * len(packets), packets, self._track.segment(index))


class _GrowingFilmSound(_FilmSound):
    """See `ports.GrowingSound`."""

    def __init__(self, growing: GrowingTrack, picture: PictureFormat) -> None:
        super().__init__(growing.track, picture)
        self._growing = growing

    async def reached(self, index: int) -> None:
        with _room_for_files():
            await self._growing.reached(index)

    def go_on(self) -> None:
        self._growing.go_on()

    async def write(self, target: Path) -> None:
        with _room_for_files():
            await self._growing.write(target)

    def close(self) -> None:
        self._growing.close()


def _append(file: Path, part: bytes, _: Stopped) -> None:
    with file.open("ab") as opened:
        opened.write(part)


@contextmanager
def _room_for_files() -> Iterator[None]:
    """Tells of a full disk as ports do."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise WorkspaceFull from error
        raise


def _scene_sound(timing: SceneTiming, visual: Visual) -> SceneSound:
    return SceneSound(
        timing.start_ms / 1000, timing.duration_ms / 1000, visual.mood, visual.setting, visual.time,
        visual.weather, visual.props,
    )  # fmt: skip


def _narration(voice: Voice) -> Narration:
    return Narration(
        lambda: np.frombuffer(voice.load(), "<i2"),
        voice.sample_rate,
        voice.start_ms / 1000,
        voice.duration_ms / 1000,
    )


def _plain(packets: Sequence[VideoPacket]) -> tuple[tuple[bytes, bool], ...]:
    return tuple((packet.data, packet.is_key) for packet in packets)


def _size(picture: PictureFormat) -> Size:
    return Size(picture.width, picture.height)
