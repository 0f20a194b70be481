"""Encoding, through the real encoder, on tiny pictures."""

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from services.video.domain.captions import Cue, Word
from services.video.domain.timeline import CROSS_FADE_FRAMES, FPS, SEGMENT_FRAMES, Timeline, plan_timeline
from services.video.film.aac import encode_soundtrack, read_soundtrack
from services.video.film.cutting import CutSegment, SceneFilm
from services.video.film.encoder import SegmentEncoder, VideoPacket, nal_units, video_config
from services.video.film.finishing import paint_poster, remux
from services.video.film.fmp4 import init_segment, media_segment
from services.video.film.picture import Size
from services.video.film.sound import SAMPLE_RATE

SIZE = Size(128, 72)
Frames = NDArray[np.uint8]


def moving(count: int, *, shade: int = 90) -> Frames:
    """A bright square that moves over a shade of grey."""
    frames = np.full((count, SIZE.i420_rows, SIZE.width), 128, np.uint8)
    frames[:, : SIZE.height] = shade
    for index in range(count):
        x = index * 2 % (SIZE.width - 16)
        frames[index, 10:26, x : x + 16] = 220
    return frames


def by_number(cuts: Sequence[CutSegment]) -> dict[int, tuple[VideoPacket, ...]]:
    """The pictures of segments, by their number in the scene."""
    return {cut.number: cut.packets for cut in cuts}


def scene(timeline: Timeline, index: int, cues: Sequence[Cue] = (), *, from_segment: int = 0) -> SceneFilm:
    last = len(timeline.scenes) - 1
    return SceneFilm(
        timeline.scenes[index],
        cues,
        SIZE,
        opening=("A Title", "Tala") if index == 0 else None,
        closing=index == last,
        segments=range(from_segment, timeline.scenes[index].segment_count),
    )


