"""From a scene's frames to its segments: join, lettering, encoding."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.captions import Cue
from services.video.domain.timeline import SceneTiming
from services.video.domain.transitions import Transition
from services.video.film.captioning import CaptionLayer
from services.video.film.encoder import USUAL_CRF, USUAL_PRESET, SegmentEncoder, VideoPacket
from services.video.film.picture import U8, Planes, Size, fade_to_black
from services.video.film.titles import Layer, closing_line, title_card
from services.video.film.transitions import between

CLOSING_WORDS: Final = "only the beginning"
_OPENING_FADE_MS: Final = 600
_CLOSING_FADE_MS: Final = 1500
_CLOSING_BLACK_MS: Final = 250


@dataclass(frozen=True, slots=True)
class Coding:
    """How pictures are encoded."""

    size: Size
    preset: str
    crf: int


@dataclass(frozen=True, slots=True)
class CutSegment:
    """A segment's pictures."""

    number: int
    """Counted within the scene."""
    packets: tuple[VideoPacket, ...]
    small: tuple[VideoPacket, ...]
    """The same, smaller; empty where that isn't wanted."""


class SceneFilm:
    """Encodes the frames of one scene, in order. For one thread at a time."""

    def __init__(
        self,
        timing: SceneTiming,
        cues: Sequence[Cue],
        size: Size,
        *,
        opening: tuple[str, str] | None,
        closing: bool,
        segments: Sequence[int],
        transition: Transition = Transition.DISSOLVE,
        captions: CaptionStyle | None = CaptionStyle.CLASSIC,
        preset: str = USUAL_PRESET,
        crf: int = USUAL_CRF,
        small: Coding | None = None,
    ) -> None:
        """
        Args:
            opening: title and name to show; for the first scene.
            closing: whether the film ends with this scene.
            segments: numbers of those to make, rising.
            transition: from the scene before.
            captions: how they are burnt in; None leaves the picture without.
            preset: x264's.
            crf: x264's quality.
            small: how the same pictures are encoded once more, smaller.
        """
        self._timing = timing
        self._size = size
        self._opening = opening is not None
        self._closing = closing
        self._preset = preset
        self._crf = crf
        self._transition = transition
        self._layers: list[Layer] = [] if captions is None else [CaptionLayer(cues, size, captions)]
        if opening is not None:
            end = timing.narration_start_ms - 150
            self._layers += title_card(*opening, size, start_ms=350, end_ms=end)
        if closing:
            end = timing.start_ms + timing.duration_ms
            voice_end = timing.narration_start_ms + timing.narration_ms
            self._layers += closing_line(CLOSING_WORDS, size, start_ms=voice_end + 700, end_ms=end - 150)
        count = timing.segment_frames
        self._indices = (n * count + place for n in segments for place in range(count))
        self._small = small
        self._encoder: SegmentEncoder | None = None
        self._small_encoder: SegmentEncoder | None = None

    def add(self, frames: U8, tail: U8 | None, preset: str | None = None) -> list[CutSegment]:
        """Encodes the next frames.

        Args:
            frames: of shape (n, height * 3/2, width).
            tail: frames that follow the end of the scene before, as many as the fade is long.
            preset: x264's, for segments that begin with these frames; the scene's own where it isn't named.

        Returns:
            The segments that are complete now.
        """
        done: list[CutSegment] = []
        for frame in frames:
            index = next(self._indices)
            if tail is not None and index < len(tail):
                share = (index + 1) / (len(tail) + 1)
                frame = between(self._transition, tail[index], frame, share, self._size)
            encoder = self._encoder or self._open(Coding(self._size, preset or self._preset, self._crf))
            self._encoder = encoder
            picture = encoder.add(frame, partial(self._draw, index))
            if self._small is not None:
                self._small_encoder = self._small_encoder or self._open(self._small)
                self._small_encoder.add_scaled(picture)
            if (index + 1) % self._timing.segment_frames == 0:
                small = self._small_encoder.finish() if self._small_encoder else ()
                done.append(CutSegment(index // self._timing.segment_frames, encoder.finish(), small))
                self._encoder = self._small_encoder = None
        return done

    def _open(self, coding: Coding) -> SegmentEncoder:
        return SegmentEncoder(coding.size, self._timing.fps, preset=coding.preset, crf=coding.crf)

    def _draw(self, index: int, picture: Planes) -> None:
        time_ms = (self._timing.start_frame + index) * 1000 / self._timing.fps
        if self._opening and time_ms < _OPENING_FADE_MS:
            fade_to_black(picture, 1 - (time_ms / _OPENING_FADE_MS) ** 1.5)
        if self._closing:
            left = self._timing.start_ms + self._timing.duration_ms - time_ms - _CLOSING_BLACK_MS
            if left < _CLOSING_FADE_MS:
                fade_to_black(picture, 1 - max(left, 0) / _CLOSING_FADE_MS)
        for layer in self._layers:
            layer.draw(picture, time_ms)


def as_frames(pixels: memoryview, size: Size) -> U8:
    """The frames of a buffer, as a view of it."""
    return np.frombuffer(pixels, np.uint8).reshape(-1, size.i420_rows, size.width)
