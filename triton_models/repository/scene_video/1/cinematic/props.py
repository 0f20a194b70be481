"""The things that a story names, drawn in the hero's hand, beside them or on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from cinematic.arrays import F32, color
from cinematic.pen import Brush, Pen, Point, curve, oval, tapered
from cinematic.prop_shapes import entries

_TINTS = {
    "wood": color("#6a4a34"),
    "dark": color("#25242b"),
    "iron": color("#5a5e68"),
    "brass": color("#c39a4c"),
    "paper": color("#d9d0ba"),
    "white": color("#e2e0da"),
    "clay": color("#9a7255"),
    "leaf": color("#4f7a45"),
    "glass": color("#7f9fb0"),
    "red": color("#b8352f"),
    "blue": color("#3f6ea8"),
    "screen": color("#a9cbe6"),
    "glow": color("#ffe7ae"),
}
_ACCENT = "accent"
_UNIT = 0.01


class Hold(StrEnum):
    """How a thing is had."""

    HAND = "hand"
    HANG = "hang"
    STAFF = "staff"
    STRING = "string"
    GROUND = "ground"
    BIG = "big"

    @property
    def in_hand(self) -> bool:
        return self in (Hold.HAND, Hold.HANG, Hold.STAFF, Hold.STRING)


@dataclass(frozen=True, slots=True)
class Glow:
    """Light that shines from a point, as far as the radius."""

    at: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in body heights; the origin is where it is held, or the ground below its middle."""

    name: str
    hold: Hold
    shapes: tuple[tuple[NDArray[np.float64], str], ...]
    glows: tuple[Glow, ...]
    left: float
    right: float
    bottom: float
    top: float

    def draw(self, pen: Pen | Brush, accent: F32) -> None:
        """The thing in its colours; what has none of its own gets the accent."""
        for outline, tint in self.shapes:
            pen.shape(outline, accent if tint == _ACCENT else _TINTS[tint])


def _parsed(line: str) -> Prop:
    name, hold, drawing = line.split(None, 2)
    shapes: list[tuple[NDArray[np.float64], str]] = []
    glows: list[Glow] = []
    for part in drawing.split(";"):
        kind, *words = part.split()
        if kind in ("p", "c"):
            numbers = np.array([float(word) for word in words[1:]]).reshape(-1, 2)
            shapes.append(((curve(numbers) if kind == "c" else numbers) * _UNIT, words[0]))
        elif kind == "g":
            x, y, r = (float(word) * _UNIT for word in words)
            glows.append(Glow((x, y), r))
        else:
            values = [float(word) for word in words[:-1]]
            shapes += [(outline * _UNIT, words[-1]) for outline in _outlines(kind, values)]
    points = np.concatenate([outline for outline, _ in shapes])
    (left, bottom), (right, top) = points.min(0).tolist(), points.max(0).tolist()
    return Prop(name, Hold(hold), tuple(shapes), tuple(glows), left, right, bottom, top)


def _outlines(kind: str, v: list[float]) -> list[NDArray[np.float64]]:
    match kind:
        case "b":
            return [np.array([(v[0], v[1]), (v[2], v[1]), (v[2], v[3]), (v[0], v[3])])]
        case "l":
            return [tapered((v[0], v[1]), v[4], (v[2], v[3]), v[4])]
        case "t":
            return [tapered((v[0], v[1]), v[2], (v[3], v[4]), v[5])]
        case "d":
            return [oval((v[0], v[1]), v[2], v[3])]
        case "o":
            x, y, r, w = v
            outer, inner = oval((x, y), r + w / 2, r + w / 2), oval((x, y), r - w / 2, r - w / 2)
            return [np.concatenate([outer, outer[:1], inner[:1], inner[::-1]])]
    raise ValueError(f"no shape is called {kind!r}")


PROPS = {prop.name: prop for prop in map(_parsed, entries())}