@pytest.fixture(scope="module")
def film() -> bytes:
    """Two scenes in the order that workers may finish them, put together in the film's order."""
    timeline = plan_timeline([1000, 1500])
    sound = np.zeros((2, timeline.duration_ms * SAMPLE_RATE // 1000), np.float32)
    sound[:, SAMPLE_RATE:] = 0.2 * np.sin(
        np.arange(sound.shape[1] - SAMPLE_RATE) * 2 * np.pi * 440 / SAMPLE_RATE
    )
    track = read_soundtrack(encode_soundtrack([sound]))
    segments: dict[int, tuple[VideoPacket, ...]] = {}
    for index in (1, 0):
        timing = timeline.scenes[index]
        tail = moving(CROSS_FADE_FRAMES, shade=40) if index else None
        for cut in scene(timeline, index).add(moving(timing.frame_count), tail):
            segments[timing.first_segment + cut.number] = cut.packets
    parts = [init_segment(video_config(SIZE), track.config)]
    for index in sorted(segments):
        parts.append(media_segment(index, index * SEGMENT_FRAMES, segments[index], track.segment(index)))
    assert len(parts) == timeline.segment_count + 1
    return b"".join(parts)


def test_segments_joined_decode_to_every_frame_without_a_gap(film: bytes) -> None:
    expected = plan_timeline([1000, 1500])
    with av.open(io.BytesIO(film), "r") as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert len(times) == expected.frame_count
    assert times == pytest.approx([index / FPS for index in range(len(times))], abs=1e-6)


def test_every_segment_starts_with_a_key_frame_and_has_no_other(film: bytes) -> None:
    with av.open(io.BytesIO(film), "r") as container:
        keys = [packet.is_keyframe for packet in container.demux(video=0) if packet.size]
    assert [index for index, is_key in enumerate(keys) if is_key] == list(range(0, len(keys), SEGMENT_FRAMES))


def test_sound_and_picture_start_at_zero_and_end_together(film: bytes) -> None:
    seconds = plan_timeline([1000, 1500]).duration_ms / 1000
    with av.open(io.BytesIO(film), "r") as container:
        packets = [packet for packet in container.demux(audio=0) if packet.size]
    assert packets[0].pts == 0
    ends = [(packet.pts or 0) + (packet.duration or 0) for packet in packets]
    assert [packet.pts for packet in packets[1:]] == ends[:-1]
    assert ends[-1] == seconds * SAMPLE_RATE


def test_a_tone_is_heard_when_it_was_played(film: bytes) -> None:
    with av.open(io.BytesIO(film), "r") as container:
        blocks = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    heard = np.abs(np.concatenate(blocks))
    loud = int(np.argmax(heard > 0.1))
    assert abs(loud - SAMPLE_RATE) < SAMPLE_RATE // 100


def test_the_finished_file_has_its_index_first_and_the_very_same_packets(film: bytes, tmp_path: Path) -> None:
    fragments, target = tmp_path / "film.fmp4", tmp_path / "film.mp4"
    fragments.write_bytes(film)
    remux(fragments, target)
    data = target.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")
    assert _packets(io.BytesIO(film)) == _packets(io.BytesIO(data))
    with av.open(str(target), "r") as container:
        assert container.duration == plan_timeline([1000, 1500]).duration_ms * 1000


def test_the_same_frames_give_the_same_bytes_whoever_encodes_them() -> None:
    timeline = plan_timeline([9000])
    frames = moving(timeline.scenes[0].frame_count)
    whole = by_number(scene(timeline, 0).add(frames, None))
    resumed = by_number(scene(timeline, 0, from_segment=2).add(frames[2 * SEGMENT_FRAMES :], None))
    assert sorted(resumed) == sorted(whole)[2:]
    assert all(resumed[number] == whole[number] for number in resumed)


def test_frames_may_come_in_chunks_of_any_size() -> None:
    timeline = plan_timeline([1000])
    frames = moving(timeline.scenes[0].frame_count)
    cutter, pieces = scene(timeline, 0), list[CutSegment]()
    for start in range(0, len(frames), 7):
        pieces += cutter.add(frames[start : start + 7], None)
    assert pieces == scene(timeline, 0).add(frames, None)


def test_one_init_segment_fits_every_encoder() -> None:
    config = video_config(SIZE)
    assert config == video_config(SIZE)
    assert config.sps[0] & 0x1F == 7
    assert config.pps[0] & 0x1F == 8
    assert config != video_config(Size(64, 64))


def test_packets_bear_no_parameter_sets_of_their_own() -> None:
    encoder = SegmentEncoder(SIZE)
    for frame in moving(4):
        encoder.add(frame)
    packets = encoder.finish()
    assert [packet.is_key for packet in packets] == [True, False, False, False]
    for packet in packets:
        kinds, place = [], 0
        while place < len(packet.data):
            length = int.from_bytes(packet.data[place : place + 4], "big")
            kinds.append(packet.data[place + 4] & 0x1F)
            place += 4 + length
        assert place == len(packet.data)
        assert not {7, 8} & set(kinds)


def test_nal_units_are_found_after_start_codes_of_either_length() -> None:
    assert nal_units(b"\0\0\0\1\x67ab\0\0\1\x68c\0\0\0\1\x65d") == [b"\x67ab", b"\x68c", b"\x65d"]


def test_a_scene_emerges_from_the_one_before() -> None:
    timeline = plan_timeline([1000, 1000])
    timing = timeline.scenes[1]
    dark = moving(CROSS_FADE_FRAMES, shade=30)
    segments = by_number(scene(timeline, 1).add(moving(timing.frame_count, shade=200), dark))
    luma = _luma_of(segments[0])
    assert luma[0] < 60
    assert 100 < luma[CROSS_FADE_FRAMES // 2] < 135
    assert luma[CROSS_FADE_FRAMES] > 180
    assert all(later > earlier - 1 for earlier, later in pairwise(luma[:24]))


def test_captions_light_up_while_they_are_spoken_and_touch_nothing_above() -> None:
    timeline = plan_timeline([1000, 1000])
    timing = timeline.scenes[1]
    cue = Cue(
        ((Word("Hello", timing.start_ms + 1200, timing.start_ms + 1900),),),
        timing.start_ms + 1100,
        timing.start_ms + 2000,
    )
    flat = np.full((timing.frame_count, SIZE.i420_rows, SIZE.width), 128, np.uint8)
    flat[:, : SIZE.height] = 90
    frames = _decoded(by_number(scene(timeline, 1, [cue]).add(flat, None))[0])
    lettered = frames[36].to_ndarray()[: SIZE.height].astype(int)
    bare = frames[10].to_ndarray()[: SIZE.height].astype(int)
    bottom = slice(SIZE.height * 3 // 4, SIZE.height)
    assert lettered[bottom].max() > 150
    assert abs(bare[bottom].max() - 90) < 12
    assert abs(lettered[: SIZE.height // 2] - 90).max() < 12


def test_the_film_ends_in_black() -> None:
    timeline = plan_timeline([1000])
    segments = by_number(scene(timeline, 0).add(moving(timeline.scenes[0].frame_count, shade=200), None))
    luma = _luma_of(segments[max(segments)])
    assert luma[-1] < 25
    assert luma[0] > 100


def test_the_poster_is_a_jpeg_of_the_more_colourful_still() -> None:
    dull, bright = moving(1)[0], moving(1, shade=140)[0]
    bright[SIZE.height :] = 200
    picture = paint_poster([dull, bright], SIZE, title="A Title", name="Tala")
    with av.open(io.BytesIO(picture), "r") as container:
        decoded = next(container.decode(video=0))
    assert (decoded.width, decoded.height) == tuple(SIZE)
    assert picture[:2] == b"\xff\xd8"
    rgb = decoded.to_ndarray(format="rgb24").astype(int)
    assert (rgb[..., 0] - rgb[..., 1]).mean() > 40


def _packets(file: io.BytesIO) -> list[tuple[int, bytes]]:
    with av.open(file, "r") as container:
        return sorted((packet.stream_index, bytes(packet)) for packet in container.demux() if packet.size)


def _decoded(packets: Sequence[VideoPacket]) -> list[av.VideoFrame]:
    track = read_soundtrack(encode_soundtrack([np.zeros((2, SAMPLE_RATE * 2), np.float32)]))
    data = init_segment(video_config(SIZE), track.config) + media_segment(0, 0, packets, track.segment(0))
    with av.open(io.BytesIO(data), "r") as container:
        return list(container.decode(video=0))


def _luma_of(packets: Sequence[VideoPacket]) -> list[float]:
    """How bright each frame's upper edge is, where no lettering stands."""
    return [float(frame.to_ndarray()[:8].mean()) for frame in _decoded(packets)]
