"""The light and the air of a room: what windows and lamps send, beams with dust, steam, drops on panes."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic import kernels
from cinematic.arrays import F32, Rng, blur, color, fbm, luma, mix
from cinematic.lens import Lens, Lighting, Projector, linear
from cinematic.light import Light
from cinematic.rooms import Room
from cinematic.scene import Frame
from cinematic.skyfx import add_light

_AIR_SCALE = 8


def lighting_of(room: Room) -> Lighting:
    """All light of a room by its hour, weather, windows and lamps."""
    light = room.light
    lamps = np.array(
        [
            (q.x, q.y, q.z, *(linear(q.tint) * np.float32(q.power)), q.radius, q.shaded, q.casts)
            for q in room.lamps
        ],
        np.float32,
    ).reshape(-1, 9)
    panes = np.asarray(room.panes, np.float32).reshape(-1, 11)
    low, high = light.sky[-1][1], light.sky[1][1]
    day = 0.16 if light.dark and light.moon else 0.42 if light.dark else 1.5
    seen = mix(low, high, 0.35)
    if not light.dark:  # the eye takes daylight for white: most of the sky's blue is left out
        grey = np.array([0.94, 1.0, 1.05], np.float32) * np.float32(luma(seen))
        seen = mix(seen, grey, 0.30 + 0.40 * min(1.0, max(0.0, light.sun_height * 2)))
    sky = linear(seen) * np.float32(day)
    glow = sum((linear(q.tint) * np.float32(q.power) for q in room.lamps), np.zeros(3, np.float32))
    volume = (room.width[1] - room.width[0]) * room.deep * room.tall
    glass = sum(4 * p[6] * p[7] for p in room.panes)
    ambient = (
        linear(light.ambient if light.dark else seen * 0.6) * np.float32(0.09 if light.dark else 0.10)
        + sky * np.float32(min(0.11, 0.009 * glass + 0.01))
        + glow * np.float32(0.7 / volume)
    )
    sun, strength = _sun(room)
    return Lighting(
        lamps=lamps,
        panes=panes,
        sky=sky.astype(np.float32),
        ambient=np.asarray(ambient, np.float32),
        sun=sun,
        sunlight=np.asarray(linear(mix(light.sun, light.halo, 0.45)) * np.float32(strength), np.float32),
        outside=np.asarray(linear(low) * np.float32(0.9 if not light.dark else 0.5), np.float32),
    )


def _sun(room: Room) -> tuple[F32, float]:
    """(direction to the sun or moon and whether it shines in, strength); it faces the most glass."""
    light = room.light
    if not room.panes or light.sun_radius <= 0 or light.sun_height < 0 or light.wet > 0:
        return np.array([0, 1, 0, 0], np.float32), 0.0
    area: dict[tuple[float, float], float] = {}
    for p in room.panes:
        key = (round(p[3], 2), round(p[5], 2))
        area[key] = area.get(key, 0.0) + p[6] * p[7]
    nx, nz = max(area, key=lambda k: area[k])
    skew = 0.30 + 0.35 * float(room.rng.random())
    height = 0.16 + 0.85 * light.sun_height
    if abs(nz) > 0.7:  # the window faces the lens: light falls towards it, aslant
        dx, dz = math.sin(skew) * room.side, -nz * math.cos(skew)
    else:  # a side wall: the sun stands a little ahead, so that things are lit from behind
        dx, dz = -nx * math.cos(skew), math.sin(skew)
    c = math.cos(height)
    clear = 1 - 0.75 * max(0.0, light.haze - 0.5) / 0.5
    strength = light.glow * clear * (0.6 if light.moon else 5.0)
    return np.array([dx * c, math.sin(height), dz * c, 1.0], np.float32), strength


class RoomAir:
    """What the air shows of the light: sunbeams with drifting dust, and a glow about each lamp."""

    def __init__(self, room: Room, projector: Projector, depths: tuple[F32, F32], exposure: float) -> None:
        c = room.canvas
        size = (max(4, c.pw // _AIR_SCALE), max(4, c.ph // _AIR_SCALE))
        seen = np.maximum(*depths)
        small = cv2.resize(np.minimum(seen, 4.0), size, interpolation=cv2.INTER_AREA)
        depth = np.asarray(1 / np.maximum(small, 1 / 24.0), np.float32)
        metres = projector.in_the_air(depth, _AIR_SCALE)
        light = room.light
        thick = 0.045 + 0.06 * light.haze
        tint = mix(light.sun, light.halo, 0.5)
        moon = 0.35 if light.moon else 1.0
        level = 1 - np.exp(-metres * np.float32(thick * moon * 1.6 * min(1.6, 0.5 + 0.5 * exposure)))
        self._beams = np.asarray(np.minimum(level, 0.55)[..., None] * tint * np.float32(0.62), np.float32)
        self._has_beams = bool(level.max() > 0.01)
        self._glow = _lamp_glow(room, size)
        self._dust = fbm(room.rng, size[0] * 2, size[1] * 2, 7, 4)[: size[1]]
        self._dust = np.asarray((self._dust - self._dust.mean()) * 2.2, np.float32)
        self._motes = _Motes(room.rng, self._beams) if self._has_beams else None

    def draw(self, frame: Frame) -> None:
        if not self._has_beams:
            add_light(frame, self._glow, 0.60, _AIR_SCALE)
            return
        w = self._glow.shape[1]
        shift = (frame.t * 1.1) % w
        k = int(shift)
        t = np.float32(shift - k)
        dust = np.roll(self._dust, -k, 1)
        dust = dust[:, :w] * (1 - t) + dust[:, 1 : w + 1] * t
        picture = self._glow + self._beams * (1 + 0.34 * dust)[..., None]
        add_light(frame, np.asarray(picture, np.float32), 0.60, _AIR_SCALE)
        if self._motes is not None:
            self._motes.draw(frame)


class _Motes:
    """Specks that float where there is sun in the air."""

    def __init__(self, rng: Rng, beams: F32) -> None:
        level = beams.max(-1).astype(np.float64)
        n = 90
        at = rng.choice(level.size, n, p=(level / level.sum()).ravel())
        self._y = (at // level.shape[1] + rng.random(n)) * _AIR_SCALE
        self._x = (at % level.shape[1] + rng.random(n)) * _AIR_SCALE
        self._p = rng.random(n) * 2 * np.pi
        self._z = rng.random(n)
        self._tint = np.asarray(np.clip(beams.reshape(-1, 3).max(0) * 1.8, 0, 1), np.float32)

    def draw(self, frame: Frame) -> None:
        scale, ox, oy = frame.place(0.66)
        u, f, t = frame.canvas.unit, np.float32, frame.t
        x = (self._x + u * (14 * np.sin(t * 0.31 + self._p) + 5 * np.sin(t * 0.9 + self._p * 3))) * scale + ox
        y = (self._y + u * (10 * np.sin(t * 0.23 + self._p * 2) - 3 * t * self._z)) * scale + oy
        a = (0.25 + 0.5 * self._z) * np.maximum(0, np.sin(t * 0.7 + self._p)) ** 2
        r = (0.8 + 1.3 * self._z**2) * u
        kernels.splat(frame.out, x.astype(f), y.astype(f), r.astype(f), a.astype(f), self._tint)


def _lamp_glow(room: Room, size: tuple[int, int]) -> F32:
    w, h = size
    c = room.canvas
    x = (np.arange(w, dtype=np.float32)[None, :] + 0.5) / np.float32(w) * np.float32(c.dw)
    y = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / np.float32(h) * np.float32(c.dh)
    out = np.zeros((h, w, 3), np.float32)
    lens = room.lens()
    foggy = 1.0 + 0.5 * room.light.haze
    dark = 1.0 if room.light.dark else 0.5
    for q in room.lamps:
        if q.halo <= 0:
            continue
        fx, fy, ahead = lens.project(q.x, q.y, q.z)
        if ahead < 0.6:
            continue
        reach = lens.focal / ahead * 0.9 * math.sqrt(max(q.power, 0.2)) * foggy
        d = np.hypot(x - fx, y - fy) / np.float32(reach)
        level = np.exp(-d * 9) * 0.42 + np.exp(-d * 3.0) * 0.15
        out += level[..., None] * q.tint * np.float32(q.halo * dark)
    return blur(np.minimum(out, 0.85).astype(np.float32), 0.8)


class Steam:
    """Steam that rises from pots, cups and pipes: soft puffs that widen and fade."""

    def __init__(
        self, rng: Rng, places: list[tuple[float, float, float]], lens: Lens, depth: float, light: Light
    ) -> None:
        self._at = [lens.project(*p) for p in places]
        self._focal, self._depth = lens.focal, depth
        n = 16
        self._phase = rng.random((len(places), n))
        self._tint = mix(color("#fff1df"), light.sky[-1][1], 0.25) * np.float32(0.8 if light.dark else 1.0)

    def draw(self, frame: Frame) -> None:
        f = np.float32
        for (x, y, ahead), phase in zip(self._at, self._phase, strict=True):
            fx, fy, unit = frame.at(self._depth, x, y)
            metre = self._focal / ahead * unit
            n = len(phase)
            age = ((np.arange(n) + phase) / n + frame.t / 4.2) % 1.0
            px = (
                fx
                + (0.10 * np.sin(age * 6 + phase * 20 + frame.t * 0.3) * age + 0.02 * (phase - 0.5)) * metre
            )
            py = fy - age * 0.85 * metre
            r = (0.03 + 0.14 * age) * metre
            a = 0.17 * np.sin(np.clip(age, 0, 1) * np.pi) ** 0.8
            kernels.splat(
                frame.out, px.astype(f), py.astype(f), r.astype(f), a.astype(f), np.asarray(self._tint, f)
            )


class Flames:
    """Small fires and pilot lights: a flicker of warm light at each place."""

    def __init__(self, places: list[tuple[float, float, float]], lens: Lens, depth: float) -> None:
        self._at = [lens.project(*p) for p in places]
        self._focal, self._depth = lens.focal, depth

    def draw(self, frame: Frame) -> None:
        f = np.float32
        for k, (x, y, ahead) in enumerate(self._at):
            fx, fy, unit = frame.at(self._depth, x, y)
            metre = self._focal / ahead * unit
            flicker = 0.8 + 0.14 * math.sin(frame.t * 9.3 + k) * math.sin(frame.t * 5.1 + 2 * k)
            at = np.array([fx], f), np.array([fy], f)
            kernels.splat(
                frame.out, *at, np.array([0.22 * metre], f), np.array([0.5 * flicker], f), color("#ff9a3c")
            )
            kernels.splat(
                frame.out, *at, np.array([0.07 * metre], f), np.array([0.8 * flicker], f), color("#ffd58a")
            )


class Wet:
    """Drops on the panes, some of which run down; drawn behind the wall, so that only panes show them."""

    def __init__(self, room: Room, lens: Lens) -> None:
        rng = room.rng
        xs, ys, size, run = [], [], [], []
        area = sum(p[6] * p[7] for p in room.panes) or 1.0
        for p in room.panes:
            n = int(260 * p[6] * p[7] / area)
            a, b = rng.uniform(-p[6], p[6], n), rng.uniform(-p[7], p[7], n)
            for k in range(n):
                x, y, ahead = lens.project(p[0] + a[k] * p[5], p[1] + b[k], p[2] - a[k] * p[3])
                if ahead > 0.6:
                    xs.append(x)
                    ys.append(y)
                    size.append(lens.focal / ahead)
                    run.append(p[7])
        self._x, self._y = np.asarray(xs), np.asarray(ys)
        self._metre, self._drop = np.asarray(size), np.asarray(run)
        self._p = rng.random(len(xs))
        self._tint = np.asarray(mix(color("#e8f1ff"), room.light.sky[-1][1], 0.3), np.float32)
        self._level = 0.30 if room.light.dark else 0.5

    def draw(self, frame: Frame) -> None:
        if not len(self._x):
            return
        f = np.float32
        scale, ox, oy = frame.place(0.50)
        u = frame.canvas.unit
        runs = self._p > 0.72
        at = np.where(runs, ((frame.t * (0.05 + 0.09 * self._p) + self._p * 7) % 1.0) - 0.5, 0.0)
        y = self._y + at * self._drop * self._metre * 0.8
        x = self._x + np.where(runs, 0.012 * np.sin(at * 40 + self._p * 30) * self._metre, 0.0)
        fade = np.where(runs, np.clip((0.5 - np.abs(at)) * 8, 0, 1), 1.0)
        r = (0.004 + 0.007 * (self._p * 7 % 1.0)) * self._metre * u
        a = self._level * fade * (0.4 + 0.6 * (self._p * 3 % 1.0))
        kernels.splat(
            frame.out,
            ((x * u) * scale + ox).astype(f),
            ((y * u) * scale + oy).astype(f),
            r.astype(f),
            a.astype(f),
            self._tint,
        )
