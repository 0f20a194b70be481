"""Draws a dressed body: seven ways to dress, cloth that follows the legs and the wind."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from cinematic.arrays import color
from cinematic.hands import draw_hand
from cinematic.look import Dress
from cinematic.outfit import Outfit
from cinematic.pen import Pen, Point, curve
from cinematic.poses import Body, Limb

Placing = Callable[[float, float], Point]

_FAR = np.float32(0.72)
_FOLD = np.float32(0.80)
_WHITE = color("#d8d4cc")
_LEATHER = color("#5a4030")

_HEM = {
    Dress.COAT: 0.20,
    Dress.DRESS: 0.235,
    Dress.SUIT: 0.050,
    Dress.SHIRT: 0.030,
    Dress.WORKWEAR: 0.0,
    Dress.SPORTSWEAR: 0.020,
    Dress.ROBE: 0.420,
}
"""How far the cloth hangs below the hip."""
_FLARE = {Dress.COAT: 0.016, Dress.DRESS: 0.062, Dress.ROBE: 0.034}


def draw_far_arm(pen: Pen, body: Body, outfit: Outfit) -> None:
    """The arm on the other side of the body."""
    _arm(pen, body.far_arm, outfit, np.float32(0.92) if body.behind else _FAR, behind=body.behind)


def draw_near_arm(pen: Pen, body: Body, outfit: Outfit) -> None:
    """The arm on this side of the body."""
    _arm(pen, body.near_arm, outfit, np.float32(1.06), behind=body.behind)


def draw_leg(pen: Pen, body: Body, leg: Limb, outfit: Outfit, *, far: bool) -> None:
    """A leg with its shoe."""
    shade = _FAR if far and not body.behind else np.float32(1)
    g = outfit.girth**0.8
    dress = outfit.dress
    thigh, knee, ankle = 0.052 * g, 0.036 * g, 0.024
    if dress in (Dress.DRESS, Dress.ROBE):
        pen.taper(leg.root, thigh, leg.middle, knee * 0.92, outfit.skin * shade)
        pen.taper(leg.middle, knee * 0.95, leg.end, ankle * 0.80, outfit.skin * shade)
    elif dress is Dress.SPORTSWEAR:
        pen.taper(leg.middle, knee * 0.92, leg.end, ankle * 0.82, outfit.skin * shade)
        short = _between(leg.root, leg.middle, 0.78)
        pen.taper(leg.root, thigh * 1.05, short, knee * 1.30, outfit.bottom * shade)
    else:
        loose = 1.18 if dress is Dress.WORKWEAR else 1.06 if dress is Dress.SUIT else 1.0
        pen.taper(leg.root, thigh * loose, leg.middle, knee * loose, outfit.bottom * shade)
        pen.taper(leg.middle, knee * loose, leg.end, ankle * loose * 1.12, outfit.bottom * shade)
    _shoe(pen, body, leg, outfit, shade)


def _shoe(pen: Pen, body: Body, leg: Limb, outfit: Outfit, shade: np.float32) -> None:
    x, y = leg.end
    size = (1.18 if outfit.dress is Dress.WORKWEAR else 1.0) * (0.86 + 0.14 * outfit.head)
    tint = outfit.shoes * shade
    if body.behind:
        out = 0.010 if x >= body.hip[0] else -0.010
        pen.taper((x, y - 0.002), 0.024 * size, (x + out, y - 0.016), 0.021 * size, tint)
        return
    a = math.atan2(y - leg.middle[1], x - leg.middle[0]) + math.pi / 2
    a = max(-1.0, min(0.9, a * 0.8))
    toe = (x + 0.066 * size * math.cos(a), y - 0.018 + 0.066 * size * math.sin(a))
    heel = (x - 0.012 * math.cos(a), y - 0.012 - 0.012 * math.sin(a))
    pen.taper(heel, 0.023 * size, toe, 0.016 * size, tint)


def _arm(pen: Pen, limb: Limb, outfit: Outfit, shade: np.float32, *, behind: bool) -> None:
    g = outfit.girth**0.7
    dress = outfit.dress
    root, elbow, wrist = 0.033 * g, 0.027 * g, 0.020 * g
    sleeve = outfit.top * shade
    if dress is Dress.WORKWEAR:
        sleeve = outfit.top * shade * np.float32(0.95)
    if dress in (Dress.SPORTSWEAR, Dress.DRESS):
        skin = outfit.skin * shade
        pen.taper(limb.root, root * 0.88, limb.middle, elbow * 0.86, skin)
        pen.taper(limb.middle, elbow * 0.86, limb.end, wrist * 0.82, skin)
        pen.taper(limb.root, root * 1.05, _between(limb.root, limb.middle, 0.42), root * 0.98, sleeve)
    elif dress is Dress.ROBE:
        pen.taper(limb.root, root * 1.10, limb.middle, elbow * 1.30, sleeve)
        pen.taper(limb.middle, elbow * 1.30, _between(limb.middle, limb.end, 0.86), wrist * 2.2, sleeve)
    else:
        bulk = 1.08 if dress is Dress.COAT else 1.0
        pen.taper(limb.root, root * bulk, limb.middle, elbow * bulk, sleeve)
        end = limb.end
        if dress in (Dress.WORKWEAR, Dress.SHIRT):
            end = _between(limb.middle, limb.end, 0.45)
            pen.taper(end, wrist, limb.end, wrist * 0.84, outfit.skin * shade)
        pen.taper(limb.middle, elbow * bulk, end, wrist * bulk, sleeve)
        if dress is Dress.SUIT:
            pen.dot(_between(limb.middle, limb.end, 0.96), wrist * 0.95, wrist * 0.95, _WHITE * shade)
    # thumbs point forward from the side, and towards the body from behind
    thumb = 1.0 if limb.end[0] <= limb.root[0] or not behind else -1.0
    draw_hand(pen, limb.middle, limb.end, outfit.skin * shade, thumb)


def draw_torso(pen: Pen, body: Body, outfit: Outfit, t: float) -> None:
    """Chest to hip, and what hangs below: a coat's or a robe's skirts follow the legs."""
    dress = outfit.dress
    w = body.width * outfit.girth ** (1.0 if body.behind else 1.15)
    (hx, hy), (cx, cy) = body.hip, body.chest
    n = math.hypot(cx - hx, cy - hy)
    ux, uy = (cx - hx) / n, (cy - hy) / n

    def at(along: float, across: float) -> Point:
        return hx + ux * along + uy * across, hy + uy * along - ux * across

    slim = 0.90 if dress is Dress.DRESS else 1.0
    waist = w * (0.76 if body.behind else 0.94) * slim
    hips = w * (0.80 if body.behind else 1.04) * (1.06 if dress is Dress.DRESS else 1.0)
    tint = outfit.top
    _skirts(pen, body, outfit, hips, t)
    hunch = 0.028 * outfit.manner.stoop / 0.2 if body.behind else 0.0
    right = [
        at(0.342 - hunch, w * 0.30),
        at(0.318, w * 0.66),
        at(0.280, w * 0.97),
        at(0.205, w * 0.92),
        at(0.10, waist),
        at(-0.03, hips),
    ]
    left = [
        at(a, -b)
        for a, b in (
            (-0.03, hips),
            (0.10, waist),
            (0.205, w * 0.92),
            (0.280, w * 0.97),
            (0.318, w * 0.66),
            (0.342 - hunch, w * 0.30),
        )
    ]
    low = [at(-0.058, hips * 0.62), at(-0.058, -hips * 0.62)]
    pen.shape(curve([*right, *low, *left]), tint)
    match dress:
        case Dress.WORKWEAR if outfit.suited:
            _life_support(pen, body, outfit, at, w)
        case Dress.WORKWEAR:
            _overalls(pen, body, outfit, at, w, waist, hips)
        case Dress.SUIT:
            if body.behind:
                pen.line(at(-0.05, 0.0), at(0.05, 0.0), 0.003, tint * _FOLD)
                pen.taper(at(0.338, -w * 0.3), 0.010, at(0.338, w * 0.3), 0.010, _WHITE)
            else:
                pen.shape(
                    [at(0.335, w * 0.20), at(0.320, w * 0.72), at(0.16, w * 0.98), at(0.20, w * 0.55)], _WHITE
                )
                pen.taper(at(0.325, w * 0.55), 0.009, at(0.19, w * 0.88), 0.013, outfit.accent)
        case Dress.SHIRT:
            pen.taper(at(0.335, -w * 0.34), 0.010, at(0.335, w * 0.34), 0.010, tint * np.float32(1.25))
            if body.behind:
                pen.line(at(0.265, -w * 0.80), at(0.265, w * 0.80), 0.003, tint * _FOLD)
        case Dress.SPORTSWEAR:
            if body.behind:
                pen.taper(at(0.255, -w * 0.78), 0.012, at(0.255, w * 0.78), 0.012, _WHITE)
            else:
                pen.line(at(0.29, 0.0), at(0.02, 0.0), 0.009, _WHITE)
        case Dress.DRESS:
            pen.taper(
                at(0.085, -waist * 0.95), 0.011, at(0.085, waist * 0.95), 0.011, tint * np.float32(0.62)
            )
        case Dress.ROBE:
            pen.taper(at(0.075, -waist * 1.02), 0.017, at(0.075, waist * 1.02), 0.017, outfit.accent)
        case Dress.COAT:
            if body.behind:
                pen.line(at(0.24, 0.0), at(-0.04, 0.0), 0.0028, tint * _FOLD)
                pen.taper(at(0.078, -waist * 0.7), 0.008, at(0.078, waist * 0.7), 0.008, tint * _FOLD)
    if body.behind and outfit.girth > 0:
        for across in (-0.52, 0.5):
            pen.line(at(0.19, w * across), at(0.06, waist * across * 0.8), 0.0026, tint * np.float32(0.86))


def draw_neckwear(pen: Pen, body: Body, outfit: Outfit, t: float, gust: float) -> None:
    """The coat's scarf, blown about by wind and going."""
    if outfit.dress is not Dress.COAT:
        return
    (cx, cy), lean = body.chest, body.lean
    neck = (cx + 0.045 * math.sin(lean), cy + 0.043)
    blow = max(body.flow, gust)
    length = 0.16 + 0.16 * blow
    top: list[Point] = []
    bottom: list[Point] = []
    for i in range(13):
        s = i / 12
        wave = math.sin(t * (2.2 + 2.0 * blow) - s * 5.2) * 0.034 * s + math.sin(t * 1.3 - s * 2) * 0.018 * s
        x = neck[0] - 0.03 - s * length * (0.25 + 0.75 * blow)
        y = neck[1] - 0.004 - s * length * (1.05 - blow) * 0.95 - 0.06 * s + wave
        wide = 0.021 + 0.006 * math.sin(t * 3 - s * 6) * s
        top.append((x, y + wide))
        bottom.append((x - 0.006, y - wide))
    pen.shape(top + bottom[::-1], outfit.accent * np.float32(0.92))
    pen.dot(neck, 0.052, 0.022, outfit.accent, -lean * 0.7)


