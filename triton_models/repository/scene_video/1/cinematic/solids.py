"""Things of a room as flat facets in metres: x to the right, y up from the floor, z away from the lens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, U8, color

Vec = tuple[float, float, float]
Vecs = NDArray[np.float64]


class Texture(IntEnum):
    """What a facet's surface is made of; `Finish.size` is the width of its board, tile, book or stripe."""

    PLAIN = 0
    PLANKS = 1
    TILES = 2
    BOOKS = 3
    BRICK = 4
    WOOD = 5
    STRIPES = 6
    PICTURE = 7
    STONE = 8
    BOARDS = 9


class Group(IntEnum):
    """Which layer a facet belongs to, back to front."""

    SHELL = 0
    """Walls and ceiling."""
    BODY = 1
    """The floor, and what stands behind the hero."""
    NEAR = 2
    """What stands between the hero and the lens."""
    FRONT = 3
    """Close to the lens, out of focus."""


@dataclass(frozen=True, slots=True)
class Finish:
    """A material. Colours are BGR 0..1 as seen under white light."""

    tint: F32
    texture: Texture = Texture.PLAIN
    size: float = 1.0
    second: F32 | None = None
    """The other colour of a pattern; a darker shade of the tint by default."""
    gloss: float = 0.0
    """0..1: how much of the room a floor mirrors."""
    glow: float = 0.0
    """Light that the surface gives off itself, in multiples of its tint."""
    picture: int = -1

    def darker(self, by: float) -> Finish:
        return replace(self, tint=np.asarray(self.tint * np.float32(by), np.float32))


def plain(code: str, *, glow: float = 0.0) -> Finish:
    return Finish(color(code), glow=glow)


def wood(code: str) -> Finish:
    return Finish(color(code), Texture.WOOD, 0.12)


@dataclass(frozen=True, slots=True)
class Facet:
    """A flat convex outline with the axes of its texture (metres per unit of u and v)."""

    outline: Vecs
    normal: Vecs
    origin: Vecs
    u: Vecs
    v: Vecs
    finish: Finish
    group: Group
    round_about: Vecs | None = None
    """A centre (ball) or a point of the axis (pillar) that a smooth normal points away from."""
    upright: bool = False
    """Round about an axis that stands up rather than about a centre."""


@dataclass(slots=True)
class Solids:
    """All facets of a room, the boxes that cast its shadows, and the pictures on its surfaces."""

    hero_z: float = 5.0
    facets: list[Facet] = field(default_factory=list)
    casters: list[tuple[float, float, float, float, float, float]] = field(default_factory=list)
    pictures: list[U8] = field(default_factory=list)

    def picture(self, image: U8) -> int:
        """Keep a BGRA picture; facets name it by the number returned."""
        self.pictures.append(image)
        return len(self.pictures) - 1

    def at(
        self, x: float = 0.0, z: float = 0.0, turn: float = 0.0, y: float = 0.0, group: Group | None = None
    ) -> Spot:
        return Spot(self, x, y, z, turn, group)


