"""What falls, floats and glows in the air, as a function of time alone."""

from __future__ import annotations

import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Floats, Rng, color
from cinematic.layers import Canvas
from cinematic.light import Light
from cinematic.scene import Element, Frame
from cinematic.sky import mist_layer


class Particles:
    """A field of particles with depth; a subclass draws them where they are at the frame's time."""

    def __init__(self, rng: Rng, count: int, tint: F32) -> None:
        self.x = rng.random(count)
        self.y = rng.random(count)
        self.z = rng.random(count) * 0.9 + 0.1
        self.p = rng.random(count) * 2 * np.pi
        self.tint = np.asarray(tint, np.float32)

    def span(self, frame: Frame) -> tuple[float, float, float]:
        """(width, height, pan) in design units."""
        u = frame.canvas.unit
        return frame.canvas.width / u, frame.canvas.height / u, frame.view.pan_x + frame.view.orbit * 0.5

    def dots(self, frame: Frame, x: Floats, y: Floats, r: Floats, a: Floats) -> None:
        u = frame.canvas.unit
        f = np.float32
        kernels.splat(
            frame.out, (x * u).astype(f), (y * u).astype(f), (r * u).astype(f), a.astype(f), self.tint
        )


class Snow(Particles):
    def __init__(self, rng: Rng, count: int, tint: F32, wind: float) -> None:
        super().__init__(rng, count, tint)
        self._wind = wind

    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        t, z = frame.t, self.z
        drift = t * (14 + 90 * self._wind) * (0.3 + z)
        x = (self.x * (w + 60) + np.sin(t * 0.9 * z + self.p) * 22 * z + drift + pan * z * 1.4) % (
            w + 60
        ) - 30
        y = (self.y * (h + 60) + t * (40 + 78 * z) + frame.view.pan_y * z) % (h + 60) - 30
        self.dots(frame, x, y, 0.7 + 2.6 * z**3, 0.30 + 0.55 * z)


class NearFlakes(Particles):
    """A few flakes close to the lens: large, soft and quick."""

    def __init__(self, rng: Rng, count: int, tint: F32, wind: float) -> None:
        super().__init__(rng, count, tint)
        self._wind = wind

    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        t = frame.t
        drift = t * (60 + 210 * self._wind) * (0.6 + self.z)
        x = (self.x * (w + 120) + drift + np.sin(t * 0.7 + self.p) * 40 + pan * 2) % (w + 120) - 60
        y = (self.y * (h + 120) + t * (130 + 120 * self.z) + frame.view.pan_y * 1.6) % (h + 120) - 60
        self.dots(frame, x, y, 3.5 + 6.5 * self.z, 0.10 + 0.13 * (1 - self.z))


class Rain(Particles):
    def __init__(self, rng: Rng, count: int, tint: F32, wind: float) -> None:
        super().__init__(rng, count, tint)
        self._slope = -0.07 - 0.20 * wind

    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        u, f, z = frame.canvas.unit, np.float32, self.z
        fall = frame.t * (880 + 520 * z)
        y = (self.y * (h + 160) + fall) % (h + 160) - 120
        x = (self.x * (w + 200) + fall * self._slope + pan * z * 1.4) % (w + 200) - 100
        kernels.streaks(
            frame.out,
            (x * u).astype(f),
            (y * u).astype(f),
            ((18 + 34 * z) * u).astype(f),
            self._slope,
            (0.09 + 0.22 * z).astype(f),
            self.tint,
        )


class Dust(Particles):
    """Motes in the light; few and slow."""

    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        t, z = frame.t, self.z
        x = (self.x * (w + 40) + t * 9 * z + np.sin(t * 0.4 + self.p) * 18 + pan * z * 1.3) % (w + 40) - 20
        y = (self.y * (h + 40) - t * 7 * z + np.sin(t * 0.3 + self.p) * 12) % (h + 40) - 20
        twinkle = np.maximum(0, np.sin(t * 0.8 + self.p))
        self.dots(frame, x, y, 0.8 + 2.2 * z * z, (0.08 + 0.24 * z) * twinkle)


class Fireflies(Particles):
    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        t, z = frame.t, self.z
        x = (self.x * (w + 60) + np.sin(t * 0.5 + self.p) * 60 * z + pan * z * 1.2) % (w + 60) - 30
        y = h * (0.45 + 0.5 * self.y) + np.sin(t * 0.7 + self.p * 2) * 26 * z
        a = np.maximum(0, np.sin(t * 1.3 + self.p * 3)) ** 2
        self.dots(frame, x, y, 1.2 + 2.0 * z, a * 0.9)
        self.dots(frame, x, y, 8 + 12 * z, a * 0.15)