def _skirts(pen: Pen, body: Body, outfit: Outfit, hips: float, t: float) -> None:
    length = _HEM[outfit.dress]
    if length <= 0.0:
        return
    if body.lap:
        if length > 0.1:
            _on_the_lap(pen, body, outfit, length)
        return
    hx, hy = body.hip
    tint = outfit.top if outfit.dress is not Dress.ROBE else outfit.bottom
    flare = _FLARE.get(outfit.dress, 0.0)
    sway = math.sin(body.beat)
    hem = max(0.05, hy - length)
    front, back = _spread(body, hem) if length > 0.1 else (hx, hx)
    mid_front, mid_back = _spread(body, hy - length * 0.45) if length > 0.1 else (hx, hx)
    margin = (0.040 if length > 0.1 else 0.0) + flare * (1.0 + 0.25 * sway)
    trail = 0.07 * body.flow * length / 0.25
    least = hips + flare
    front = max(front + margin * 0.8, hx + least)
    back = min(back - margin - trail, hx - least - trail)
    mid_front = max(mid_front + margin * 0.6, hx + (hips + least) / 2)
    mid_back = min(mid_back - margin * 0.7, hx - (hips + least) / 2)
    drift = 0.008 * math.sin(body.beat - 0.8)
    lift = 0.010 * (1 + math.sin(2 * body.beat)) * flare / 0.06
    points = [
        (hx + hips * 0.96, hy + 0.03),
        (mid_front, hy - length * 0.45),
        (front + drift, hem + lift),
        ((front * 0.5 + hx * 0.5) + drift, hem - 0.007),
        ((back * 0.5 + hx * 0.5) + drift, hem - 0.009),
        (back + drift, hem + 0.008 + lift + trail * 0.25),
        (mid_back, hy - length * 0.45),
        (hx - hips * 0.96, hy + 0.03),
    ]
    pen.shape(curve(points), tint)
    for share in (0.28, 0.52, 0.74):
        foot = (back + (front - back) * share + drift, hem + 0.012)
        top = (hx + hips * (share - 0.5) * 1.2, hy - 0.01)
        pen.line(top, foot, 0.0034, tint * _FOLD)
    if outfit.dress is Dress.ROBE:
        pen.taper(
            (back + drift, hem + 0.014),
            0.008,
            (front + drift, hem + 0.012),
            0.008,
            outfit.accent * np.float32(0.8),
        )


