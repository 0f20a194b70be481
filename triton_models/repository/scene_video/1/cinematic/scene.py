"""A painted scene and how one of its frames is composited."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import cv2
import numpy as np

from cinematic import compositing, developing
from cinematic.arrays import F32, U8, U32, blur
from cinematic.camera import Camera, View
from cinematic.grade import Grade, grain_tile
from cinematic.layers import Canvas, Layer

_STILL = np.zeros(1, np.float32)
_WIDE_LIGHT = 1.5
"""Bloom is added so faintly that it may be blurred on fewer pixels than what is painted."""
_GRAIN = grain_tile()


@dataclass(slots=True)
class Frame:
    """A frame under construction, and where things of each depth lie in it.

    canvas has the size of `out` (what is far out of focus is built at half the size of the rest); paper is
    the canvas that layers were painted on.
    """

    out: U32
    canvas: Canvas
    paper: Canvas
    view: View
    t: float
    index: int
    seconds: float
    """Planned length of the scene, tail included."""
    gust: F32
    flash: float = 0.0

    def place(self, depth: float) -> tuple[float, float, float]:
        """(scale, ox, oy): frame pixel = paper pixel * scale + offset, for a layer of this depth."""
        scale, dx, dy = self.view.place(depth)
        c, p = self.canvas, self.paper
        u = c.unit
        scale *= u / p.unit
        return scale, c.width / 2 - p.pw / 2 * scale + dx * u, c.height / 2 - p.ph / 2 * scale + dy * u

    def at(self, depth: float, x: float, y: float) -> tuple[float, float, float]:
        """Frame position (pixels) of a design point, and pixels per design unit there."""
        scale, ox, oy = self.place(depth)
        u = self.paper.unit
        return x * u * scale + ox, y * u * scale + oy, u * scale


class Live(Protocol):
    """Something drawn anew in each frame, as a function of the frame's time alone.

    What shows again what was drawn elsewhere in the frame, as water does, has an attribute `mirrors` that is
    true: so nothing is left out that it shows.
    """

    def draw(self, frame: Frame) -> None: ...


Element = Layer | Live


@dataclass(slots=True)
class Scene:
    """Layers and live things, back to front, with a camera and a grade."""

    canvas: Canvas
    elements: Sequence[Element]
    grade: Grade
    camera: Camera
    seed: int
    phase: float
    wind: float
    storm: bool = False
    soft: int = 0
    """How many elements, from the back, are out of focus: they are built at half the size."""
    _grain: F32 = field(init=False)
    _out: dict[Canvas, U32] = field(init=False, default_factory=dict)
    """A frame is built in the same memory as the one before it: fresh pages cost more than clearing."""

    def __post_init__(self) -> None:
        self._grain = np.asarray(_GRAIN * np.float32(self.grade.grain), np.float32)

    def frame(self, index: int) -> U8:
        """Frame `index` as I420: (height * 3 / 2, width)."""
        return self.develop(self.compose(index))

    def compose(self, index: int) -> Frame:
        """Everything in its place, before the light of lens and film."""
        c = self.canvas
        frame = self._empty(index, c)
        elements = list(self.elements)
        if self.soft:
            half = self._empty(index, Canvas(c.width // 2, c.height // 2))
            self._lay_all(half, elements[: self.soft], self._hidden(half, elements, margin=1))
            compositing.enlarge(half.out, frame.out)
        hidden = self._hidden(frame, elements)
        self._lay_all(frame, elements[self.soft :], hidden[self.soft :])
        return frame

    def _empty(self, index: int, canvas: Canvas) -> Frame:
        t = index / self.camera.fps
        out = self._out.setdefault(canvas, np.empty((canvas.height, canvas.width), np.uint32))
        out[:] = 0
        return Frame(
            out=out,
            canvas=canvas,
            paper=self.canvas,
            view=self.camera.view(index),
            t=t,
            index=index,
            seconds=self.camera.seconds,
            gust=self._gust(t, canvas),
            flash=self._flash(t) if self.storm else 0.0,
        )

    def _lay_all(self, frame: Frame, elements: Sequence[Element], hidden: Sequence[U8]) -> None:
        for element, skip in zip(elements, hidden, strict=False):
            if isinstance(element, Layer):
                self._lay(frame, element, skip)
            else:
                element.draw(frame)

    def _gust(self, t: float, canvas: Canvas) -> F32:
        """Sideways push of each column by the wind, about -1..1: waves that travel along the ground."""
        x = np.arange(canvas.width, dtype=np.float32) / np.float32(canvas.unit)
        w, p = 0.35 + self.wind, self.phase
        push = np.sin(x * 0.011 - t * 1.7 * w + p) * 0.55 + np.sin(x * 0.027 - t * 2.9 * w + p * 2) * 0.28
        push += np.sin(x * 0.083 - t * 4.3 * w) * 0.13 + 0.28 * w
        return np.asarray(push * (0.4 + self.wind), np.float32)

    def _flash(self, t: float) -> float:
        """Lightning: a strike every few seconds, at moments that the seed chooses."""
        level = 0.0
        for k in range(int(t / 3.4) - 1, int(t / 3.4) + 1):
            strike = np.random.default_rng([abs(self.seed), 77, k + 2])
            if strike.random() < 0.72:
                dt = t - (k * 3.4 + 0.6 + strike.random() * 2.0)
                if 0 <= dt < 0.9:
                    level += float(np.exp(-dt * 7) * (0.65 + 0.35 * np.cos(dt * 46)))
        return min(1.0, level)

    def _lay(self, frame: Frame, layer: Layer, skip: U8) -> None:
        sway = _STILL
        if layer.sway:
            sway = np.asarray(frame.gust * np.float32(layer.sway * self.canvas.unit), np.float32)
        lay(frame, layer, self._place(frame, layer), skip, sway)

    def _place(self, frame: Frame, layer: Layer) -> tuple[float, float, float]:
        scale, ox, oy = frame.place(layer.depth)
        if layer.extra:
            limit = layer.extra * 0.9 / max(frame.seconds, 0.1)
            speed = max(-limit, min(limit, layer.drift))
            ox += (-layer.extra / 2 + speed * (frame.t - frame.seconds / 2)) * self.canvas.unit * scale
        if layer.bob:
            oy += layer.bob * math.sin(frame.t * 1.1 + self.phase) * frame.canvas.unit
        return scale * layer.shrink, ox, oy

    def _hidden(self, frame: Frame, elements: Sequence[Element], margin: int = 0) -> list[U8]:
        """For each element the tiles of the frame that later layers will hide anyway, with `margin` pixels
        around."""
        covered = no_tiles(frame.canvas)
        out: list[U8] = []
        for element in reversed(elements):
            out.append(covered)
            if isinstance(element, Layer):
                if not element.glow and not element.sway and (element.blocks == compositing.SOLID).any():
                    covered = covered.copy()
                    _cover(frame, element, self._place(frame, element), covered, margin)
            elif getattr(element, "mirrors", False):
                covered = no_tiles(frame.canvas)
        return out[::-1]

    def develop(self, frame: Frame) -> U8:
        """Bloom, grade and grain, to I420."""
        c, g = self.canvas, self.grade
        bright = np.empty((-(-c.height // 4), -(-c.width // 4), 3), np.float32)
        developing.highlights(frame.out, bright, g.threshold)
        tight = blur(bright, 3.2 * c.unit, wide=_WIDE_LIGHT)
        tiny = np.asarray(
            cv2.resize(bright, (max(2, c.width // 16), max(2, c.height // 16)), interpolation=cv2.INTER_AREA)
        )
        wide = cv2.resize(
            blur(tiny, 4.2 * c.unit), (bright.shape[1], bright.shape[0]), interpolation=cv2.INTER_LINEAR
        )
        bloom = np.asarray(cv2.addWeighted(tight, 0.42 * g.bloom, wide, 0.62 * g.bloom, 0.0), np.float32)
        h = (frame.index * 7919 + self.seed % 65521 * 104729) & 0x7FFFFFFF
        i420 = np.empty((c.height * 3 // 2, c.width), np.uint8)
        developing.finish(
            frame.out,
            bloom,
            g.lut,
            self._grain,
            (h * 31) & 511,
            (h // 512 * 17) & 511,
            g.vignette,
            g.saturation,
            1.0 + 0.35 * frame.flash,
            46.0 * frame.flash,
            i420,
        )
        return i420


def no_tiles(canvas: Canvas) -> U8:
    """A mark for each tile of a frame, none of them set."""
    return np.zeros((-(-canvas.height // compositing.TILE), -(-canvas.width // compositing.TILE)), np.uint8)


def lay(
    frame: Frame,
    layer: Layer,
    place: tuple[float, float, float],
    hidden: U8 | None = None,
    sway: F32 = _STILL,
) -> None:
    """Lays a layer over a frame.

    Args:
        place: frame pixel = pixel of the layer (its top counted) * scale + offset, as (scale, ox, oy).
        hidden: tiles that may be left out.
        sway: pixels by which each column is moved where the layer sways most.
    """
    compositing.composite(
        frame.out,
        layer.src,
        layer.blocks,
        no_tiles(frame.canvas) if hidden is None else hidden,
        layer.top,
        int(layer.top == 0),
        int(layer.reaches_bottom),
        *place,
        int(layer.glow),
        sway,
        layer.sway_rows,
    )


def _cover(frame: Frame, layer: Layer, place: tuple[float, float, float], covered: U8, margin: int) -> None:
    scale, ox, oy = place
    compositing.cover(
        covered,
        layer.blocks,
        frame.canvas.height,
        frame.canvas.width,
        layer.src.shape[0],
        layer.src.shape[1],
        layer.top,
        int(layer.top == 0),
        int(layer.reaches_bottom),
        scale,
        ox,
        oy,
        margin,
    )
