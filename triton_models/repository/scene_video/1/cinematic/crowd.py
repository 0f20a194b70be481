"""Crowds: rows of heads, shoulders and raised arms that move to a beat, and heads by the hundred far away."""

from __future__ import annotations

import math

import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng, color, mix
from cinematic.backdrop import Stage, rim_light
from cinematic.layers import Layer, make_layer
from cinematic.plate import Plate
from cinematic.scene import Frame, lay
from cinematic.spec import Mood

_CLOTH = tuple(
    color(t) for t in ("#b85a50", "#d0a858", "#5a7ab0", "#d8d0c4", "#6a8a68", "#4a4854", "#8a5a7a")
)
_EAGER = {Mood.TRIUMPHANT: 1.0, Mood.PLAYFUL: 0.8, Mood.AWE: 0.45, Mood.HOPEFUL: 0.4, Mood.TENDER: 0.2}


def eagerness(mood: Mood) -> float:
    """How much a crowd moves, 0..1."""
    return _EAGER.get(mood, 0.12)


class Bouncing:
    """A layer that rises and falls to a beat."""

    def __init__(
        self, layer: Layer, rise: float, *, beat: float = 1.05, phase: float = 0.0, sway: float = 0.0
    ) -> None:
        self.layer = layer
        self._rise, self._beat, self._phase, self._sway = rise, beat, phase, sway

    def draw(self, frame: Frame) -> None:
        layer = self.layer
        scale, ox, oy = frame.place(layer.depth)
        _, _, unit = frame.at(layer.depth, 0, 0)
        a = frame.t * self._beat * math.pi + self._phase
        place = (
            scale,
            ox + self._sway * math.sin(a * 0.5) * unit,
            oy - self._rise * (math.sin(a) ** 2) * unit,
        )
        lay(frame, layer, place)


def crowd_row(
    stage: Stage,
    y: float,
    size: float,
    depth: float,
    *,
    dark: F32,
    rim: F32,
    rise: float,
    arms: float,
    phones: float = 0.0,
    gap: float = 0.0,
    rim_strength: float = 0.6,
    cloth: float = 0.0,
    floor: float | None = None,
) -> Bouncing:
    """A row seen from behind against the light: heads `size` design units across, feet out of frame.

    arms, phones: the shares that raise an arm, that hold up a light. gap: design units kept low around the
    middle, so that nobody stands before the hero. cloth: how much of their clothes' colours shows. floor:
    the design y down to which bodies reach (the canvas's end if None).
    """
    c, rng = stage.canvas, stage.rng
    plate = Plate.of(c)
    foot = c.dh + 20 if floor is None else floor
    x = -40.0 - rng.uniform(0, size)
    while x < c.dw + 40:
        s = size * rng.uniform(0.85, 1.15)
        top = y + rng.uniform(-0.35, 0.35) * s
        if gap and abs(x - c.dw / 2) < gap:
            top += s * 0.8
        tone = dark * np.float32(rng.uniform(0.8, 1.2))
        wear = mix(tone, _CLOTH[rng.integers(len(_CLOTH))] * np.float32(0.6), cloth * rng.uniform(0.3, 1.0))
        plate.shape(
            [
                (x - s * 1.25, foot),
                (x - s * 1.2, top + s * 1.55),
                (x - s * 0.85, top + s * 1.05),
                (x - s * 0.2, top + s * 0.85),
                (x + s * 0.2, top + s * 0.85),
                (x + s * 0.85, top + s * 1.05),
                (x + s * 1.2, top + s * 1.55),
                (x + s * 1.25, foot),
            ],
            wear,
        )
        plate.oval(x, top + s * 0.3, s * 0.46, s * 0.58, tone)
        if rng.random() < 0.4:
            plate.oval(x, top + s * 0.42, s * 0.56, s * 0.62, tone)
        if rng.random() < arms and not (gap and abs(x - c.dw / 2) < gap):
            for side in (-1, 1):
                if rng.random() < 0.35:
                    continue
                elbow = (x + side * s * rng.uniform(1.0, 1.4), top + s * 0.5)
                hand = (x + side * s * rng.uniform(0.6, 1.5), top - s * rng.uniform(0.9, 1.7))
                plate.line((x + side * s * 0.8, top + s * 1.3), elbow, s * 0.34, tone)
                plate.line(elbow, hand, s * 0.26, tone)
                plate.oval(hand[0], hand[1] - s * 0.1, s * 0.18, s * 0.22, tone)
                if rng.random() < phones:
                    plate.box(
                        hand[0] - s * 0.13, hand[1] - s * 0.5, hand[0] + s * 0.13, hand[1] - s * 0.08, tone
                    )
                    plate.lamp_box(
                        hand[0] - s * 0.1,
                        hand[1] - s * 0.45,
                        hand[0] + s * 0.1,
                        hand[1] - s * 0.14,
                        color("#dfeaff"),
                    )
        x += s * rng.uniform(1.9, 2.5)
    alpha = plate.mask.astype(np.float32) / np.float32(255)
    rgb = plate.picture.astype(np.float32) / np.float32(255)
    rgb = rim_light(c, np.asarray(rgb, np.float32), alpha, rim, 0.0, size * 0.10, rim_strength, size * 0.05)
    rgb = np.maximum(rgb, plate.glow.astype(np.float32) / np.float32(255))
    layer = make_layer(c, np.asarray(rgb, np.float32), alpha, depth)
    phase = float(rng.uniform(0, 6.28))
    return Bouncing(layer, rise, phase=phase, sway=rise * 0.5)


class Heads:
    """Many people far away, each a soft dot of a body under a head; they hop as they please."""

    def __init__(
        self,
        rng: Rng,
        spots: list[tuple[float, float]],
        size: float,
        depth: float,
        *,
        shade: float,
        light: F32,
        eager: float,
    ) -> None:
        self._tints = [np.asarray(mix(t * np.float32(shade), light, 0.12), np.float32) for t in _CLOTH]
        self._skin = np.asarray(color("#a8806a") * np.float32(shade), np.float32)
        at = np.array(spots, np.float64).reshape(-1, 2)
        self._x, self._y = at[:, 0] + rng.normal(0, size * 0.2, len(at)), at[:, 1]
        self._pick = rng.integers(len(_CLOTH), size=len(at))
        self._phase = rng.random(len(at)) * 6.28
        self._hop = np.where(rng.random(len(at)) < 0.25 + 0.6 * eager, 1.0, 0.15) * eager
        self._size, self._depth = size, depth

    def draw(self, frame: Frame) -> None:
        fx, fy, unit = frame.at(self._depth, 0, 0)
        f, s = np.float32, self._size
        hop = self._hop * np.abs(np.sin(frame.t * 4.4 + self._phase)) * s * 0.8
        x = (fx + self._x * unit).astype(f)
        y = fy + (self._y - hop) * unit
        seen = (x > -9) & (x < frame.canvas.width + 9)
        for k, tint in enumerate(self._tints):
            m = seen & (self._pick == k)
            n = int(m.sum())
            kernels.splat(
                frame.out,
                x[m],
                (y[m] + s * 0.7 * unit).astype(f),
                np.full(n, s * 0.48 * unit, f),
                np.full(n, 0.9, f),
                tint,
            )
        n = int(seen.sum())
        kernels.splat(
            frame.out,
            x[seen],
            y[seen].astype(f),
            np.full(n, s * 0.30 * unit, f),
            np.full(n, 0.9, f),
            self._skin,
        )