class Spot:
    """A place in the room, turned about the vertical (radians); furniture is built in its own axes."""

    def __init__(
        self, solids: Solids, x: float, y: float, z: float, turn: float, group: Group | None
    ) -> None:
        self._solids, self._group = solids, group
        self._base = np.array([x, y, z])
        c, s = math.cos(turn), math.sin(turn)
        self._axes = np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])

    @property
    def solids(self) -> Solids:
        return self._solids

    def world(self, x: float, y: float, z: float) -> Vec:
        p = self._base + np.array([x, y, z]) @ self._axes
        return float(p[0]), float(p[1]), float(p[2])

    def at(self, x: float = 0.0, z: float = 0.0, turn: float = 0.0, y: float = 0.0) -> Spot:
        # what stands on something goes with it, what stands beside it is told apart by itself
        group = self._group if y == 0 else self._layer()
        spot = Spot(self._solids, 0, 0, 0, turn, group)
        spot._base = self._base + np.array([x, y, z]) @ self._axes
        spot._axes = spot._axes @ self._axes
        return spot

    def sheet(
        self,
        outline: Sequence[Vec],
        finish: Finish,
        *,
        u: Vec = (1, 0, 0),
        v: Vec = (0, 1, 0),
        origin: Vec | None = None,
        about: Vec | None = None,
        upright: bool = False,
    ) -> None:
        """A convex flat outline; u and v run along it."""
        p = np.asarray(outline, np.float64)
        axis_u, axis_v = np.asarray(u, np.float64) @ self._axes, np.asarray(v, np.float64) @ self._axes
        corner = np.asarray(origin if origin is not None else outline[0], np.float64)
        p = self._base + p @ self._axes
        a, b = p[1] - p[0], p[-1] - p[0]
        n = np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])
        length = math.sqrt(float(n @ n))
        if length < 1e-9:
            return
        self._solids.facets.append(
            Facet(
                p,
                n / length,
                self._base + corner @ self._axes,
                axis_u,
                axis_v,
                finish,
                self._layer(),
                None if about is None else self._base + np.asarray(about, np.float64) @ self._axes,
                upright,
            )
        )

    def _layer(self) -> Group:
        """All of one piece of furniture lies before or behind the hero."""
        if self._group is not None:
            return self._group
        return Group.BODY if float(self._base[2]) > self._solids.hero_z - 0.05 else Group.NEAR

    def box(
        self,
        x0: float,
        x1: float,
        y0: float,
        y1: float,
        z0: float,
        z1: float,
        finish: Finish,
        *,
        cast: bool = True,
        top: Finish | None = None,
    ) -> None:
        """A box; its sides show the finish upright, its top lengthwise."""
        lid = top or finish
        self.sheet([(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)], finish)
        self.sheet([(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], finish)
        self.sheet([(x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0)], finish, u=(0, 0, 1))
        self.sheet([(x1, y0, z0), (x1, y0, z1), (x1, y1, z1), (x1, y1, z0)], finish, u=(0, 0, 1))
        self.sheet([(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)], lid, v=(0, 0, 1))
        if y0 > 0.9:
            self.sheet([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)], lid, v=(0, 0, 1))
        if cast:
            self.cast(x0, x1, y0, y1, z0, z1)

    def cast(self, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float) -> None:
        """A shadow without a body: what stands there is drawn in another way."""
        corners = np.array([self.world(x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)])
        low, high = corners.min(0), corners.max(0)
        c, h = (low + high) / 2, (high - low) / 2
        if float(np.sort(h)[1]) < 0.04:  # legs and rods shade too little to be worth their price
            return
        self._solids.casters.append((*map(float, c), *map(float, h)))  # type: ignore[arg-type]

    def pillar(
        self,
        x: float,
        z: float,
        y0: float,
        y1: float,
        radius: float,
        finish: Finish,
        *,
        upper: float | None = None,
        sides: int = 12,
        cast: bool = True,
    ) -> None:
        """An upright cylinder, or a cone's frustum where the upper radius differs."""
        top = radius if upper is None else upper
        a = np.linspace(0, 2 * math.pi, sides, endpoint=False)
        low = [(x + radius * math.cos(t), y0, z + radius * math.sin(t)) for t in a]
        high = [(x + top * math.cos(t), y1, z + top * math.sin(t)) for t in a]
        for k in range(sides):
            j = (k + 1) % sides
            along = (-math.sin(a[k]), 0.0, math.cos(a[k]))
            self.sheet([low[k], low[j], high[j], high[k]], finish, u=along, about=(x, y0, z), upright=True)
        if top > 0.004:
            self.sheet(high, finish, v=(0, 0, 1))
        if cast:
            r = max(radius, top) * 0.8
            self.cast(x - r, x + r, y0, y1, z - r, z + r)

    def ball(
        self, x: float, y: float, z: float, radius: float, finish: Finish, *, squash: float = 1.0
    ) -> None:
        rows, cols = 6, 12
        ring = []
        for i in range(rows + 1):
            lat = math.pi * i / rows - math.pi / 2
            r, h = radius * math.cos(lat), radius * math.sin(lat) * squash
            ring.append(
                [
                    (x + r * math.cos(t), y + h, z + r * math.sin(t))
                    for t in np.linspace(0, 2 * math.pi, cols, endpoint=False)
                ]
            )
        for i in range(rows):
            for k in range(cols):
                j = (k + 1) % cols
                quad = [ring[i][k], ring[i][j], ring[i + 1][j], ring[i + 1][k]]
                if i == 0:
                    quad = [ring[1][k], ring[1][j], (x, y - radius * squash, z)]
                elif i == rows - 1:
                    quad = [ring[i][k], ring[i][j], (x, y + radius * squash, z)]
                self.sheet(quad, finish, about=(x, y, z))

    def bar(self, p: Vec, q: Vec, width: float, finish: Finish) -> None:
        """A thin square rod between two points, as two crossed ribbons."""
        a, b = np.asarray(p, np.float64), np.asarray(q, np.float64)
        along = b - a
        along = along / max(1e-9, float(np.linalg.norm(along)))
        for side in (np.array([1.0, 0, 0]), np.array([0, 1.0, 0]), np.array([0, 0, 1.0])):
            across = side - along * float(side @ along)
            length = float(np.linalg.norm(across))
            if length < 0.5:
                continue
            h = across / length * width / 2
            corners = [a - h, a + h, b + h, b - h]
            self.sheet([(float(c[0]), float(c[1]), float(c[2])) for c in corners], finish)

    def card(self, x: float, y: float, z: float, width: float, height: float, finish: Finish) -> None:
        """An upright picture that faces the lens side of its place; (x, y) is its lower middle."""
        h = width / 2
        stretched = replace(finish, size=1.0)
        self.sheet(
            [(x - h, y, z), (x + h, y, z), (x + h, y + height, z), (x - h, y + height, z)],
            stretched,
            u=(1 / width, 0, 0),
            v=(0, 1 / height, 0),
        )
