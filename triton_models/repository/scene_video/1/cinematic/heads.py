"""Heads from behind and from the side, with seven kinds of hair."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import F32, color
from cinematic.faces import Placing, draw_ear, draw_profile
from cinematic.hair_shapes import CROPPED, OF_HAIR, SWEPT_UP
from cinematic.look import Hair
from cinematic.outfit import Outfit
from cinematic.pen import Pen, Point, curve
from cinematic.poses import Body

_DARK = np.float32(0.78)
_VISOR = color("#26303f")


def draw_head(pen: Pen, body: Body, outfit: Outfit, t: float) -> None:
    """Neck, head and hair."""
    (cx, cy), (hx, hy) = body.chest, body.head
    tilt = -math.atan2(hx - cx, hy - cy)
    k = outfit.head
    if outfit.suited:
        _helmet(pen, body, outfit, tilt)
        return
    centre = (hx - math.sin(tilt) * 0.062 * (k - 1), hy + 0.050 * (k - 1))
    pen.taper((cx, cy + 0.030), 0.030, (centre[0], centre[1] - 0.03), 0.027 * k, outfit.skin * _DARK)
    if body.behind:
        _from_behind(pen, centre, k, tilt, body, outfit, t)
    else:
        _from_the_side(pen, centre, k, tilt, body, outfit, t)


def draw_long_hair(pen: Pen, body: Body, outfit: Outfit, t: float) -> None:
    """What of the hair hangs down the back and is seen before the clothes."""
    if outfit.suited:
        return
    if outfit.hair is Hair.LONG:
        _mane(pen, body, outfit, t)
    if outfit.hair is Hair.HEADSCARF:
        _scarf_fall(pen, body, outfit, t)


def _placing(centre: Point, k: float, tilt: float) -> Placing:
    """Where a place of a head lies, that is k times as large as a grown one's and tilted."""
    c, s = math.cos(tilt), math.sin(tilt)

    def at(x: float, y: float) -> Point:
        return centre[0] + (x * c - y * s) * k, centre[1] + (x * s + y * c) * k

    return at


def _from_behind(
    pen: Pen, centre: Point, k: float, tilt: float, body: Body, outfit: Outfit, t: float
) -> None:
    hx, hy = centre
    tint, hair, skin = outfit.hair_tint, outfit.hair, outfit.skin
    at = _placing(centre, k, tilt)
    if hair not in (Hair.HEADSCARF, Hair.LONG):
        for side in (-1, 1):
            pen.dot(at(side * 0.050, -0.010), 0.0098 * k, 0.0165 * k, skin, tilt)
            pen.dot(at(side * 0.0525, -0.009), 0.0045 * k, 0.0100 * k, skin * np.float32(0.72), tilt)
    pen.dot((hx, hy), 0.049 * k, 0.061 * k, skin, tilt)
    match hair:
        case Hair.BALD:
            pen.dot(at(0, -0.024), 0.045 * k, 0.030 * k, skin * np.float32(0.88), tilt)
            pen.dot(at(-0.008, 0.028), 0.026 * k, 0.020 * k, skin * np.float32(1.12), tilt)
            for y in (-0.040, -0.050):
                pen.line(at(-0.016, y), at(0.016, y), 0.0011 * k, skin * np.float32(0.68))
        case Hair.CURLY:
            _curls(pen, centre, k, outfit, t)
        case Hair.HEADSCARF:
            tone = outfit.accent
            pen.dot((hx, hy + 0.004 * k), 0.055 * k, 0.066 * k, tone * np.float32(0.86), tilt)
            foot = (body.chest[0], body.chest[1] + 0.015)
            pen.taper((hx, hy - 0.02 * k), 0.052 * k, foot, 0.06, tone * np.float32(0.80))
            for across in (-0.034, -0.012, 0.014, 0.036):
                pen.line(
                    at(across * 0.8, 0.044 - 9 * across**2),
                    (foot[0] + across * 1.3, foot[1] + 0.02),
                    0.0018 * k,
                    tone * np.float32(0.66),
                )
        case _:
            pen.shape(curve([at(x, y) for x, y in (CROPPED if hair is not Hair.BUN else SWEPT_UP)]), tint)
            to = (0.0, 0.058) if hair is Hair.BUN else (0.004, 0.046)
            for n, across in enumerate((-0.040, -0.026, -0.012, 0.002, 0.016, 0.030, 0.041)):
                low = -0.036 + 12 * across**2
                pen.line(
                    at(to[0] + across * 0.32, to[1] - 6 * across**2),
                    at(across * 1.02, low),
                    0.0013 * k,
                    _lock(tint, n),
                )
            if hair is Hair.BUN:
                sway = 0.002 * math.sin(body.beat)
                pen.dot((hx + sway, hy + 0.058 * k), 0.029 * k, 0.026 * k, tint * np.float32(1.18))
                pen.dot((hx + sway - 0.006 * k, hy + 0.066 * k), 0.014 * k, 0.010 * k, _lock(tint, 1))
                pen.line(
                    (hx - 0.018 * k + sway, hy + 0.040 * k),
                    (hx + 0.018 * k + sway, hy + 0.040 * k),
                    0.005 * k,
                    outfit.accent,
                )
            if hair is Hair.HAT:
                _hat(pen, centre, k, tilt, outfit)


