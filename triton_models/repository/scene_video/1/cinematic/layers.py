"""Layers: painted once, then laid over one another each frame by parallax depth."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from cinematic import compositing, packing
from cinematic.arrays import F32, I32, U8, U32, Floats

DESIGN_HEIGHT = 936.0
"""A canvas is 936 design units tall, of which a frame shows 720: the rest is room for the camera."""
FRAME_HEIGHT = 720.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """Sizes: painters think in design units, so that a scene looks alike at every frame size."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """Pixels per design unit."""
        return self.height / FRAME_HEIGHT

    @property
    def pw(self) -> int:
        return round(self.width * DESIGN_HEIGHT / FRAME_HEIGHT / 2) * 2

    @property
    def ph(self) -> int:
        return round(self.height * DESIGN_HEIGHT / FRAME_HEIGHT / 2) * 2

    @property
    def dw(self) -> float:
        """Canvas width in design units."""
        return self.pw / self.unit

    @property
    def dh(self) -> float:
        return self.ph / self.unit

    def xs(self, extra: float = 0.0) -> F32:
        """Design x of each pixel column; extra widens the canvas (for layers that drift)."""
        n = self.pw + self.px(extra)
        return (np.arange(n, dtype=np.float32) + np.float32(0.5)) / np.float32(self.unit)

    def ys(self, top: float = 0.0, bottom: float | None = None) -> F32:
        """Design y of each pixel row between two heights."""
        y0, y1 = self.row(top), self.ph if bottom is None else self.row(bottom)
        return (np.arange(y0, max(y1, y0 + 2), dtype=np.float32) + np.float32(0.5)) / np.float32(self.unit)

    def row(self, y: float) -> int:
        return min(self.ph, max(0, round(y * self.unit)))

    def px(self, d: float) -> int:
        return round(d * self.unit)


@dataclass(slots=True)
class Layer:
    """A premultiplied picture of part of the canvas; lo/hi bound each row's content."""

    src: U32
    lo: I32
    hi: I32
    blocks: U8
    """Where src is empty, solid or mixed, as compositing wants it."""
    top: int
    depth: float
    reaches_bottom: bool
    glow: bool = False
    extra: float = 0.0
    drift: float = 0.0
    bob: float = 0.0
    sway: float = 0.0
    sway_rows: F32 = field(default_factory=lambda: np.zeros(1, np.float32))
    shrink: int = 1
    """Canvas pixels per pixel of src: layers out of focus are kept small. top and the rows are src's."""


def make_layer(
    canvas: Canvas,
    rgb: F32,
    alpha: F32 | None,
    depth: float,
    *,
    top: float = 0.0,
    glow: bool = False,
    extra: float = 0.0,
    drift: float = 0.0,
    bob: float = 0.0,
    sway: float = 0.0,
    sway_rows: Floats | None = None,
) -> Layer:
    """Quantise a float picture (BGR, not premultiplied) with dither, so that gradients show no bands.

    glow: rgb is light to add and alpha is ignored.
    """
    h, w = rgb.shape[:2]
    tints = np.ascontiguousarray(rgb, np.float32)
    src = np.empty((h, w), np.uint32)
    if glow:
        packing.pack_light(tints, _DITHER, src)
    elif alpha is None:
        packing.pack_opaque(tints, _DITHER, src)
    else:
        packing.pack(tints, np.ascontiguousarray(alpha, np.float32), _DITHER, src)
    return cut(
        canvas,
        Layer(
            src=src,
            lo=_NO_ROWS,
            hi=_NO_ROWS,
            blocks=np.zeros((0, 0), np.uint8),
            top=canvas.row(top),
            depth=depth,
            reaches_bottom=False,
            glow=glow,
            extra=extra,
            drift=drift,
            bob=bob,
            sway=sway,
            sway_rows=np.zeros(1, np.float32) if sway_rows is None else sway_rows.astype(np.float32),
        ),
    )


_NO_ROWS = np.zeros(0, np.int32)


def cut(canvas: Canvas, layer: Layer) -> Layer:
    """The same layer without its empty rows, and with the bounds of the others."""
    lo, hi = np.empty((2, layer.src.shape[0]), np.int32)
    packing.bounds(layer.src, lo, hi)
    used = np.flatnonzero(hi)
    y0, y1 = (int(used[0]), int(used[-1]) + 1) if len(used) else (0, 1)
    src = layer.src[y0:y1].copy() if y1 - y0 < len(lo) else layer.src
    top = layer.top + y0
    return replace(
        layer,
        src=src,
        lo=lo[y0:y1],
        hi=hi[y0:y1],
        blocks=compositing.blocks(src),
        top=top,
        reaches_bottom=bool((top + y1 - y0) * layer.shrink >= canvas.ph - 1),
        sway_rows=layer.sway_rows[y0:y1] if len(layer.sway_rows) > 1 else layer.sway_rows,
    )


def dither(h: int, w: int) -> F32:
    """Half a level either way, the same for all layers: dither."""
    n = len(_DITHER)
    return np.tile(_DITHER[..., None], (-(-h // n), -(-w // n), 1))[:h, :w]


_DITHER = np.random.default_rng(9173).random((256, 256, 1), dtype=np.float32)[..., 0] - np.float32(0.5)