def _on_the_lap(pen: Pen, body: Body, outfit: Outfit, length: float) -> None:
    """Cloth over level thighs, hanging from the knee."""
    tint = outfit.top if outfit.dress is not Dress.ROBE else outfit.bottom
    leg = body.near_leg
    knee, g = leg.middle, outfit.girth**0.8
    pen.taper(body.hip, 0.074 * g, knee, 0.052 * g, tint)
    hang = min(0.9, max(0.0, (length - 0.17) / 0.24))
    end = _between(knee, leg.end, hang)
    swing = 0.008 * math.sin(body.beat)
    pen.shape(
        [
            (knee[0] + 0.044 * g, knee[1] + 0.02),
            (end[0] + 0.058 + swing, end[1]),
            (end[0] - 0.060 + swing, end[1] + 0.012),
            (knee[0] - 0.06, knee[1] - 0.02),
        ],
        tint * np.float32(0.92),
    )


def _life_support(pen: Pen, body: Body, outfit: Outfit, at: Placing, w: float) -> None:
    """A space suit's pack on the back, and a stripe."""
    tint = outfit.top * np.float32(0.72)
    if body.behind:
        pen.shape(
            curve([at(0.33, -w * 0.66), at(0.33, w * 0.66), at(0.06, w * 0.62), at(0.06, -w * 0.62)]), tint
        )
        pen.line(at(0.25, -w * 0.36), at(0.25, w * 0.36), 0.012, outfit.accent)
        pen.line(at(0.13, -w * 0.30), at(0.13, w * 0.30), 0.006, tint * _FOLD)
        return
    pen.shape([at(0.32, -w * 0.75), at(0.31, -w * 1.75), at(0.06, -w * 1.70), at(0.05, -w * 0.80)], tint)
    pen.line(at(0.20, w * 0.1), at(0.20, w * 0.85), 0.011, outfit.accent)