def _from_the_side(
    pen: Pen, centre: Point, k: float, tilt: float, body: Body, outfit: Outfit, t: float
) -> None:
    hx, hy = centre
    tint, hair, skin = outfit.hair_tint, outfit.hair, outfit.skin
    at = _placing(centre, k, tilt)
    draw_profile(pen, at, outfit)
    match hair:
        case Hair.BALD:
            pen.dot(at(-0.012, 0.040), 0.024 * k, 0.014 * k, skin * np.float32(1.12), tilt + 0.5)
            draw_ear(pen, at, outfit, tilt)
        case Hair.CURLY:
            draw_ear(pen, at, outfit, tilt)
            _curls(pen, at(-0.020, 0.018), k, outfit, t, start=2.0, step=21.0)
        case Hair.HEADSCARF:
            _headscarf(pen, at, body, outfit, k)
        case _:
            outline = OF_HAIR.get(hair, OF_HAIR[Hair.SHORT])
            if hair is not Hair.LONG:
                draw_ear(pen, at, outfit, tilt)
            pen.shape(curve([at(x, y) for x, y in outline]), tint)
            _strands(pen, at, k, outfit)
            if hair is Hair.BUN:
                bob = 0.003 * math.sin(2 * body.beat)
                knot = at(-0.064, 0.034)
                pen.dot((knot[0], knot[1] + bob), 0.027 * k, 0.025 * k, tint * np.float32(1.15))
                pen.dot((knot[0], knot[1] + 0.007 * k + bob), 0.016 * k, 0.010 * k, _lock(tint, 1))
                pen.line(at(-0.040, 0.046), at(-0.048, 0.020), 0.004 * k, outfit.accent)
            if hair is Hair.HAT:
                _hat(pen, (hx, hy), k, tilt, outfit)


def _lock(tint: F32, n: int) -> F32:
    """The tint of a lock of hair: every other one catches the light, which shows less in grey hair."""
    by = 0.5 * max(0.16, 1.0 - 1.3 * float(tint.mean()))
    return np.asarray(tint * np.float32(1 + by if n % 2 else 1 - 0.6 * by), np.float32)


def _strands(pen: Pen, at: Placing, k: float, outfit: Outfit) -> None:
    """A sheen on the crown, and locks that follow the head."""
    tint = outfit.hair_tint
    sheen = [
        (-0.044, 0.034),
        (-0.024, 0.058),
        (0.008, 0.066),
        (0.027, 0.057),
        (0.006, 0.058),
        (-0.020, 0.048),
    ]
    pen.shape(curve([at(x, y) for x, y in sheen]), _lock(tint, 1))
    for n, (p, q) in enumerate(
        (
            ((0.030, 0.046), (-0.016, 0.038)),
            ((0.022, 0.038), (-0.026, 0.016)),
            ((-0.020, 0.044), (-0.046, 0.006)),
            ((-0.022, 0.024), (-0.042, -0.018)),
        )
    ):
        pen.line(at(*p), at(*q), 0.0012 * k, _lock(tint, n))


