"""A film as long as one likes whose packets hold nothing, to see what finishing one takes.

`python -m tests.support.long_film MINUTES` joins and signs one with the worker's studio, and prints the most
memory that this took, in MiB.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from services.stack.film_pki import prepare_film_certificate
from services.stack.layout import Layout
from services.video.adapters.studio import FilmStudio
from services.video.domain.chapters import Chapter
from services.video.domain.provenance import MadeOf
from services.video.film.aac import SEGMENT_SAMPLES, audio_config
from services.video.film.credentials import SigningKey
from services.video.film.encoder import VideoPacket, video_config
from services.video.film.fmp4 import AudioPacket, init_segment, media_segment
from services.video.film.picture import Size

MADE_OF: Final = MadeOf(
    "A Long Film", "0.1.0", "0" * 64, "1" * 64, (("scene_video", "1"),), shows_a_person=False
)
_SIZE: Final = Size(128, 72)
_FRAMES: Final = 48
_FRAME_BYTES: Final = 4000


async def long_film(minutes: float) -> AsyncIterator[bytes]:
    """The init segment and the segments, of 200 kB each."""
    yield init_segment(video_config(_SIZE), audio_config())
    pictures = [_picture(is_key=frame == 0) for frame in range(_FRAMES)]
    for index in range(round(minutes * 30)):
        first, last = (-(-place * SEGMENT_SAMPLES // 1024) for place in (index, index + 1))
        sound = [AudioPacket(bytes(400), place * 1024, 1024) for place in range(first, last)]
        yield media_segment(index, index * _FRAMES, pictures, sound)


def _picture(*, is_key: bool) -> VideoPacket:
    data = bytes([0x65 if is_key else 0x41]) + os.urandom(_FRAME_BYTES)
    return VideoPacket(len(data).to_bytes(4, "big") + data, is_key)


async def _finish(minutes: float, folder: Path) -> None:
    layout = Layout(folder / "stack")
    layout.create()
    prepare_film_certificate(layout)
    key = SigningKey(layout.film_certificates.read_bytes(), layout.film_key.read_bytes())
    film = folder / "film.mp4"
    with FilmStudio(threads=1, signing_key=key) as studio:
        await studio.join(long_film(minutes), film, [Chapter("All", 0, round(minutes * 60_000))])
        await studio.sign(film, MADE_OF)


def _peak_mib() -> float:
    """Of this process; getrusage would count what the one had that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (found,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(found) / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        asyncio.run(_finish(float(sys.argv[1]), Path(made_in)))
    print(_peak_mib())
