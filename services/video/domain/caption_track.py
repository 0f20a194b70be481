"""Captions as a track of HLS: a WebVTT segment for every media segment (RFC 8216, 3.5)."""

from collections.abc import Iterable
from typing import Final

from services.video.domain.captions import Cue, cue_block
from services.video.domain.timeline import SEGMENT_MS

_CLOCKS: Final = "X-TIMESTAMP-MAP=LOCAL:00:00:02.000,MPEGTS:180000"
"""Cues and pictures count from the same zero, pictures in ticks of 90 kHz. Any moment says so but zero:
hls.js takes an offset of 0 for none, and then counts from whichever segment it has loaded first."""


def caption_segments(scenes: Iterable[Iterable[Cue]], segment_count: int) -> tuple[str, ...]:
    """The captions of a film, cut as its media segments are; those in which nobody speaks have no cue.

    Times count from the start of the film. A cue that crosses a border is in both segments, under the same
    number, so that a player takes it for one.
    """
    blocks: list[list[str]] = [[] for _ in range(segment_count)]
    for number, cue in enumerate((cue for scene in scenes for cue in scene), start=1):
        first, last = cue.start_ms // SEGMENT_MS, (cue.end_ms - 1) // SEGMENT_MS
        for index in range(first, min(last + 1, segment_count)):
            blocks[index].append(cue_block(number, cue))
    return tuple("\n\n".join([f"WEBVTT\n{_CLOCKS}", *found]) + "\n" for found in blocks)