class Leaves(Particles):
    """Seeds and leaves on the wind."""

    def draw(self, frame: Frame) -> None:
        w, h, pan = self.span(frame)
        t, z = frame.t, self.z
        x = (self.x * (w + 80) + t * (120 + 160 * z) + np.sin(t * 1.3 + self.p) * 30 + pan * z) % (
            w + 80
        ) - 40
        y = (self.y * h + np.sin(t * 1.1 + self.p) * 34 * z + t * 16 * z) % (h + 40) - 20
        self.dots(frame, x, y, 1.0 + 2.0 * z * z * np.abs(np.sin(t * 3 + self.p)), 0.25 + 0.35 * z)


class ShootingStars:
    """One now and then, at moments that the seed chooses."""

    def __init__(self, seed: int, horizon: float) -> None:
        self._seed, self._horizon = abs(seed), horizon

    def draw(self, frame: Frame) -> None:
        k = int(frame.t / 2.6)
        rng = np.random.default_rng([self._seed, 41, k])
        start = k * 2.6 + rng.random() * 1.4
        x0, y0 = rng.random() * 0.7 + 0.1, rng.random() * 0.3 + 0.05
        left = rng.random() < 0.5
        dt = frame.t - start
        if not 0 <= dt < 0.8:
            return
        u = frame.canvas.unit
        n = 64
        tail = np.arange(n) / n
        at = dt * 620 - tail * 150
        level = np.sin(min(1.0, dt / 0.8) * np.pi) * (1 - tail) ** 1.6 * (at > 0)
        x = x0 * frame.canvas.width + at * u * (-0.92 if left else 0.92)
        y = y0 * frame.canvas.height + at * u * 0.34
        f = np.float32
        r = ((1.5 - tail) * u).astype(f)
        kernels.splat(frame.out, x.astype(f), y.astype(f), r, (level * 0.5).astype(f), color("#eaf2ff"))


class Twinkle(Particles):
    """A few bright stars that shimmer, behind everything but the sky."""

    def __init__(self, rng: Rng, count: int, horizon: float, strength: float) -> None:
        super().__init__(rng, count, color("#dfe9ff"))
        self._horizon, self._strength = horizon, strength

    def draw(self, frame: Frame) -> None:
        scale, ox, oy = frame.place(0.06)
        c, f = frame.canvas, np.float32
        x = self.x * frame.paper.pw * scale + ox
        y = self.y**1.2 * (self._horizon * 0.8) * frame.paper.unit * scale + oy
        a = (0.35 + 0.65 * np.sin(frame.t * (1.2 + 2 * self.z) + self.p) ** 2) * self._strength
        r = (0.7 + 1.1 * self.z**2) * c.unit
        kernels.splat(frame.out, x.astype(f), y.astype(f), r.astype(f), a.astype(f), self.tint)
        r = (3.2 + 4 * self.z**2) * c.unit
        kernels.splat(frame.out, x.astype(f), y.astype(f), r.astype(f), (a * 0.12).astype(f), self.tint)


def air(rng: Rng, light: Light, *, indoors: bool = False, canvas: Canvas | None = None) -> list[Element]:
    """What floats in front of everything."""
    out: list[Element] = []
    if indoors:
        return [Dust(rng, 110, light.sun)]
    if light.snow > 0:
        out.append(Snow(rng, 620, color("#eef4ff"), light.wind))
        out.append(NearFlakes(rng, 22, color("#f4f8ff"), light.wind))
    if light.wet > 0:
        out.append(Rain(rng, 520 if light.storm else 360, color("#cfdcf2"), light.wind))
    if light.haze > 0.99 and canvas is not None:
        for y, thick, density, depth, drift in (
            (690.0, 62.0, 0.42, 0.58, 9.0),
            (800.0, 74.0, 0.62, 0.96, 20.0),
        ):
            out.append(mist_layer(rng, canvas, light.fog, y, thick, density, depth, drift))
    if not out and light.wind > 0.8:
        out.append(Leaves(rng, 70, light.rim))
    if not out:
        out.append(Dust(rng, 60, light.rim))
    return out