def _overalls(pen: Pen, body: Body, outfit: Outfit, at: Placing, w: float, waist: float, hips: float) -> None:
    tint = outfit.bottom
    pen.shape(
        [
            at(0.13, waist * 0.96),
            at(-0.05, hips * 1.0),
            at(-0.065, hips * 0.6),
            at(-0.065, -hips * 0.6),
            at(-0.05, -hips * 1.0),
            at(0.13, -waist * 0.96),
        ],
        tint,
    )
    if body.behind:
        pen.line(at(0.12, -waist * 0.55), at(0.325, w * 0.48), 0.011, tint)
        pen.line(at(0.12, waist * 0.55), at(0.325, -w * 0.48), 0.011, tint)
    else:
        pen.shape(
            [at(0.12, waist * 0.95), at(0.24, w * 0.80), at(0.24, w * 0.15), at(0.12, -waist * 0.1)], tint
        )
        pen.line(at(0.24, w * 0.45), at(0.335, -w * 0.15), 0.011, tint)
    pen.taper(at(0.045, -waist), 0.012, at(0.045, waist), 0.012, _LEATHER)
    pen.taper(at(0.02, waist * 0.8), 0.020, at(-0.03, waist * 0.85), 0.018, _LEATHER * np.float32(0.9))


def _spread(body: Body, y: float) -> tuple[float, float]:
    """The foremost and hindmost x of the legs at a height."""
    found = [body.hip[0]]
    for leg in (body.far_leg, body.near_leg):
        for p, q in ((leg.root, leg.middle), (leg.middle, leg.end)):
            low, high = sorted((p, q), key=lambda each: each[1])
            if high[1] > low[1]:
                share = min(1.0, max(0.0, (y - low[1]) / (high[1] - low[1])))
                found.append(low[0] + (high[0] - low[0]) * share)
    return max(found), min(found)


def _between(p: Point, q: Point, share: float) -> Point:
    return p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share
