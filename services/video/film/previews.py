"""Stills and a moving preview of a finished film, decoded from the film itself."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import av
from av.video.stream import VideoStream
from PIL import Image

from services.video.domain.thumbnails import COLUMNS, Sheet

PREVIEW_FPS: Final = 8
PREVIEW_SECONDS: Final = 1.5
"""Of each moment."""
_MOST_MOMENTS: Final = 6
_PREVIEW_SIDE: Final = 320


def paint_thumbnails(film: Path, sheet: Sheet) -> bytes:
    """The sheet of a film's thumbnails, JPEG; only key frames are decoded."""
    picture = Image.new("RGB", (COLUMNS * sheet.width, sheet.rows * sheet.height))
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        number = 0
        for frame in container.decode(stream):
            if number < sheet.count and (frame.time or 0.0) * 1000 >= number * sheet.interval_ms - 1:
                picture.paste(_still(frame, sheet.width, sheet.height), sheet.place(number))
                number += 1
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72, optimize=True)
    return out.getvalue()


def paint_preview(film: Path, moments_ms: Sequence[int]) -> bytes:
    """A short animation of some moments of a film, WebP, that plays again and again.

    Args:
        moments_ms: when they begin, at key frames; at most six of them, spread over all, are shown.
    """
    step = max(1, -(-len(moments_ms) // _MOST_MOMENTS))
    stills: list[Image.Image] = []
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        for moment in moments_ms[::step]:
            stills += _moment(container, stream, moment / 1000)
    out = io.BytesIO()
    stills[0].save(
        out,
        "WEBP",
        save_all=True,
        append_images=stills[1:],
        duration=1000 // PREVIEW_FPS,
        loop=0,
        quality=55,
        method=2,
    )
    return out.getvalue()


def _moment(container: "av.container.InputContainer", stream: VideoStream, start: float) -> list[Image.Image]:
    """Stills of a moment, as many a second as the preview has."""
    container.seek(round(start * 1_000_000), backward=True)
    size = _PREVIEW_SIDE / max(stream.width, stream.height)
    width, height = (max(2, round(side * size / 2) * 2) for side in (stream.width, stream.height))
    stills: list[Image.Image] = []
    for frame in container.decode(stream):
        passed = (frame.time or 0.0) - start
        if passed >= PREVIEW_SECONDS:
            break
        if passed >= len(stills) / PREVIEW_FPS - 1e-6:
            stills.append(_still(frame, width, height))
    return stills


def _still(frame: av.VideoFrame, width: int, height: int) -> Image.Image:
    small = frame.reformat(width, height, format="rgb24", interpolation="AREA")
    return Image.fromarray(small.to_ndarray())
