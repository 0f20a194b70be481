"""Stage: curtains, footlights, a spotlight, and a full house in the dark."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng, blur, color, fbm, mix, smooth
from cinematic.auditorium import house, lecture
from cinematic.backdrop import Stage, rim_light
from cinematic.concert import concert
from cinematic.festival import open_air
from cinematic.firmament import variant
from cinematic.halo import halo
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.scene import Element, Frame
from cinematic.sheet import Sheet
from cinematic.skyfx import add_light
from cinematic.spec import Time

_TINTS = {
    Time.DAWN: ("#ffc2a0", "#7a3448"),
    Time.MORNING: ("#ffe6b8", "#8a2f33"),
    Time.NOON: ("#fff2d8", "#93282c"),
    Time.GOLDEN_HOUR: ("#ffc27a", "#8c2a2a"),
    Time.DUSK: ("#ff9fb0", "#6a2450"),
    Time.NIGHT: ("#cfdcff", "#5a1c34"),
}
_FLOOR = 668.0
_CLOTHS = (None, "#1f4a5a", "#2c5a3c", "#4a2a6a", "#8a5a1c")
"""Other curtains than the hour's own."""


def theatre(stage: Stage) -> list[Element]:
    """One of the stages, by the seed; in a film the next scene on a stage shows another."""
    return STAGES[variant(stage, len(STAGES))](stage)


def playhouse(stage: Stage) -> list[Element]:
    """A bare stage with a curtain, spotlights that meet on the hero, and a full house in the dark."""
    c, rng, side = stage.canvas, stage.rng, stage.side
    beam, cloth = (color(t) for t in _TINTS[stage.spec.time])
    other = _CLOTHS[rng.integers(len(_CLOTHS))]
    if other:
        cloth = color(other)
    hx = c.dw / 2 - side * 30
    elements: list[Element] = [_backcloth(rng, c, beam, cloth, hx), _floor(rng, c, beam, hx)]
    elements.append(_curtains(rng, c, cloth, beam, 0.50, 250.0, 0.85, hx))
    sources = ((hx - 360, 60.0), (hx + 40, 30.0), (hx + 400, 70.0))
    elements.append(Spotlights(c, rng, sources, (hx, 748.0), beam))
    light = _stage_light(stage.light, beam)
    elements.append(
        replace(stage, light=light).hero(
            x=hx,
            y=752,
            height=262,
            depth=0.70,
            light_x=hx + side * 300,
            seat="stool",
            travel=420,
            brightness=1.3,
        )
    )
    elements.append(_curtains(rng, c, cloth * np.float32(0.55), beam, 0.86, 120.0, 0.45, hx))
    elements.append(Footlights(c, beam))
    elements.append(_audience(rng, c, beam))
    return elements


def _stage_light(light: Light, beam: F32) -> Light:
    return replace(
        light,
        key=np.asarray(beam * np.float32(0.95), np.float32),
        ambient=color("#3a2430") * np.float32(0.7),
        ink=color("#0c070c"),
        rim=beam,
        fog=color("#3a1c28"),
        wind=0.03,
        snow=0.0,
        wet=0.0,
        lamps=0.3,
    )


def _backcloth(rng: Rng, c: Canvas, beam: F32, cloth: F32, hx: float) -> Layer:
    xx, yy = c.xs()[None, :], c.ys()[:, None]
    folds = 0.5 + 0.5 * np.sin(xx / 21 + 1.6 * np.sin(xx / 83) + 0.5 * np.sin(yy / 190))
    folds = folds * 0.7 + 0.3 * (0.5 + 0.5 * np.sin(xx / 9.5 + 2 * np.sin(xx / 40)))
    pool = np.exp(-(((xx - hx) / 360) ** 2) - (((yy - 520) / 330) ** 2))
    tex = fbm(rng, c.pw, c.ph, 30, 4)
    level = (0.06 + 0.62 * pool) * (0.25 + 0.85 * folds) * (0.8 + 0.4 * tex)
    rgb = level[..., None] * mix(cloth, beam, 0.18) * np.float32(1.1)
    rgb = rgb + (pool**3 * 0.10)[..., None] * beam
    return make_layer(c, np.asarray(rgb, np.float32), None, 0.36)


