"""A room under construction: floor, walls with openings, lamps, and where the hero will be."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from cinematic.arrays import F32, Rng, color, luma, mix
from cinematic.layers import Canvas
from cinematic.lens import Lens
from cinematic.light import Light
from cinematic.solids import Finish, Group, Solids, Spot, Texture, plain

WARM, WHITE, COOL = color("#ffaa5c"), color("#ffe2bd"), color("#d2e8ff")

_PAINTS = tuple(
    color(t) for t in ("#d8b48a", "#9fb8a0", "#a8b8c8", "#d8a894", "#c8b8d0", "#e0cf98", "#8fb5b8", "#c4c0b4")
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A window in a wall: its middle along the wall (metres), size, and the panes between its bars."""

    at: float
    width: float
    bottom: float
    top: float
    panes: tuple[int, int] = (2, 2)
    arched: bool = False
    frame: str = "#e9e0cf"


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light of people's: position in metres, colour and power (light at one metre)."""

    x: float
    y: float
    z: float
    tint: F32
    power: float
    radius: float = 0.25
    shaded: bool = False
    """Sends its light down."""
    casts: bool = True
    halo: float = 1.0
    by_day: bool = False
    """Shines whatever the hour: screens, ovens, signs."""


@dataclass(slots=True)
class Room:
    """What a designer fills. x grows to the right, z away from the lens; `side` is -1 or 1, to mirror by."""

    canvas: Canvas
    rng: Rng
    side: float
    light: Light
    width: tuple[float, float] = (-3.0, 3.0)
    deep: float = 8.0
    tall: float = 3.2
    eye: float = 1.5
    turn: float = 0.0
    eye_x: float = 0.0
    horizon: float = 474.0
    wide: float = 1.0
    """Below 1 a longer, above 1 a shorter lens than usual."""
    hero_x: float = 0.16
    """Where the hero stands across the frame, -1..1, towards `side`."""
    hero_ahead: float = 5.0
    nearness: float = 1.0
    """Below 1 the hero stands nearer than the design says, before the furniture."""
    facing: float | None = None
    seat: str = "stool"
    view: str = "hills"
    view_level: float = 462.0
    solids: Solids = field(default_factory=Solids)
    lamps: list[Lamp] = field(default_factory=list)
    panes: list[tuple[float, ...]] = field(default_factory=list)
    steam: list[tuple[float, float, float]] = field(default_factory=list)
    flames: list[tuple[float, float, float]] = field(default_factory=list)
    paint: tuple[F32, F32, float] = (_PAINTS[0], _PAINTS[1], 0.0)
    """What walls and panels are tinted with, and how much."""
    dim: float = 0.0
    """0..1: how few of the lamps are lit, by the mood."""

    @property
    def lit(self) -> bool:
        return self.light.lamps > 0.3

    @property
    def half_frame(self) -> float:
        """Half of the frame's width in design units."""
        return self.canvas.width / self.canvas.unit / 2

    @property
    def focal(self) -> float:
        aspect = self.canvas.width / self.canvas.height
        return 800.0 * (0.62 + 0.38 * min(1.0, aspect / 1.78)) / self.wide

    def lens(self) -> Lens:
        return Lens(self.canvas, self.focal, self.horizon, self.eye, self.eye_x, self.turn)

    def ahead(self) -> float:
        """How far ahead the hero stands, so that they are as tall in every shape of frame."""
        return self.hero_ahead * self.nearness * self.focal / 800.0

    def hero_place(self) -> tuple[float, float]:
        """World (x, z) of the hero's feet."""
        x = self.canvas.dw / 2 + self.hero_x * self.side * self.half_frame
        return self.lens().on_floor(x, self.ahead())

    def begin(self) -> None:
        """Call once lens and hero are settled, before walls and furniture.

        Whoever holds the camera stands a little elsewhere each time, and walls have been painted anew. What
        is nearer than the hero will cover them.
        """
        self.eye += self.rng.uniform(-0.12, 0.14)
        self.turn += self.rng.uniform(-0.06, 0.06)
        self.hero_x += self.rng.uniform(-0.06, 0.06)
        chosen = self.rng.choice(len(_PAINTS), 2, replace=False)
        amount = self.rng.uniform(0.05, 0.42)
        self.paint = (_PAINTS[chosen[0]], _PAINTS[chosen[1]], float(amount))
        self.solids.hero_z = self.hero_place()[1]

    def at(
        self, x: float = 0.0, z: float = 0.0, turn: float = 0.0, y: float = 0.0, group: Group | None = None
    ) -> Spot:
        return self.solids.at(x, z, turn, y, group)

    def mirrored_at(self, x: float, z: float, turn: float = 0.0, y: float = 0.0) -> Spot:
        """A place given as if side were 1."""
        return self.solids.at(x * self.side, z, turn * self.side, y)

    def lens_spot(self, across: float, ahead: float, turn: float = 0.0) -> Spot:
        """A place close to the lens; across is -1..1 of the frame's half width at that distance."""
        narrow = 1.0 - min(1.0, self.canvas.width / self.canvas.height / 1.78)
        design = self.canvas.dw / 2 + across * (1 + 0.5 * narrow) * self.half_frame
        x, z = self.lens().on_floor(design, ahead)
        return self.solids.at(x, z, turn, -0.30 * narrow, Group.FRONT)

    # -- shell

    def floor(self, finish: Finish) -> None:
        x0, x1 = self.width[0] - 0.01, self.width[1] + 0.01
        spot = self.at(group=Group.BODY)
        along = finish.texture in (Texture.PLANKS, Texture.BOARDS)
        spot.sheet(
            [(x0, 0, -1.5), (x1, 0, -1.5), (x1, 0, self.deep + 0.02), (x0, 0, self.deep + 0.02)],
            finish,
            u=(1, 0, 0) if along or finish.texture is Texture.TILES else (0, 0, 1),
            v=(0, 0, 1) if along or finish.texture is Texture.TILES else (1, 0, 0),
            origin=(0, 0, 0),
        )

    def ceiling(self, finish: Finish, *, beams: int = 0, beam: Finish | None = None) -> None:
        x0, x1 = self.width
        spot = self.at(group=Group.SHELL)
        y = self.tall
        spot.sheet(
            [(x0, y, -1.5), (x1, y, -1.5), (x1, y, self.deep), (x0, y, self.deep)],
            finish,
            u=(1, 0, 0),
            v=(0, 0, 1),
            origin=(0, y, 0),
        )
        for k in range(beams):
            z = self.deep * (k + 0.6) / beams
            spot.box(x0, x1, y - 0.22, y, z, z + 0.18, beam or finish.darker(0.6), cast=False)

    def wall(
        self,
        which: str,
        finish: Finish,
        openings: tuple[Opening, ...] = (),
        *,
        skirting: Finish | None = None,
        lower: Finish | None = None,
        lower_to: float = 1.0,
    ) -> None:
        """One of "back", "left", "right"; openings are placed by x on the back wall, by z on the others."""
        place, start, end, sign = self._run(which)
        finish = _painted(finish, self.paint[0], self.paint[2])
        lower = _painted(lower, self.paint[1], self.paint[2]) if lower else None
        holes = sorted((replace(o, at=o.at * sign) for o in openings), key=lambda o: o.at)
        parts = (
            [(0.0, lower_to, lower), (lower_to, self.tall, finish)] if lower else [(0.0, self.tall, finish)]
        )
        for y0, y1, cover in parts:
            assert cover is not None
            edge = start
            for hole in holes:
                a, b = hole.at - hole.width / 2, hole.at + hole.width / 2
                _panel(place, edge, a, y0 - (0.4 if y0 == 0 else 0), y1, cover)
                _panel(place, a, b, y0 - (0.4 if y0 == 0 else 0), min(y1, hole.bottom), cover)
                _panel(place, a, b, max(y0, hole.top), y1, cover)
                edge = b
            _panel(place, edge, end, y0 - (0.4 if y0 == 0 else 0), y1, cover)
        for hole in holes:
            self._window(place, hole, finish)
        if lower:
            edge = start
            for a, b in [(h.at - h.width / 2, h.at + h.width / 2) for h in holes if h.bottom < lower_to]:
                place.box(
                    edge, a, lower_to - 0.03, lower_to + 0.04, -0.03, 0.0, lower.darker(0.8), cast=False
                )
                edge = b
            place.box(edge, end, lower_to - 0.03, lower_to + 0.04, -0.03, 0.0, lower.darker(0.8), cast=False)
        edge = start
        for a, b in [(h.at - h.width / 2, h.at + h.width / 2) for h in holes if h.bottom < 0.1]:
            place.box(edge, a, -0.3, 0.11, -0.02, 0.0, skirting or finish.darker(0.6), cast=False)
            edge = b
        place.box(edge, end, -0.3, 0.11, -0.02, 0.0, skirting or finish.darker(0.6), cast=False)

    def on_wall(self, which: str, at: float, y: float = 0.0, out: float = 0.02) -> Spot:
        """A place on a wall whose local z points into the wall; for pictures, boards, shelves."""
        place, _, _, sign = self._run(which)
        group = Group.SHELL
        x, _, z = place.world(at * sign, 0, -out)
        turn = {"back": 0.0, "left": -math.pi / 2, "right": math.pi / 2}[which]
        return Spot(self.solids, x, y, z, turn, group)

    def _run(self, which: str) -> tuple[Spot, float, float, float]:
        x0, x1 = self.width
        if which == "back":
            return self.at(0, self.deep, group=Group.SHELL), x0, x1, 1.0
        if which == "left":
            return self.at(x0, 0, -math.pi / 2, group=Group.SHELL), -1.5, self.deep, 1.0
        return self.at(x1, 0, math.pi / 2, group=Group.SHELL), -self.deep, 1.5, -1.0

    def _window(self, place: Spot, hole: Opening, wall: Finish) -> None:
        a, b = hole.at - hole.width / 2, hole.at + hole.width / 2
        y0, y1 = hole.bottom, hole.top
        r = hole.width / 2
        reveal = Finish(np.asarray(np.minimum(wall.tint * np.float32(1.08), 1), np.float32))
        frame = plain(hole.frame)
        thick = 0.24
        spring = y1 - r if hole.arched else y1
        place.sheet([(a, y0, 0), (a, y0, thick), (a, spring, thick), (a, spring, 0)], reveal, u=(0, 0, 1))
        place.sheet([(b, y0, 0), (b, y0, thick), (b, spring, thick), (b, spring, 0)], reveal, u=(0, 0, 1))
        place.sheet([(a, y0, 0), (b, y0, 0), (b, y0, thick), (a, y0, thick)], reveal, v=(0, 0, 1))
        if hole.arched:
            t = np.linspace(0, math.pi, 17)
            arc = [(hole.at - r * math.cos(q), spring + r * math.sin(q)) for q in t]
            for (px, py), (qx, qy) in pairwise(arc):
                place.sheet([(px, py, 0), (qx, qy, 0), (qx, y1, 0), (px, y1, 0)], wall, origin=(0, 0, 0))
                place.sheet([(px, py, 0), (qx, qy, 0), (qx, qy, thick), (px, py, thick)], reveal, v=(0, 0, 1))
                for depth in (0.10, 0.14):
                    place.sheet(
                        [
                            (px, py, depth),
                            (qx, qy, depth),
                            (qx + (hole.at - qx) * 0.07, qy + (spring - qy) * 0.07, depth),
                            (px + (hole.at - px) * 0.07, py + (spring - py) * 0.07, depth),
                        ],
                        frame,
                    )
        else:
            place.sheet([(a, y1, 0), (b, y1, 0), (b, y1, thick), (a, y1, thick)], reveal, v=(0, 0, 1))
            place.box(a, b, y1 - 0.06, y1, 0.10, 0.16, frame, cast=False)
        if y0 > 0.2:
            place.box(a - 0.08, b + 0.08, y0 - 0.05, y0, -0.14, 0.10, frame, cast=False)
        place.box(a, b, y0, y0 + 0.06, 0.10, 0.16, frame, cast=False)
        for x in (a, b - 0.06):
            place.box(x, x + 0.06, y0, spring, 0.10, 0.16, frame, cast=False)
        nx, ny = hole.panes
        for k in range(1, nx):
            x = a + hole.width * k / nx
            top = spring + math.sqrt(max(0.0, r * r - (x - hole.at) ** 2)) if hole.arched else y1
            w = 0.030 if k * 2 == nx else 0.018
            place.box(x - w, x + w, y0, top, 0.11, 0.15, frame, cast=False)
        for k in range(1, ny):
            y = y0 + (y1 - y0) * k / ny
            reach = math.sqrt(max(0.0, r * r - (y - spring) ** 2)) if y > spring else r
            place.box(hole.at - reach, hole.at + reach, y - 0.018, y + 0.018, 0.11, 0.15, frame, cast=False)
        c = place.world(hole.at, (y0 + y1) / 2, 0.12)
        inward = np.array(place.world(0, 0, -1)) - np.array(place.world(0, 0, 0))
        self.panes.append(
            (*c, *map(float, inward), r, (y1 - y0) / 2, float(nx), float(ny), float(hole.arched))
        )

    # -- lamps

    def lamp(self, lamp: Lamp) -> bool:
        """Add a lamp; says whether it is lit at this hour and in this mood."""
        if not lamp.by_day and not self.lit:
            return False
        if not lamp.by_day and self.rng.random() < self.dim and self.lamps:
            return False
        if not lamp.by_day:
            lamp = replace(lamp, power=lamp.power * min(1.0, self.light.lamps * 1.1))
        self.lamps.append(lamp)
        return True