def _headscarf(pen: Pen, at: Placing, body: Body, outfit: Outfit, k: float) -> None:
    tone = outfit.accent * np.float32(0.86)
    chest = body.chest
    pen.shape(
        curve(
            [
                at(0.036, 0.052),
                at(0.0, 0.073),
                at(-0.050, 0.046),
                at(-0.062, -0.020),
                (chest[0] - 0.070, chest[1] + 0.010),
                (chest[0] + 0.050, chest[1] + 0.006),
                at(0.026, -0.064),
                at(0.010, -0.020),
                at(0.018, 0.028),
            ]
        ),
        tone,
    )
    dark, light = tone * np.float32(0.74), tone * np.float32(1.2)
    pen.line(at(0.034, 0.047), at(0.0195, 0.026), 0.0022 * k, light)
    pen.line(at(0.0195, 0.026), at(0.0120, -0.020), 0.0022 * k, light)
    pen.line(at(0.0120, -0.020), at(0.0260, -0.058), 0.0022 * k, light)
    for x, y, to in (
        (0.006, 0.056, -0.050),
        (-0.004, 0.030, -0.030),
        (0.002, -0.010, 0.000),
        (0.010, -0.044, 0.026),
    ):
        pen.line(at(x, y), (chest[0] + to, chest[1] + 0.022), 0.0015 * k, dark)


def _helmet(pen: Pen, body: Body, outfit: Outfit, tilt: float) -> None:
    """A space suit's: a globe with a visor, dark where one would see a face."""
    (hx, hy), k = body.head, 0.7 + 0.3 * outfit.head
    pen.taper((body.chest[0], body.chest[1] + 0.03), 0.052, (hx, hy - 0.03), 0.056 * k, outfit.top * _DARK)
    pen.dot((hx, hy + 0.008), 0.078 * k, 0.080 * k, outfit.top)
    if body.behind:
        pen.line((hx - 0.068 * k, hy - 0.004), (hx + 0.068 * k, hy - 0.004), 0.008, outfit.accent)
        return
    pen.dot((hx + 0.030 * k, hy + 0.006), 0.046 * k, 0.056 * k, _VISOR, tilt)
    pen.dot((hx + 0.046 * k, hy + 0.028), 0.010 * k, 0.016 * k, _VISOR * np.float32(3.0), tilt - 0.5)


def _curls(
    pen: Pen, centre: Point, k: float, outfit: Outfit, t: float, *, start: float = -38.0, step: float = 25.6
) -> None:
    """A full head of curls; their outer ring starts at an angle, in degrees, and goes on by the step."""
    hx, hy = centre
    tint = outfit.hair_tint
    pen.dot((hx, hy + 0.016 * k), 0.058 * k, 0.055 * k, tint)
    for ring, reach, size in ((0, 0.058, 0.021), (1, 0.036, 0.016)):
        for i in range(11):
            a = math.radians(start + i * step + 9 * ring)
            r = reach + 0.004 * math.sin(i * 2.4)
            nod = 0.0015 * math.sin(t * 2.3 + i)
            p = (hx + r * k * math.cos(a), hy + 0.016 * k + r * 0.98 * k * math.sin(a) + nod)
            pen.dot(p, size * k, size * 0.96 * k, tint * np.float32(1.0 + 0.22 * ((i + ring) % 2)))
            top = (p[0] - 0.003 * k, p[1] + 0.006 * k)
            pen.dot(top, size * 0.45 * k, size * 0.32 * k, _lock(tint, 1))


