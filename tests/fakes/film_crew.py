"""A narrator that hums, a renderer that paints greys, and videos in memory."""

import asyncio
import uuid
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import numpy as np

from services.kit.searching import has_all
from services.kit.triton.errors import ModelUnavailable
from services.video.domain import storage
from services.video.domain.captions import Word
from services.video.domain.chapters import Chapter
from services.video.domain.options import PictureFormat
from services.video.domain.progress import Progress
from services.video.domain.provenance import MadeOf, Shows
from services.video.domain.sound_options import SoundOptions
from services.video.domain.thumbnails import Sheet
from services.video.domain.timeline import Timeline
from services.video.domain.video import (
    Rendition,
    Segment,
    Video,
    VideoFailure,
    VideoScene,
    VideoState,
    playable_count,
)
from services.video.errors import VideoNotFound
from services.video.ports import (
    EncodedSegment,
    FrameChunk,
    FrameRequest,
    Reusable,
    ScenePictures,
    Spoken,
    VideoPage,
    Visual,
    Voice,
)

_PATIENCE_SECONDS = 20


class FakeNarrator:
    """Hums a tone as long as the text; `failing` makes it unreachable."""

    def __init__(self, *, word_ms: int = 250) -> None:
        self.spoken: list[str] = []
        self.failing = False
        self._word_ms = word_ms

    async def speak(self, text: str, options: SoundOptions) -> Spoken:
        if self.failing:
            raise ModelUnavailable("The model can't be used now.")
        self.spoken.append(text)
        words = text.split()
        rate = 8000
        t = np.arange(len(words) * self._word_ms * rate // 1000) / rate
        sound = 0.3 * np.sin(2 * np.pi * 220 * t) * (np.sin(2 * np.pi * 2 * t) > -0.5)
        times = [
            Word(word, place * self._word_ms, (place + 1) * self._word_ms - 30)
            for place, word in enumerate(words)
        ]
        return Spoken((sound * 32767).astype("<i2").tobytes(), rate, tuple(times))


class FakeRenderer:
    """Paints a flat grey that tells scene and frame apart; counts what it is asked for."""

    def __init__(self, *, chunk: int = 8) -> None:
        self.requests: list[FrameRequest] = []
        self.sketches: list[FrameRequest] = []
        self.rendered = 0
        self.open_streams = 0
        self.most_open_streams = 0
        self.fails_after: int | None = None
        """Breaks off after this many frames, of all requests together."""
        self.stalls_after: int | None = None
        """Goes silent after this many frames."""
        self.stalled = asyncio.Event()
        """Set when it has gone silent."""
        self.go_on = asyncio.Event()
        """Ends the silence."""
        self.whole_scenes = False
        self._chunk = chunk

    async def frames_later(
        self, sketch: FrameRequest, known: Awaitable[FrameRequest]
    ) -> AsyncGenerator[FrameChunk, None]:
        self.sketches.append(sketch)
        async with aclosing(self.frames(await known)) as frames:
            async for chunk in frames:
                yield chunk

    async def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        self.requests.append(request)
        self.open_streams += 1
        self.most_open_streams = max(self.most_open_streams, self.open_streams)
        try:
            for start in range(0, len(request.indices), self._chunk):
                await asyncio.sleep(0)
                indices = request.indices[start : start + self._chunk]
                self.rendered += len(indices)
                if self.stalls_after is not None and self.rendered > self.stalls_after:
                    self.stalled.set()
                    await self.go_on.wait()
                if self.fails_after is not None and self.rendered > self.fails_after:
                    raise ModelUnavailable("The model can't be used now.")
                pixels = np.stack([painted(request, index) for index in indices])
                yield FrameChunk(indices, pixels.data.cast("B"))
        finally:
            self.open_streams -= 1


def painted(request: FrameRequest, index: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A frame of the fake renderer: a pure function of the request and the index, as the real one's is."""
    width, height = request.picture.width, request.picture.height
    frame = np.full((height * 3 // 2, width), 128, np.uint8)
    frame[:height] = 60 + (request.seed + index + zlib.crc32(request.first_picture)) % 100
    return frame


class FakeStudio:
    """A studio whose packets are checksums of the pictures that they would show: films can be compared."""

    signed: MadeOf | None = None
    """What was signed into the film."""
    signed_pictures: tuple[tuple[Shows, str, MadeOf], ...] = ()
    """What each signed picture shows, its type, and what was signed into it."""

    def __init__(self) -> None:
        self.when_sound_goes_on: Callable[[], None] = lambda: None
        """Called when more sound may be made than that of the first segment."""

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
    ) -> "FakeSound":
        moods = [visual.mood for visual in visuals]
        starts = [voice.start_ms for voice in voices]
        file = f"{timeline.duration_ms} {moods} {starts} {tone} {seed} {music}".encode()
        return FakeSound(file, is_small_too=picture.small is not None, when_going_on=self.when_sound_goes_on)

    async def sound(self, file: Path, picture: PictureFormat) -> "FakeSound":
        data = await asyncio.to_thread(file.read_bytes)
        return FakeSound(data, is_small_too=picture.small is not None)

    def cutter(
        self, scene: ScenePictures, picture: PictureFormat, *, segments: Sequence[int]
    ) -> "FakeCutter":
        return FakeCutter(picture, segments)

    async def pictures(self, segment: bytes, small: bytes | None, number: int) -> EncodedSegment:
        packets = segment.split(b" ")[2:]
        small_packets = () if small is None else ((small.split(b" ")[-1], True),)
        packed = tuple((data, not place) for place, data in enumerate(packets))
        return EncodedSegment(number, len(packets), packed, small_packets)

    async def still(self, frame: FrameChunk, picture: PictureFormat) -> bytes:
        return b"still of %d %08x" % (frame.indices[0], zlib.crc32(frame.pixels))

    async def poster(
        self, frames: Sequence[FrameChunk], picture: PictureFormat, *, title: str, name: str
    ) -> bytes:
        return f"{title} {name} {len(frames)}".encode()

    async def sign(self, film: Path, made_of: MadeOf) -> None:
        self.signed = made_of

    async def sign_picture(self, picture: bytes, content_type: str, made_of: MadeOf, shows: Shows) -> bytes:
        self.signed_pictures = (*self.signed_pictures, (shows, content_type, made_of))
        return picture + b" signed"

    async def thumbnails(self, film: Path, sheet: Sheet) -> bytes:
        return f"{sheet.count} stills".encode()

    async def preview(self, film: Path, moments_ms: Sequence[int]) -> bytes:
        return f"{len(moments_ms)} moments".encode()

    async def join(self, parts: AsyncIterator[bytes], target: Path, chapters: Sequence[Chapter]) -> None:
        await asyncio.to_thread(target.write_bytes, b"|".join([part async for part in parts]))


class FakeSound:
    """The sound of a `FakeStudio`."""

    def __init__(
        self, file: bytes, *, is_small_too: bool, when_going_on: Callable[[], None] = lambda: None
    ) -> None:
        self._file = file
        self._when_going_on = when_going_on
        self._going_on = asyncio.Event()
        self.init_segment = b"init " + file
        self.small_init_segment = b"small init" if is_small_too else None

    async def reached(self, index: int) -> None:
        pass

    def go_on(self) -> None:
        if not self._going_on.is_set():
            self._when_going_on()
        self._going_on.set()

    async def write(self, target: Path) -> None:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._going_on.wait()
        await asyncio.to_thread(target.write_bytes, self._file)

    def close(self) -> None:
        pass

    def segment(self, index: int, pictures: EncodedSegment) -> bytes:
        start = b"%d %08x " % (index, zlib.crc32(self.init_segment))
        return start + b" ".join(data for data, _ in pictures.packets)

    def small_segment(self, index: int, pictures: EncodedSegment) -> bytes | None:
        small = b" ".join(data for data, _ in pictures.small_packets)
        return b"small %d " % index + small if small else None


class FakeCutter:
    """The cutter of a `FakeStudio`."""

    def __init__(self, picture: PictureFormat, segments: Sequence[int]) -> None:
        self._picture = picture
        count = picture.segment_frames
        self._indices = [number * count + place for number in segments for place in range(count)]
        self._packets: list[tuple[bytes, bool]] = []

    async def add(
        self, chunk: FrameChunk, tail: FrameChunk | None, *, preset: str
    ) -> Sequence[EncodedSegment]:
        done: list[EncodedSegment] = []
        size = len(chunk.pixels) // len(chunk.indices)
        for place, index in enumerate(chunk.indices):
            assert index == self._indices.pop(0), "frames come in order, none twice"
            earlier = b""
            if tail is not None and index < self._picture.cross_fade_frames:
                earlier = bytes(tail.pixels[index * size : (index + 1) * size])
            picture = bytes(chunk.pixels[place * size : (place + 1) * size])
            self._packets.append((b"%08x" % zlib.crc32(picture + earlier), not self._packets))
            if (index + 1) % self._picture.segment_frames == 0:
                number = index // self._picture.segment_frames
                small = self._packets[:1] if self._picture.small is not None else []
                done.append(
                    EncodedSegment(number, self._picture.segment_frames, tuple(self._packets), tuple(small))
                )
                self._packets = []
        return done


class FakeVideos:
    """`Videos` in a dictionary."""

    def __init__(self) -> None:
        self.videos: dict[uuid.UUID, Video] = {}
        self.stored: dict[uuid.UUID, dict[int, Segment]] = {}
        self.progress: list[Progress] = []

    async def add(self, video: Video) -> None:
        self.videos[video.id] = video
        self.stored[video.id] = {}

    async def find(self, video_id: uuid.UUID) -> Video | None:
        video = self.videos.get(video_id)
        return video and replace(video, segment_count=len(await self.segments(video_id)))

    async def page(
        self,
        page_size: int,
        page_token: str,
        *,
        words: Collection[str] = (),
        script_id: uuid.UUID | None = None,
    ) -> VideoPage:
        found = (
            video
            for video in self.videos.values()
            if script_id in (None, video.script_id) and has_all(f"{video.title} {video.hero_name}", words)
        )
        return VideoPage(tuple(found)[:page_size], "")

    async def versions(self, film_id: uuid.UUID, *, lock: bool = False) -> Sequence[Video]:
        return sorted(
            (video for video in self.videos.values() if video.film == film_id), key=lambda each: each.number
        )

    async def version_page(self, film_id: uuid.UUID, page_size: int, page_token: str) -> VideoPage:
        return VideoPage(tuple((await self.versions(film_id))[::-1][:page_size]), "")

    async def make_current(self, video: Video) -> None:
        for each in await self.versions(video.film):
            self._change(each.id, is_current=each.id == video.id)

    async def reusable(self, video_id: uuid.UUID) -> Reusable:
        film = self.videos[video_id].film
        ready = [
            video
            for video in await self.versions(film)
            if video.id != video_id and video.state is VideoState.READY
        ]
        return Reusable(
            {segment.pictures_key: segment for video in ready for segment in self.stored[video.id].values()},
            {scene.narration_key: (video.id, scene.index) for video in ready for scene in video.scenes},
            {
                segment.pictures_key: (video.id, segment.scene_index)
                for video in ready
                for segment in self.stored[video.id].values()
            },
        )

    async def of_script(self, script_id: uuid.UUID) -> Sequence[uuid.UUID]:
        return [video.id for video in self.videos.values() if video.script_id == script_id]

    async def some(self, limit: int) -> Sequence[uuid.UUID]:
        return sorted(self.videos)[:limit]

    async def of_portrait(self, asset_id: uuid.UUID) -> Sequence[uuid.UUID]:
        return [video.id for video in self.videos.values() if video.options.portrait_asset_id == asset_id]

    async def segments(self, video_id: uuid.UUID) -> Sequence[Segment]:
        stored = self.stored.get(video_id, {})
        count = playable_count(sorted(stored))
        return [stored[index] for index in range(count)]

    async def begin_rendering(self, video_id: uuid.UUID) -> None:
        self._change(video_id, state=VideoState.RENDERING)

    async def plan_scenes(self, video_id: uuid.UUID, scenes: Sequence[VideoScene]) -> None:
        self._change(video_id, scenes=tuple(scenes))

    async def save_progress(self, video_id: uuid.UUID, progress: Progress, frames: Sequence[int]) -> None:
        self.progress.append(progress)
        scenes = tuple(
            replace(scene, rendered_frames=count)
            for scene, count in zip(self.videos[video_id].scenes, frames, strict=True)
        )
        self._change(video_id, progress=progress.share, time_left_ms=progress.time_left_ms, scenes=scenes)

    async def add_segment(self, video_id: uuid.UUID, segment: Segment) -> None:
        self.stored[video_id][segment.index] = segment
        self._change(video_id)

    async def add_renditions(self, video_id: uuid.UUID, renditions: Sequence[Rendition]) -> None:
        self._change(video_id, renditions=tuple(renditions))

    async def finish(self, video_id: uuid.UUID) -> None:
        self._change(video_id, state=VideoState.READY, progress=1.0, time_left_ms=None)

    async def fail(self, video_id: uuid.UUID, failure: VideoFailure) -> None:
        self._change(video_id, state=VideoState.FAILED, failure=failure, time_left_ms=None)

    async def cancel(self, video_id: uuid.UUID) -> None:
        self.stored[video_id] = {}
        self._change(video_id, state=VideoState.CANCELLED, time_left_ms=None)

    async def queue_again(self, video_id: uuid.UUID) -> None:
        self._change(video_id, state=VideoState.QUEUED, failure=None)

    async def delete(self, video_id: uuid.UUID) -> Sequence[uuid.UUID]:
        played = self.stored.pop(video_id, {}).values()
        if self.videos.pop(video_id, None) is None:
            return ()
        makers = {storage.owner_of(segment.blob_key) for segment in played}
        return [video_id, *sorted(makers - {video_id} - self.videos.keys())]

    async def kept_objects(self, video_id: uuid.UUID) -> frozenset[str]:
        return frozenset(
            segment.blob_key
            for segments in self.stored.values()
            for segment in segments.values()
            if segment.blob_key.startswith(storage.prefix(video_id))
        )

    def _change(self, video_id: uuid.UUID, **fields: object) -> None:
        video = self.videos.get(video_id)
        if video is None:
            raise VideoNotFound(video_id)
        self.videos[video_id] = replace(video, version=video.version + 1, **fields)  # type: ignore[arg-type]
