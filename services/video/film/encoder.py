"""H.264 encoding, one segment at a time.

Every segment is encoded by an encoder of its own, with the same settings: it is a closed group of
pictures, its bytes depend on its frames alone, and one init segment fits them all. Without B-frames a
packet's decoding time is its presentation time, so that segments join without edit lists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import av
import numpy as np
from av.codec.context import Flags
from av.video.frame import PictureType
from av.video.reformatter import VideoReformatter

from services.video.domain.timeline import FPS, SEGMENT_MS
from services.video.film.picture import U8, Planes, Size, planes

_BT709: Final = 1
_LIMITED: Final = 1
USUAL_PRESET: Final = "veryfast"
USUAL_CRF: Final = 21
# One key frame a segment, at its start, and every frame refers to what is in its segment. What stands in the
# parameter sets is the same for every preset and quality, so that one film may be encoded with several.
_PARAMETERS: Final = (
    "stitchable=1:scenecut=0:open-gop=0:bframes=0:deblock=-1,-1:ref=1:cabac=1:8x8dct=1:weightp=0"
)
_CAREFUL: Final = "aq-mode=3:rc-lookahead=8"
"""A few frames are looked at before one is encoded; more bits for what is flat and dark."""
_QUICK: Final = frozenset({"superfast", "ultrafast"})
"""They are given the quantiser itself: to search for it costs a quarter of their work, and what is found
spends bits on grain that is lost anyway."""
_PLAIN: Final = "rc-lookahead=0:partitions=none"
"""Frames aren't looked at before; those that refer to others move in blocks of 16."""


@dataclass(frozen=True, slots=True)
class VideoConfig:
    """What a decoder has to know before the first packet."""

    size: Size
    fps: int
    sps: bytes
    pps: bytes


@dataclass(frozen=True, slots=True)
class VideoPacket:
    """One encoded frame: NAL units, each after its length in four bytes."""

    data: bytes
    is_key: bool


class SegmentEncoder:
    """Encodes the frames of one segment. Not for several threads at once; releases the GIL while encoding."""

    def __init__(
        self, size: Size, fps: int = FPS, *, preset: str = USUAL_PRESET, crf: int = USUAL_CRF
    ) -> None:
        self._size = size
        self._fps = fps
        self._context = _open_context(size, fps, preset, crf)
        self._scaler = VideoReformatter()
        # x264 copies what it is given, so one picture does for all: fresh memory costs as much as the copy.
        self._picture = av.VideoFrame(size.width, size.height, "yuv420p")
        self._planes = _planes_of(self._picture, size)
        self._packets: list[VideoPacket] = []
        self._count = 0

    def add(self, frame: U8, draw: Callable[[Planes], None] | None = None) -> av.VideoFrame:
        """Encodes the next frame, of shape (height * 3/2, width); the array is left as it is.

        Args:
            draw: writes over the encoder's own copy of the picture before it is encoded.

        Returns:
            The picture that was encoded; the next one takes its place.
        """
        for view, pixels in zip(self._planes, planes(frame, self._size), strict=True):
            view[...] = pixels
        if draw is not None:
            draw(self._planes)
        self._encode(self._picture)
        return self._picture

    def add_scaled(self, picture: av.VideoFrame) -> None:
        """Encodes the next frame from a picture of another size, which is left as it is."""
        width, height = self._size
        self._encode(self._scaler.reformat(picture, width, height, interpolation="AREA"))

    def finish(self) -> tuple[VideoPacket, ...]:
        """Ends the segment; one packet a frame, in order."""
        self._take(None)
        return tuple(self._packets)

    def _encode(self, picture: av.VideoFrame) -> None:
        picture.pts = self._count
        picture.time_base = Fraction(1, self._fps)
        picture.pict_type = PictureType.I if self._count == 0 else PictureType.NONE
        self._count += 1
        self._take(picture)

    def _take(self, picture: av.VideoFrame | None) -> None:
        for packet in self._context.encode(picture):
            units = [unit for unit in nal_units(bytes(packet)) if unit[0] & 0x1F not in _PARAMETER_SETS]
            data = b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)
            self._packets.append(VideoPacket(data, packet.is_keyframe))


def video_config(size: Size, fps: int = FPS) -> VideoConfig:
    """The parameter sets of every segment of this size and rate, whatever its preset and quality."""
    context = _open_context(size, fps, USUAL_PRESET, USUAL_CRF)
    context.open()
    units = {unit[0] & 0x1F: unit for unit in nal_units(bytes(context.extradata or b""))}
    return VideoConfig(size, fps, units[_SPS], units[_PPS])


def x264_options(fps: int, preset: str, crf: int) -> Mapping[str, str]:
    """The options of FFmpeg's libx264 by which segments are encoded, but for size, colours and threads.

    Args:
        crf: x264's quality; quick presets take it as the quantiser of all frames but the first, which gets a
            lower one.
    """
    segment_frames = fps * SEGMENT_MS // 1000
    quick = preset in _QUICK
    group = f"keyint={segment_frames}:min-keyint={segment_frames}"
    return {
        "preset": preset,
        "qp" if quick else "crf": str(crf),
        "profile": "high",
        "x264-params": f"{group}:{_PARAMETERS}:{_PLAIN if quick else _CAREFUL}",
    }


_SPS: Final = 7
_PPS: Final = 8
_PARAMETER_SETS: Final = frozenset({_SPS, _PPS, 9})


def nal_units(stream: bytes) -> list[bytes]:
    """The NAL units of a byte stream that separates them by start codes."""
    units: list[bytes] = []
    start = stream.find(b"\0\0\1")
    while start >= 0:
        following = stream.find(b"\0\0\1", start + 3)
        end = len(stream) if following < 0 else following
        # A start code may have a fourth, leading zero, and no NAL unit ends in one.
        unit = stream[start + 3 : end].rstrip(b"\0")
        if unit:
            units.append(unit)
        start = following
    return units


def _open_context(size: Size, fps: int, preset: str, crf: int) -> av.VideoCodecContext:
    context = av.VideoCodecContext.create("libx264", "w")
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    context.time_base = Fraction(1, fps)
    context.framerate = Fraction(fps)
    context.gop_size = fps * SEGMENT_MS // 1000
    context.max_b_frames = 0
    context.color_range = _LIMITED
    context.colorspace = _BT709
    context.color_primaries = _BT709
    context.color_trc = _BT709
    context.flags |= Flags.global_header
    context.options = {**x264_options(fps, preset, crf), "threads": "1"}
    return context


def _planes_of(picture: av.VideoFrame, size: Size) -> Planes:
    """Views of an encoder's picture, whose rows may be longer than they are wide."""
    widths = (size.width, size.width // 2, size.width // 2)
    views = [
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[: plane.height, :width]
        for plane, width in zip(picture.planes, widths, strict=True)
    ]
    return Planes(*views)
