"""A painted scene and how one of its frames is composited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, U8, U64, blur
from cinematic.camera import View, view_at
from cinematic.grade import Grade, grain_tile
from cinematic.layers import Canvas, Layer
from cinematic.spec import TAIL_FRAMES, CameraMove

_STILL = np.zeros(1, np.float32)
_GRAIN = grain_tile()


@dataclass(slots=True)
class Frame:
    """A frame under construction, and where things of each depth lie in it."""

    out: U64
    canvas: Canvas
    view: View
    t: float
    index: int
    seconds: float
    """Planned length of the scene, tail included."""
    gust: F32
    flash: float = 0.0

    def place(self, depth: float) -> tuple[float, float, float]:
        """(scale, ox, oy): frame pixel = canvas pixel * scale + offset, for a layer of this depth."""
        scale, dx, dy = self.view.place(depth)
        c = self.canvas
        u = c.unit
        return scale, c.width / 2 - c.pw / 2 * scale + dx * u, c.height / 2 - c.ph / 2 * scale + dy * u

    def at(self, depth: float, x: float, y: float) -> tuple[float, float, float]:
        """Frame position (pixels) of a design point, and pixels per design unit there."""
        scale, ox, oy = self.place(depth)
        u = self.canvas.unit
        return x * u * scale + ox, y * u * scale + oy, u * scale


class Live(Protocol):
    """Something drawn anew in each frame, as a function of the frame's time alone."""

    def draw(self, frame: Frame) -> None: ...


Element = Layer | Live


@dataclass(slots=True)
class Scene:
    """Layers and live things, back to front, with a camera move and a grade."""

    canvas: Canvas
    elements: Sequence[Element]
    grade: Grade
    camera: CameraMove
    duration_frames: int
    fps: int
    seed: int
    phase: float
    wind: float
    storm: bool = False
    _row: U64 = field(init=False)

    def __post_init__(self) -> None:
        self._row = np.zeros(self.canvas.pw * 2 + 1024, np.uint64)

    def frame(self, index: int) -> U8:
        """Frame `index` as I420: (height * 3 / 2, width)."""
        c = self.canvas
        t = index / self.fps
        frame = Frame(
            out=np.zeros((c.height, c.width), np.uint64),
            canvas=c,
            view=view_at(self.camera, index, self.duration_frames, self.fps, self.phase),
            t=t,
            index=index,
            seconds=(self.duration_frames + TAIL_FRAMES) / self.fps,
            gust=self._gust(t),
            flash=self._flash(t) if self.storm else 0.0,
        )
        hidden = self._hidden_rows(frame)
        for element, skip in zip(self.elements, hidden, strict=True):
            if isinstance(element, Layer):
                self._lay(frame, element, skip)
            else:
                element.draw(frame)
        return self._develop(frame)

    def _gust(self, t: float) -> F32:
        """Sideways push of each column by the wind, about -1..1: waves that travel along the ground."""
        x = np.arange(self.canvas.width, dtype=np.float32) / np.float32(self.canvas.unit)
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

    def _hidden_rows(self, frame: Frame) -> list[U8]:
        """For each element the frame rows that later, fully opaque layer rows will cover anyway."""
        height = self.canvas.height
        covered = np.zeros(height, np.uint8)
        out: list[U8] = []
        y = np.arange(height)
        for element in reversed(self.elements):
            out.append(covered.copy())
            if isinstance(element, Layer) and not element.glow and element.opaque_rows.any():
                scale, _, oy = frame.place(element.depth)
                fy = (y + 0.5 - oy) / scale - 0.5 - element.top
                n = len(element.opaque_rows)
                low = np.floor(fy).astype(int)
                inside = (low >= 0) & ((low + 1 < n) | element.reaches_bottom)
                a, b = np.clip(low, 0, n - 1), np.clip(low + 1, 0, n - 1)
                covered |= (inside & (element.opaque_rows[a] == 1) & (element.opaque_rows[b] == 1)).astype(
                    np.uint8
                )
        return out[::-1]

    def _lay(self, frame: Frame, layer: Layer, skip: U8) -> None:
        scale, ox, oy = frame.place(layer.depth)
        if layer.extra:
            limit = layer.extra * 0.9 / max(frame.seconds, 0.1)
            speed = max(-limit, min(limit, layer.drift))
            ox += (-layer.extra / 2 + speed * (frame.t - frame.seconds / 2)) * self.canvas.unit * scale
        if layer.bob:
            oy += layer.bob * np.sin(frame.t * 1.1 + self.phase) * self.canvas.unit
        sway = _STILL
        if layer.sway:
            sway = np.asarray(frame.gust * np.float32(layer.sway * self.canvas.unit), np.float32)
        kernels.composite(
            frame.out,
            layer.src,
            layer.lo,
            layer.hi,
            skip,
            self._row,
            layer.top,
            int(layer.top == 0),
            int(layer.reaches_bottom),
            scale,
            ox,
            oy,
            int(layer.glow),
            sway,
            layer.sway_rows,
        )

    def _develop(self, frame: Frame) -> U8:
        c, g = self.canvas, self.grade
        small = np.empty((-(-c.height // 4), -(-c.width // 4), 3), np.float32)
        kernels.quarter(frame.out, small)
        level = np.maximum(np.maximum(small[..., :1], small[..., 1:2]), small[..., 2:])
        knee = np.clip((level - g.threshold) / (255 - g.threshold), 0, 1)
        bright = np.asarray(small * (knee * (0.35 + 0.65 * knee)), np.float32)
        tight = blur(bright, 3.2 * c.unit)
        tiny = np.asarray(
            cv2.resize(bright, (max(2, c.width // 16), max(2, c.height // 16)), interpolation=cv2.INTER_AREA)
        )
        wide = cv2.resize(
            blur(tiny, 4.2 * c.unit), (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR
        )
        bloom = np.asarray((tight * 0.42 + wide * 0.62) * np.float32(g.bloom), np.float32)
        if frame.flash > 0:
            bloom += np.float32(frame.flash * 46)
        h = (frame.index * 7919 + self.seed % 65521 * 104729) & 0x7FFFFFFF
        i420 = np.empty((c.height * 3 // 2, c.width), np.uint8)
        kernels.finish(
            frame.out,
            bloom,
            g.lut,
            _GRAIN * np.float32(g.grain),
            (h * 31) & 511,
            (h // 512 * 17) & 511,
            g.vignette,
            g.saturation,
            1.0 + 0.35 * frame.flash,
            i420,
        )
        return i420
