"""The finished film's files: one MP4 of the very packets of its segments, and a poster."""

import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.video.domain.chapters import Chapter
from services.video.film.picture import U8, Planes, Size, planes
from services.video.film.stopping import FilmUnwanted, Stopped, never
from services.video.film.titles import title_card

if TYPE_CHECKING:
    from av.container.core import Chapter as AvChapter

_LUMA = (0.2126, 0.7152, 0.0722)


def remux(fragments: Path, target: Path, chapters: Sequence[Chapter] = (), stopped: Stopped = never) -> None:
    """Writes init segment and segments that lie in one file as an MP4 with chapters, its index first.

    What grows in memory with the film is its index, half a MiB a minute.

    Args:
        stopped: asked again and again whether the film isn't wanted any more.

    Raises:
        FilmUnwanted: it was stopped.
        OSError: the file can't be written; what there is of it is deleted.
    """
    try:
        _remux(fragments, target, chapters, stopped)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _remux(fragments: Path, target: Path, chapters: Sequence[Chapter], stopped: Stopped) -> None:
    with (
        av.open(str(fragments)) as source,
        av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as out,
    ):
        streams = {stream.index: out.add_stream_from_template(stream) for stream in source.streams}
        out.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(chapters)])
        for packet in source.demux():
            if stopped():
                raise FilmUnwanted
            if packet.dts is None:
                continue
            packet.stream = streams[packet.stream.index]
            out.mux(packet)


def _chapter(number: int, chapter: Chapter) -> "AvChapter":
    return {
        "id": number,
        "start": chapter.start_ms,
        "end": chapter.end_ms,
        "time_base": Fraction(1, 1000),
        "metadata": {"title": chapter.title},
    }


def paint_poster(frames: Sequence[U8], size: Size, *, title: str, name: str) -> bytes:
    """The most striking of some frames, with the film's title, as a JPEG."""
    best = np.array(max(frames, key=lambda frame: _appeal(planes(frame, size))))
    target = planes(best, size)
    for layer in title_card(title, name, size, start_ms=0, end_ms=10_000):
        layer.draw(target, 5_000)
    out = io.BytesIO()
    Image.fromarray(_rgb(target)).save(out, "JPEG", quality=90, optimize=True, progressive=True)
    return out.getvalue()


def paint_still(frame: U8, size: Size) -> bytes:
    """A frame as it is, as a PNG."""
    out = io.BytesIO()
    Image.fromarray(_rgb(planes(frame, size))).save(out, "PNG", compress_level=3)
    return out.getvalue()


def _appeal(picture: Planes) -> float:
    """Contrast and colour, without too much of either end."""
    luma = picture.y[::4, ::4].astype(np.float32)
    colour = np.hypot(
        picture.u[::2, ::2].astype(np.float32) - 128, picture.v[::2, ::2].astype(np.float32) - 128
    )
    clipped = float(((luma < 24) | (luma > 230)).mean())
    return float(luma.std()) + 0.8 * float(colour.mean()) - 40 * clipped


def _rgb(picture: Planes) -> NDArray[np.uint8]:
    luma = (picture.y.astype(np.float32) - 16) * (255 / 219)
    blue_difference, red_difference = (
        (np.repeat(np.repeat(plane, 2, axis=0), 2, axis=1).astype(np.float32) - 128) * (255 / 224)
        for plane in (picture.u, picture.v)
    )
    red = luma + 1.5748 * red_difference
    blue = luma + 1.8556 * blue_difference
    green = (luma - _LUMA[0] * red - _LUMA[2] * blue) / _LUMA[1]
    return np.stack([red, green, blue], axis=-1).clip(0, 255).astype(np.uint8)