def _hat(pen: Pen, centre: Point, k: float, tilt: float, outfit: Outfit) -> None:
    felt = outfit.bottom * np.float32(1.1)
    at = _placing(centre, k, tilt)
    pen.shape(
        curve(
            [
                at(-0.052, 0.022),
                at(-0.047, 0.076),
                at(-0.016, 0.094),
                at(0.020, 0.092),
                at(0.047, 0.074),
                at(0.052, 0.022),
            ]
        ),
        felt,
    )
    pen.taper(at(-0.051, 0.030), 0.009 * k, at(0.051, 0.030), 0.009 * k, outfit.accent)
    pen.shape(
        curve([at(-0.105, 0.006), at(-0.050, 0.026), at(0.050, 0.026), at(0.105, 0.006), at(0.0, 0.002)]),
        felt,
    )


def _mane(pen: Pen, body: Body, outfit: Outfit, t: float) -> None:
    """Long hair: it hangs, sways, and is blown back by going fast."""
    if body.behind:
        _mane_from_behind(pen, body, outfit, t)
        return
    (hx, hy), k = body.head, outfit.head
    root = (hx - 0.028 * k, hy + 0.050 * (k - 1) + 0.010 * k)
    blown = body.flow
    length = 0.215 * (0.8 + 0.2 * k)
    left, right = [], []
    for i in range(10):
        s = i / 9
        wave = (0.010 + 0.022 * blown) * s * math.sin(t * (1.6 + 3.2 * blown) - 3.0 * s)
        x = root[0] - (0.020 + 0.62 * blown) * s * length + wave
        y = root[1] - s * length * (1 - 0.42 * blown) + 0.5 * wave * blown
        wide = 0.038 * k * (1 - 0.22 * s) * min(1.0, 0.45 + 2.6 * (1 - s)) + 0.004
        left.append((x - wide, y))
        right.append((x + wide, y))
    pen.shape([*left, *right[::-1]], outfit.hair_tint)


def _mane_from_behind(pen: Pen, body: Body, outfit: Outfit, t: float) -> None:
    """It falls over the shoulders, fuller than the head, and ends in a few locks."""
    (hx, hy), k = body.head, outfit.head
    top = hy + 0.050 * (k - 1) + 0.030 * k
    length = 0.262 * (0.75 + 0.25 * k)

    def at(s: float, across: float) -> Point:
        sway = 0.012 * s * math.sin(t * 1.5 - 2.2 * s)
        return hx + across * k + sway, top - s * length

    outline = [
        at(0.0, 0.044),
        at(0.22, 0.060),
        at(0.48, 0.066),
        at(0.74, 0.064),
        at(0.94, 0.052),
        at(0.90, 0.034),
        at(1.02, 0.014),
        at(0.95, -0.006),
        at(1.00, -0.026),
        at(0.89, -0.040),
        at(0.92, -0.056),
        at(0.74, -0.066),
        at(0.48, -0.067),
        at(0.22, -0.060),
        at(0.0, -0.044),
    ]
    pen.shape(curve(outline), outfit.hair_tint)
    for n, across in enumerate((-0.048, -0.034, -0.020, -0.006, 0.010, 0.026, 0.042)):
        tone = _lock(outfit.hair_tint, n)
        pen.line(at(0.04, across * 0.45), at(0.34, across), 0.0016 * k, tone)
        pen.line(at(0.34, across), at(0.88, across * 1.12), 0.0019 * k, tone)


def _scarf_fall(pen: Pen, body: Body, outfit: Outfit, t: float) -> None:
    (cx, cy), sway = body.chest, 0.005 * math.sin(t * 1.5)
    if not body.behind:
        pen.shape(
            curve(
                [
                    (cx - 0.060, cy + 0.03),
                    (cx + 0.045, cy + 0.01),
                    (cx + 0.03, cy - 0.045),
                    (cx - 0.085 - 0.10 * body.flow, cy - 0.10 + 0.07 * body.flow + sway),
                ]
            ),
            outfit.accent * np.float32(0.8),
        )
        return
    pen.shape(
        curve(
            [
                (cx - 0.070, cy + 0.010),
                (cx + 0.070, cy + 0.010),
                (cx + 0.030 + sway, cy - 0.13),
                (cx + sway, cy - 0.17),
                (cx - 0.030 + sway, cy - 0.13),
            ]
        ),
        outfit.accent * np.float32(0.80),
    )