def _painted(finish: Finish, paint: F32, amount: float) -> Finish:
    """A wall's finish leaning to a paint of the same brightness."""

    def lean(tint: F32) -> F32:
        return mix(tint, paint * np.float32(luma(tint) / max(luma(paint), 0.05)), amount)

    second = None if finish.second is None else lean(finish.second)
    return replace(finish, tint=lean(finish.tint), second=second)


def _panel(place: Spot, x0: float, x1: float, y0: float, y1: float, finish: Finish) -> None:
    if x1 - x0 < 1e-4 or y1 - y0 < 1e-4:
        return
    upright = finish.texture in (Texture.BOARDS, Texture.STRIPES)
    place.sheet(
        [(x0, y0, 0), (x1, y0, 0), (x1, y1, 0), (x0, y1, 0)],
        finish,
        origin=(0, 0, 0) if not upright else None,
    )


def walls(room: Room) -> tuple[str, str]:
    """(the wall on the light's side, the other one)."""
    return ("right", "left") if room.side > 0 else ("left", "right")


def inner(room: Room, which: str, gap: float = 0.0) -> tuple[float, float]:
    """(x just before a side wall, turn of furniture that stands against it)."""
    if which == "left":
        return room.width[0] + gap, -math.pi / 2
    return room.width[1] - gap, math.pi / 2
