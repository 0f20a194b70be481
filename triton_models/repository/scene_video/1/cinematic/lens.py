"""A lens in a room, and what it sees of the room's facets: pictures in linear light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from cinematic import facets, radiance
from cinematic.arrays import F32, I32, U8, Floats, blur
from cinematic.layers import Canvas
from cinematic.solids import Facet, Group, Solids, Vecs

NEAREST = 0.25
"""Facets are cut off nearer to the lens than this, in metres."""


def linear(tint: F32) -> F32:
    """A colour as the eye sees it (0..1, may exceed 1) as an amount of light."""
    return np.asarray(np.maximum(tint, 0) ** np.float32(2.2), np.float32)


@dataclass(frozen=True, slots=True)
class Lens:
    """Stands at (x, height, 0), level, turned to the right by `turn` radians; verticals stay upright."""

    canvas: Canvas
    focal: float
    """Design units that one metre covers at a distance of one metre."""
    horizon: float
    """Design y of what lies as high as the lens."""
    height: float
    x: float = 0.0
    turn: float = 0.0

    def seen(self, p: Floats) -> Vecs:
        """World points (n, 3) as (right, up, ahead) of the lens."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        x, y, z = p[:, 0] - self.x, p[:, 1] - self.height, p[:, 2]
        return np.stack([x * c - z * s, y, x * s + z * c], 1)

    def project(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """(design x, design y, distance ahead) of a point."""
        q = self.seen(np.array([[x, y, z]]))[0]
        ahead = max(float(q[2]), 0.05)
        return (
            self.canvas.dw / 2 + float(q[0]) / ahead * self.focal,
            self.horizon - float(q[1]) / ahead * self.focal,
            float(q[2]),
        )

    def on_floor(self, design_x: float, ahead: float) -> tuple[float, float]:
        """World (x, z) of the floor's point that far ahead which lies at a design x."""
        right = (design_x - self.canvas.dw / 2) / self.focal * ahead
        c, s = math.cos(self.turn), math.sin(self.turn)
        return self.x + right * c + ahead * s, ahead * c - right * s

    def rays(self, samples_per_unit: float) -> Floats:
        """What the kernels need to know where a sample looks (see radiance.irradiance)."""
        return np.array(
            [
                self.x,
                self.height,
                math.cos(self.turn),
                math.sin(self.turn),
                -self.canvas.dw / 2 / self.focal,
                self.horizon / self.focal,
                1 / (samples_per_unit * self.focal),
            ]
        )


@dataclass(frozen=True, slots=True)
class Lighting:
    """Linear light. lamps: x, y, z, b, g, r, radius, shaded, casts; sun: direction, on."""

    lamps: F32
    panes: F32
    sky: F32
    ambient: F32
    sun: F32
    sunlight: F32
    outside: F32
    """What is seen through windows in mirrors."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one layer shows: light (premultiplied, linear), coverage, and where floors mirror."""

    light: F32
    """What surfaces throw back."""
    own: F32
    """What they give off themselves, as a screen shows it: the same at every exposure."""
    cover: F32
    mirror: F32
    depth: F32
    """1 / metres ahead of each pixel, 0 where nothing is."""


class Projector:
    """Draws groups of facets through a lens under a lighting."""

    def __init__(self, lens: Lens, solids: Solids, lighting: Lighting, room: F32) -> None:
        self._lens, self._solids, self._lighting, self._room = lens, solids, lighting, room
        self._atlas, self._rects = _atlas(solids.pictures)
        boxes = np.asarray(solids.casters, np.float32).reshape(-1, 6)
        self._boxes = boxes

    def sight(self, groups: tuple[Group, ...], *, mirrored: bool = False, shrink: int = 1) -> Sight:
        c = self._lens.canvas
        w, h = -(-c.pw // shrink), -(-c.ph // shrink)
        rays = self._lens.rays(c.unit * 2 / shrink)
        chosen = [
            f for f in self._solids.facets if f.group in groups and not (mirrored and f.finish.gloss > 0)
        ]
        if not chosen:
            nothing = np.zeros((h, w), np.float32)
            black = np.zeros((h, w, 3), np.float32)
            return Sight(black, black, nothing, nothing, nothing)
        inv = np.zeros((h * 2, w * 2), np.float32)
        ids = np.zeros((h * 2, w * 2), np.int32)
        drawn = self._outlines(chosen, rays, mirrored)
        kept, line, normals = drawn.facets, drawn.line, drawn.normal
        finishes = [f.finish for f in kept]
        rects = np.array(
            [self._rects[f.picture] if f.picture >= 0 else (0, 0, 0, 0) for f in finishes], np.int32
        ).reshape(-1, 4)
        facets.fill(inv, ids, drawn.points, drawn.first, drawn.count, line, rects, self._atlas)
        tint = linear(np.array([f.tint for f in finishes], np.float32).reshape(-1, 3))
        second = linear(
            np.array(
                [f.second if f.second is not None else f.tint * np.float32(0.62) for f in finishes],
                np.float32,
            ).reshape(-1, 3)
        )
        about = np.zeros((len(kept), 4))
        for k, f in enumerate(kept):
            if f.round_about is not None:
                about[k] = (*f.round_about, 2.0 if f.upright else 1.0)
        albedo, own, out = (np.zeros((h, w, 3), np.float32) for _ in range(3))
        cover, mirror = np.zeros((h, w), np.float32), np.zeros((h, w), np.float32)
        facets.surface(
            inv,
            ids,
            line,
            np.array([int(f.texture) for f in finishes], np.int32),
            np.array([f.size for f in finishes], np.float32),
            tint,
            second,
            np.array([f.gloss for f in finishes], np.float32),
            np.array([f.glow for f in finishes], np.float32),
            rects,
            self._atlas,
            float(rays[6]),
            albedo,
            cover,
            own,
            mirror,
        )
        light = self._lighting
        radiance.irradiance(
            inv,
            ids,
            normals,
            about,
            rays,
            light.lamps,
            light.panes,
            light.sky,
            light.ambient,
            light.sun,
            light.sunlight,
            self._boxes,
            self._room,
            int(mirrored),
            max(2, round(5 * c.unit / shrink)),
            out,
        )
        np.multiply(albedo, out, out=albedo)
        return Sight(albedo, own, cover, mirror, np.ascontiguousarray(inv[::2, ::2]))

    def reflections(self, body: Sight, exposure: float) -> F32:
        """What a polished floor shows of the room, blurred more upwards than across, at the canvas's size."""
        c = self._lens.canvas
        seen = self.sight((Group.SHELL, Group.BODY, Group.NEAR), mirrored=True, shrink=3)
        open_ = (1 - seen.cover)[..., None] * self._lighting.outside
        picture = np.asarray(seen.light + seen.own / np.float32(exposure) + open_, np.float32)
        soft = cv2.GaussianBlur(picture, (0, 0), 0.8 * c.unit, sigmaY=2.2 * c.unit)
        big = cv2.resize(soft, (c.pw, c.ph), interpolation=cv2.INTER_LINEAR)
        yy = c.ys()[:, None]
        # the flatter one looks at a floor, the more it mirrors
        grazing = np.clip(1.0 - (yy - self._lens.horizon) / self._lens.focal, 0, 1) ** 2
        amount = body.mirror * (0.16 + 0.84 * grazing)
        return np.asarray(big * amount[..., None], np.float32)

    def in_the_air(self, depth: F32, shrink: int) -> F32:
        """Metres of sunlit air before each pixel of a small picture of the canvas."""
        rays = self._lens.rays(self._lens.canvas.unit / shrink)
        out = np.zeros(depth.shape, np.float32)
        light = self._lighting
        if light.sun[3] > 0:
            radiance.in_the_air(depth, rays, light.sun, light.panes, self._boxes, out)
        return blur(out, 0.9)

    def _outlines(self, chosen: list[Facet], rays: Floats, mirrored: bool) -> _Outlines:
        """What the kernels need of each facet that the lens can see at all."""
        flip = np.array([1.0, -1.0 if mirrored else 1.0, 1.0])
        eye = np.array([self._lens.x, self._lens.height, 0.0])
        c, s = math.cos(self._lens.turn), math.sin(self._lens.turn)
        rot = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        normal = np.array([f.normal for f in chosen]) * flip
        corner = (np.array([f.outline[0] for f in chosen]) * flip - eye) @ rot
        origin = (np.array([f.origin for f in chosen]) * flip - eye) @ rot
        u = np.array([f.u for f in chosen]) * flip @ rot
        v = np.array([f.v for f in chosen]) * flip @ rot
        toward = ((normal @ rot) * corner).sum(1)
        normal = np.where(toward[:, None] > 0, -normal, normal)
        ahead = normal @ rot
        plane = (ahead * corner).sum(1)
        kept: list[int] = []
        points: list[Vecs] = []
        sizes = [len(f.outline) for f in chosen]
        seen = (np.concatenate([f.outline for f in chosen]) * flip - eye) @ rot
        start = 0
        for k, n in enumerate(sizes):
            q = seen[start : start + n]
            start += n
            if abs(plane[k]) < 1e-6 or float(q[:, 2].max()) < NEAREST:
                continue
            whole = q if float(q[:, 2].min()) >= NEAREST else _cut(q)
            if whole is not None:
                kept.append(k)
                points.append(whole)
        at = np.array(kept, np.intp)
        flat = np.concatenate(points) if points else np.ones((0, 3))
        xy = np.stack(
            [(flat[:, 0] / flat[:, 2] - rays[4]) / rays[6], (rays[5] - flat[:, 1] / flat[:, 2]) / rays[6]], 1
        )
        inv = _across(ahead[at], rays) / plane[at, None]
        along = [_across(axis[at], rays) - (axis[at] * origin[at]).sum(1)[:, None] * inv for axis in (u, v)]
        counts = np.array([len(p) for p in points], np.int32)
        return _Outlines(
            facets=[chosen[k] for k in kept],
            points=xy,
            first=(np.cumsum(counts) - counts).astype(np.int32),
            count=counts,
            line=np.concatenate([inv, *along], 1),
            normal=normal[at] * flip,
        )


@dataclass(frozen=True, slots=True)
class _Outlines:
    """Facets on the screen; the arrays are those of facets.fill and radiance.irradiance."""

    facets: list[Facet]
    points: Floats
    first: I32
    count: I32
    line: Floats
    normal: Floats


def _across(axis: Vecs, rays: Floats) -> Floats:
    """axis . (dx, dy, 1) of each of n axes as a function of the sample: (n, 3) of per x, per y, constant."""
    return np.stack(
        [
            axis[:, 0] * rays[6],
            -axis[:, 1] * rays[6],
            axis[:, 0] * rays[4] + axis[:, 1] * rays[5] + axis[:, 2],
        ],
        1,
    )


def _cut(q: Vecs) -> Vecs | None:
    """The part of an outline that lies before the lens."""
    inside = q[:, 2] >= NEAREST
    if inside.all():
        return q
    if not inside.any():
        return None
    out: list[Vecs] = []
    for k in range(len(q)):
        a, b = q[k], q[(k + 1) % len(q)]
        if inside[k]:
            out.append(a)
        if inside[k] != inside[(k + 1) % len(q)]:
            t = (NEAREST - a[2]) / (b[2] - a[2])
            out.append(a + (b - a) * t)
    return np.asarray(out) if len(out) >= 3 else None


def _atlas(pictures: list[U8]) -> tuple[U8, list[tuple[int, int, int, int]]]:
    """All pictures in one, below one another, and where each lies."""
    if not pictures:
        return np.zeros((1, 1, 4), np.uint8), []
    width = max(p.shape[1] for p in pictures)
    atlas = np.zeros((sum(p.shape[0] for p in pictures), width, 4), np.uint8)
    rects = []
    y = 0
    for p in pictures:
        h, w = p.shape[:2]
        atlas[y : y + h, :w] = p
        rects.append((0, y, w, h))
        y += h
    return atlas, rects
