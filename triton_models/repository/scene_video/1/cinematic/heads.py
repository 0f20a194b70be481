"""Heads from behind and from the side, with seven kinds of hair. No faces."""

from __future__ import annotations

import math

import numpy as np

from cinematic.arrays import color
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


def _from_behind(
    pen: Pen, centre: Point, k: float, tilt: float, body: Body, outfit: Outfit, t: float
) -> None:
    hx, hy = centre
    tint, hair = outfit.hair_tint, outfit.hair
    if hair not in (Hair.HEADSCARF, Hair.LONG):
        for side in (-1, 1):
            pen.dot((hx + side * 0.050 * k, hy - 0.012 * k), 0.010 * k, 0.016 * k, outfit.skin, tilt)
    pen.dot((hx, hy), 0.049 * k, 0.061 * k, outfit.skin, tilt)
    match hair:
        case Hair.BALD:
            pen.dot((hx, hy - 0.022 * k), 0.046 * k, 0.026 * k, outfit.skin * np.float32(0.88), tilt)
        case Hair.CURLY:
            _curls(pen, centre, k, outfit, t)
        case Hair.HEADSCARF:
            pen.dot((hx, hy + 0.004 * k), 0.055 * k, 0.066 * k, outfit.accent * np.float32(0.86), tilt)
            pen.taper(
                (hx, hy - 0.02 * k),
                0.052 * k,
                (body.chest[0], body.chest[1] + 0.015),
                0.06,
                outfit.accent * np.float32(0.80),
            )
        case _:
            pen.dot((hx, hy + 0.010 * k), 0.053 * k, 0.058 * k, tint, tilt)
            low = -0.034 if hair is Hair.SHORT else -0.024
            pen.dot((hx - 0.002, hy + low * k), 0.045 * k, 0.036 * k, tint, tilt)
            if hair is Hair.BUN:
                sway = 0.002 * math.sin(body.beat)
                pen.dot((hx + sway, hy + 0.058 * k), 0.029 * k, 0.026 * k, tint * np.float32(1.18))
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
    tint, hair = outfit.hair_tint, outfit.hair
    pen.dot((hx + 0.004 * k, hy), 0.048 * k, 0.062 * k, outfit.skin, tilt)
    pen.dot((hx + 0.051 * k, hy - 0.008 * k), 0.010 * k, 0.012 * k, outfit.skin, tilt)
    pen.dot((hx + 0.034 * k, hy - 0.042 * k), 0.018 * k, 0.016 * k, outfit.skin, tilt)
    pen.dot((hx - 0.010 * k, hy - 0.010 * k), 0.010 * k, 0.015 * k, outfit.skin * _DARK, tilt)
    match hair:
        case Hair.BALD:
            return
        case Hair.CURLY:
            _curls(pen, (hx - 0.012 * k, hy + 0.010 * k), k, outfit, t)
        case Hair.HEADSCARF:
            tone = outfit.accent * np.float32(0.86)
            pen.shape(
                curve(
                    [
                        (hx + 0.036 * k, hy + 0.050 * k),
                        (hx, hy + 0.072 * k),
                        (hx - 0.050 * k, hy + 0.044 * k),
                        (hx - 0.062 * k, hy - 0.020 * k),
                        (body.chest[0] - 0.070, body.chest[1] + 0.010),
                        (body.chest[0] + 0.050, body.chest[1] + 0.006),
                        (hx + 0.026 * k, hy - 0.062 * k),
                        (hx + 0.012 * k, hy - 0.020 * k),
                        (hx + 0.020 * k, hy + 0.026 * k),
                    ]
                ),
                tone,
            )
        case _:
            lift = 0.004 * math.sin(body.beat)
            pen.shape(
                curve(
                    [
                        (hx + 0.044 * k, hy + 0.040 * k),
                        (hx + 0.022 * k, hy + 0.070 * k),
                        (hx - 0.026 * k, hy + 0.066 * k),
                        (hx - 0.058 * k, hy + 0.026 * k),
                        (hx - 0.060 * k, hy - 0.026 * k),
                        (hx - 0.046 * k, hy - 0.056 * k + lift),
                        (hx - 0.022 * k, hy - 0.046 * k),
                        (hx - 0.008 * k, hy + 0.006 * k),
                        (hx + 0.022 * k, hy + 0.030 * k),
                    ]
                ),
                tint,
            )
            if hair is Hair.BUN:
                bob = 0.003 * math.sin(2 * body.beat)
                pen.dot((hx - 0.064 * k, hy + 0.034 * k + bob), 0.027 * k, 0.025 * k, tint * np.float32(1.15))
            if hair is Hair.HAT:
                _hat(pen, (hx, hy), k, tilt, outfit)


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


def _curls(pen: Pen, centre: Point, k: float, outfit: Outfit, t: float) -> None:
    hx, hy = centre
    pen.dot((hx, hy + 0.016 * k), 0.062 * k, 0.058 * k, outfit.hair_tint)
    for i in range(11):
        a = math.radians(-38 + i * 25.6)
        r = 0.058 + 0.004 * math.sin(i * 2.4)
        nod = 0.0015 * math.sin(t * 2.3 + i)
        p = (hx + r * k * math.cos(a), hy + 0.016 * k + r * 0.98 * k * math.sin(a) + nod)
        pen.dot(p, 0.021 * k, 0.020 * k, outfit.hair_tint * np.float32(1.0 + 0.16 * (i % 2)))


def _hat(pen: Pen, centre: Point, k: float, tilt: float, outfit: Outfit) -> None:
    hx, hy = centre
    felt = outfit.bottom * np.float32(1.1)
    c, s = math.cos(tilt), math.sin(tilt)

    def at(x: float, y: float) -> Point:
        return hx + (x * c - y * s) * k, hy + (x * s + y * c) * k

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
    for across in (-0.034, -0.008, 0.024):
        pen.line(
            at(0.30, across * 0.9), at(0.86, across * 1.15), 0.0024 * k, outfit.hair_tint * np.float32(1.5)
        )


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