def _floor(rng: Rng, c: Canvas, beam: F32, hx: float) -> Layer:
    xx, yy = c.xs()[None, :], c.ys(_FLOOR)[:, None]
    h = c.ph - c.row(_FLOOR)
    d = yy - _FLOOR + 40
    across = (xx - c.dw / 2) / d
    seam = np.abs(across * 2.4 - np.round(across * 2.4))
    tex = fbm(rng, c.pw, max(h, c.pw // 3), 40, 4)[:h]
    board = 0.82 + 0.18 * np.sin(np.round(across * 2.4) * 12.9898)
    pool = np.exp(-(((xx - hx) / 250) ** 2) - (((yy - 752) / 52) ** 2))
    pool = smooth(0.20, 0.55, pool.astype(np.float32)) * 0.9 + 0.16 * np.exp(-(((xx - hx) / 620) ** 2))
    rgb = color("#a8744a") * (board * (0.75 + 0.5 * tex) * (1 - 0.5 * smooth(0.05, 0.02, seam)))[..., None]
    rgb = rgb * (0.10 + pool[..., None] * beam * np.float32(1.0))
    edge = smooth(822, 828, yy)[..., None]
    rgb = mix(rgb, color("#140a0c"), edge * np.ones_like(xx)[..., None])
    return make_layer(
        c, np.asarray(rgb, np.float32), np.ones((h, c.pw), np.float32), 0.62, top=c.row(_FLOOR) / c.unit
    )


def _curtains(
    rng: Rng, c: Canvas, cloth: F32, beam: F32, depth: float, width: float, level: float, hx: float
) -> Layer:
    """Drapes at both sides and a valance, gathered in folds."""
    xx, yy = c.xs()[None, :], c.ys()[:, None]
    inner = c.dw / 2 - 640 + width
    tie = np.exp(-(((yy - 520) / 150) ** 2)) * width * 0.34
    left = inner - tie + 26 * smooth(560, 800, yy)
    from_left = left - xx
    from_right = xx - (c.dw - left)
    reach = np.maximum(from_left, from_right)
    valance = 108 + width * 0.42 + 22 * np.abs(np.sin(xx / 92)) - yy
    u = c.unit
    alpha = np.clip(np.maximum(reach, valance) * np.float32(u) + 0.5, 0, 1)
    squeeze = 1 + 0.5 * np.exp(-(((yy - 520) / 150) ** 2))
    folds = 0.5 + 0.5 * np.sin(np.maximum(reach, 0) * squeeze / 11 + 0.7 * np.sin(yy / 140))
    drop = 0.5 + 0.5 * np.sin(xx / 12 + 0.6 * np.sin(xx / 37))
    shade = np.where(reach > valance * 0.8, folds, drop)
    near = np.exp(-np.abs(xx - hx) / 560)
    tex = fbm(rng, c.pw, c.ph, 44, 3)
    rgb = cloth * ((0.14 + 0.86 * shade**1.4) * (0.30 + 0.9 * near) * (0.8 + 0.4 * tex) * level)[..., None]
    rgb = rim_light(c, np.asarray(rgb, np.float32), alpha.astype(np.float32), beam, 0.0, -3.0, 0.30, 2.0)
    hem = smooth(9, 4, np.abs(valance - 9))[..., None] * np.float32(0.55 * level)
    rgb = mix(rgb, color("#d9a441") * np.float32(0.8 * level), hem * (valance > reach)[..., None])
    return make_layer(
        c,
        np.asarray(rgb, np.float32),
        alpha.astype(np.float32),
        depth,
        sway=0.5,
        sway_rows=smooth(120, 900, c.ys()),
    )


def _audience(rng: Rng, c: Canvas, beam: F32) -> Layer:
    """Heads and shoulders against the light, out of focus."""
    sheet = Sheet(c)
    dark = color("#0b0609")
    for row, (y, size) in enumerate(((812.0, 25.0), (856.0, 34.0))):
        x = -30.0 + row * 30
        while x < c.dw + 40:
            s = size * rng.uniform(0.85, 1.15)
            yy = y + rng.uniform(-9, 9)
            sheet.oval(x, yy, s * 0.62, s * 0.78, dark)
            sheet.oval(x, yy + s * 1.5, s * 1.25, s * 0.95, dark)
            sheet.box(x - s * 1.25, yy + s * 1.5, x + s * 1.25, c.dh + 10, dark)
            x += s * rng.uniform(2.1, 2.9)
    alpha = blur(sheet.alpha(), 1.2 * c.unit)
    rgb = np.broadcast_to(dark, (*alpha.shape, 3)).astype(np.float32)
    rgb = rim_light(c, rgb, alpha, beam, 0.0, 3.0, 0.5, 1.4)
    return make_layer(c, rgb, alpha, 1.05)


class Spotlights:
    """Beams from above that meet on the hero and sway a little, with a haze that drifts through them."""

    def __init__(
        self,
        c: Canvas,
        rng: Rng,
        sources: tuple[tuple[float, float], ...],
        target: tuple[float, float],
        tint: F32,
    ) -> None:
        w, h = max(4, c.pw // 8), max(4, c.ph // 8)
        self._x = ((np.arange(w, dtype=np.float32) + 0.5) / np.float32(w) * np.float32(c.dw))[None, :]
        self._y = ((np.arange(h, dtype=np.float32) + 0.5) / np.float32(h) * np.float32(c.dh))[:, None]
        self._sources, self._target, self._tint = sources, target, tint
        self._haze = fbm(rng, w * 2, h, 5, 4)

    def draw(self, frame: Frame) -> None:
        total = np.zeros((self._y.shape[0], self._x.shape[1]), np.float32)
        for k, (sx, sy) in enumerate(self._sources):
            tx = self._target[0] + 9 * math.sin(frame.t * (0.31 + 0.07 * k) + k * 2)
            along = np.clip((self._y - sy) / np.float32(self._target[1] - sy), 0, 1.15)
            centre = sx + (tx - sx) * along
            wide = 10 + 108 * along
            beam = np.exp(-(((self._x - centre) / wide) ** 2) * 2.2)
            total += beam * smooth(-0.02, 0.08, along) * smooth(1.12, 0.92, along) * (1.0 - 0.45 * along)
        w = self._x.shape[1]
        shift = (frame.t * 1.3) % w
        k0 = int(shift)
        t = np.float32(shift - k0)
        haze = np.roll(self._haze, -k0, 1)[:, : w + 1]
        haze = haze[:, :w] * (1 - t) + haze[:, 1 : w + 1] * t
        level = total * (0.55 + 0.9 * haze) * np.float32(0.30)
        add_light(frame, np.asarray(level[..., None] * self._tint, np.float32), 0.6, 8)


class Footlights:
    """A row of lamps along the edge of the stage."""

    def __init__(self, c: Canvas, tint: F32) -> None:
        self._xs = [float(x) for x in np.arange(c.dw / 2 - 560, c.dw / 2 + 561, 140.0)]
        self._tint = mix(tint, color("#ffb860"), 0.5)

    def draw(self, frame: Frame) -> None:
        f = np.float32
        for k, x in enumerate(self._xs):
            fx, fy, unit = frame.at(0.74, x, 806)
            level = 0.46 + 0.04 * math.sin(frame.t * 3.1 + k * 1.7)
            halo(frame, fx, fy, 84 * unit, self._tint, level)
            at = np.array([fx], f), np.array([fy], f)
            kernels.splat(frame.out, *at, np.array([3.4 * unit], f), np.array([0.95], f), color("#fff4dc"))


STAGES = (playhouse, concert, house, lecture, open_air)
