"""What is delivered beside the film: a smaller variant, chapters, thumbnails, a preview."""

import io
import re
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from services.video.domain.chapters import Chapter, chapters_vtt
from services.video.domain.options import Aspect, PictureFormat, RenderOptions, Resolution
from services.video.domain.playlist import Variant, multivariant_playlist, picture_codec
from services.video.domain.thumbnails import COLUMNS, MOST, plan_sheet, thumbnails_vtt
from services.video.domain.timeline import SEGMENT_MS, plan_timeline
from services.video.film.aac import Soundtrack, encode_soundtrack, read_soundtrack
from services.video.film.cutting import Coding, SceneFilm
from services.video.film.encoder import SegmentEncoder, VideoPacket, video_config
from services.video.film.finishing import remux
from services.video.film.fmp4 import init_segment, media_segment
from services.video.film.picture import Size
from services.video.film.previews import PREVIEW_FPS, PREVIEW_SECONDS, paint_preview, paint_thumbnails
from services.video.film.sound import SAMPLE_RATE

SIZE, SMALL = Size(128, 72), Size(64, 36)
CHAPTERS = (Chapter("She counts two crabs", 0, 4000), Chapter("Under & over", 4000, 6000))


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three segments that get brighter, with chapters."""
    folder = tmp_path_factory.mktemp("film")
    parts = [init_segment(video_config(SIZE), _silence(3).config)]
    for index in range(3):
        parts.append(media_segment(index, index * 48, _segment(60 + 60 * index), _silence(3).segment(index)))
    fragments, target = folder / "film.fmp4", folder / "film.mp4"
    fragments.write_bytes(b"".join(parts))
    remux(fragments, target, CHAPTERS)
    return target


def test_the_film_has_its_chapters_and_still_has_its_index_first(film: Path) -> None:
    data = film.read_bytes()
    assert data.find(b"moov") < data.find(b"mdat")
    with av.open(str(film)) as container:
        found = [
            (chapter["metadata"]["title"], chapter["start"] * (chapter["time_base"] or 0))
            for chapter in container.chapters()
        ]
        assert container.duration == 6_000_000
    assert found == [("She counts two crabs", 0), ("Under & over", 4)]


def test_chapters_are_a_track_in_which_no_title_can_break_out() -> None:
    track = chapters_vtt([*CHAPTERS, Chapter("a --> b\n\nNOTE", 6000, 8000), Chapter(" ", 8000, 9000)])
    assert "00:00:04.000 --> 00:00:06.000\nUnder &amp; over" in track
    assert "a --&gt; b NOTE" in track
    assert track.endswith("00:00:08.000 --> 00:00:09.000\nScene 4\n")


def test_the_thumbnails_show_the_film_from_left_to_right(film: Path) -> None:
    sheet = plan_sheet(6000, *SIZE)
    assert (sheet.count, sheet.rows, sheet.interval_ms) == (3, 1, SEGMENT_MS)
    with Image.open(io.BytesIO(paint_thumbnails(film, sheet))) as picture:
        assert picture.size == (COLUMNS * sheet.width, sheet.height)
        grey = np.asarray(picture.convert("L"))
    shades = [grey[4:-4, n * sheet.width + 4 : (n + 1) * sheet.width - 4].mean() for n in range(4)]
    assert shades[0] + 40 < shades[1] < shades[2] - 40
    assert shades[3] < 5, "nothing beyond the last"


@given(st.integers(1, 8 * 3600 * 1000), st.sampled_from(Aspect))
def test_a_sheet_covers_the_film_and_stays_bounded(duration_ms: int, aspect: Aspect) -> None:
    picture = RenderOptions(aspect=aspect).picture
    sheet = plan_sheet(duration_ms, picture.width, picture.height)
    assert 1 <= sheet.count <= MOST
    assert sheet.interval_ms % SEGMENT_MS == 0
    assert sheet.count * sheet.interval_ms >= duration_ms
    assert max(sheet.width, sheet.height) == 160
    parts = re.findall(r"#xywh=(\d+),(\d+),(\d+),(\d+)", thumbnails_vtt(sheet, "https://s3/sheet?a=b"))
    assert len(set(parts)) == sheet.count
    for x, y, width, height in (map(int, part) for part in parts):
        assert x + width <= COLUMNS * sheet.width
        assert y + height <= sheet.rows * sheet.height


def test_the_preview_moves_through_the_film_and_starts_again(film: Path) -> None:
    with Image.open(io.BytesIO(paint_preview(film, [0, 4000]))) as picture:
        assert picture.format == "WEBP"
        frames = getattr(picture, "n_frames", 1)
        assert frames == 2 * round(PREVIEW_SECONDS * PREVIEW_FPS)
        first = np.asarray(picture.convert("L")).mean()
        picture.seek(frames - 1)
        assert np.asarray(picture.convert("L")).mean() > first + 60
        assert picture.info["loop"] == 0


def test_a_preview_of_many_scenes_shows_some_of_them(film: Path) -> None:
    with Image.open(io.BytesIO(paint_preview(film, [0, 2000] * 10))) as picture:
        assert getattr(picture, "n_frames", 1) <= 6 * round(PREVIEW_SECONDS * PREVIEW_FPS)


def test_the_small_variant_shows_the_same_pictures_in_the_same_time() -> None:
    timeline = plan_timeline([1000])
    frames = np.full((timeline.frame_count, SIZE.i420_rows, SIZE.width), 128, np.uint8)
    frames[:, : SIZE.height, : SIZE.width // 2] = 40
    frames[:, : SIZE.height, SIZE.width // 2 :] = 200
    cutter = SceneFilm(
        timeline.scenes[0],
        (),
        SIZE,
        opening=None,
        closing=False,
        segments=range(timeline.segment_count),
        small=Coding(SMALL, "superfast", 24),
    )
    cuts = cutter.add(frames, None)
    assert all(len(cut.small) == len(cut.packets) == 48 for cut in cuts)
    assert sum(len(p.data) for p in cuts[0].small) < sum(len(p.data) for p in cuts[0].packets)
    pictures = _decoded(SMALL, cuts[1].small)
    assert (pictures[0].width, pictures[0].height) == tuple(SMALL)
    luma = pictures[20].to_ndarray()[: SMALL.height]
    assert abs(float(luma[:, :28].mean()) - 40) < 4
    assert abs(float(luma[:, -28:].mean()) - 200) < 4


@pytest.mark.parametrize("preset", ["ultrafast", "superfast", "veryfast", "faster", "fast"])
@pytest.mark.parametrize("crf", [18, 24])
def test_one_init_segment_fits_segments_of_every_preset_and_quality(preset: str, crf: int) -> None:
    encoder = SegmentEncoder(SIZE, preset=preset, crf=crf)
    frames = [_stripes(place) for place in range(6)]
    for frame in frames:
        encoder.add(frame)
    pictures = _decoded(SIZE, encoder.finish())
    assert len(pictures) == 6
    for picture, frame in zip(pictures, frames, strict=True):
        difference = picture.to_ndarray()[: SIZE.height].astype(float) - frame[: SIZE.height]
        assert float(np.sqrt((difference**2).mean())) < 3.5  # 37 dB


@pytest.mark.parametrize("aspect", Aspect)
def test_only_films_larger_than_360p_have_a_small_variant_of_the_same_shape(aspect: Aspect) -> None:
    assert RenderOptions(resolution=Resolution.P360, aspect=aspect).picture.small is None
    for resolution in (Resolution.P540, Resolution.P720, Resolution.P1080):
        picture = RenderOptions(resolution=resolution, aspect=aspect, fps=30).picture
        small = picture.small
        assert small is not None
        assert min(small.width, small.height) == 360
        assert small.fps == 30
        assert abs(small.width / small.height - picture.width / picture.height) < 0.01
    assert PictureFormat(96, 54, 24).small is None


def test_a_player_is_told_what_each_variant_needs() -> None:
    text = multivariant_playlist(
        [
            Variant("index.m3u8", 1280, 720, 24, "avc1.64001f", [500_000, 250_000]),
            Variant("index.m3u8?variant=PLAYLIST_VARIANT_SMALL", 640, 360, 24, "avc1.64001e", [100_000]),
        ]
    )
    lines = text.splitlines()
    assert lines[0] == "#EXTM3U"
    assert lines[3] == (
        '#EXT-X-STREAM-INF:BANDWIDTH=2500000,AVERAGE-BANDWIDTH=1500000,CODECS="avc1.64001f,mp4a.40.2",'
        "RESOLUTION=1280x720,FRAME-RATE=24.000"
    )
    assert lines[4::2] == ["index.m3u8", "index.m3u8?variant=PLAYLIST_VARIANT_SMALL"]


def test_the_codec_is_read_from_the_init_segment() -> None:
    init = init_segment(video_config(SIZE), _silence(1).config)
    assert re.fullmatch(r"avc1\.6400[0-9a-f]{2}", picture_codec(init))
    with pytest.raises(ValueError, match=r"H\.264"):
        picture_codec(b"nothing of the kind")


def _stripes(place: int) -> NDArray[np.uint8]:
    """A picture with soft stripes that move sideways."""
    frame = _grey(128)
    x = np.arange(SIZE.width) + 2 * place
    frame[: SIZE.height] = (128 + 70 * np.sin(x / 5) * np.sin(np.arange(SIZE.height) / 9)[:, None]).astype(
        np.uint8
    )
    return frame


def _grey(shade: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    frame = np.full((SIZE.i420_rows, SIZE.width), 128, np.uint8)
    frame[: SIZE.height] = shade
    return frame


def _segment(shade: int) -> tuple[VideoPacket, ...]:
    encoder = SegmentEncoder(SIZE)
    for index in range(48):
        frame = _grey(shade)
        frame[30:42, index * 2 : index * 2 + 12] = 20
        encoder.add(frame)
    return encoder.finish()


def _silence(segments: int) -> Soundtrack:
    return read_soundtrack(encode_soundtrack([np.zeros((2, segments * 2 * SAMPLE_RATE), np.float32)]))


def _decoded(size: Size, packets: tuple[VideoPacket, ...]) -> list[av.VideoFrame]:
    track = _silence(1)
    data = init_segment(video_config(size), track.config)
    data += media_segment(0, 0, packets, track.segment(0))
    with av.open(io.BytesIO(data), "r") as container:
        return list(container.decode(video=0))
