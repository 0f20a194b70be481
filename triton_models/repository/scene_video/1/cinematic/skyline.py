"""Rows of towers in the haze: a lit and a shaded face each, windows, roofs, and the light they spill."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, Rng, blur, color, mix, smooth
from cinematic.backdrop import Stage
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light

_WARM, _PALE, _COOL = color("#ffd08a"), color("#ffe6bd"), color("#9fd4ff")
_NEON = tuple(color(n) for n in ("#ff3d81", "#29e0ff", "#ffb13d", "#b04dff"))


def skyline(
    stage: Stage,
    base: float,
    low: float,
    high: float,
    narrow: float,
    wide: float,
    window: tuple[int, int, int, int],
    distance: float,
    depth: float,
    sun_x: float,
) -> Layer:
    """A row of towers: a lit and a shaded face each, windows, roofs, and light that spills from them."""
    rng, c, light = stage.rng, stage.canvas, stage.light
    u = c.unit
    top = max(0.0, base - high * 1.3 - 70)
    h, w = c.ph - c.row(top), c.pw
    rgb = np.zeros((h, w, 3), np.float32)
    alpha = np.zeros((h, w), np.float32)
    glow = np.zeros((h, w, 3), np.float32)
    y_off = c.row(top)
    yy = c.ys(top)

    def px(v: float) -> int:
        return round(v * u)

    def box(x0: float, y0: float, x1: float, y1: float, tint: F32) -> None:
        a, b = max(0, px(x0)), min(w, max(px(x0) + 1, px(x1)))
        t, s = max(0, px(y0) - y_off), min(h, max(px(y0) + 1 - y_off, px(y1) - y_off))
        if b > a and s > t:
            rgb[t:s, a:b] = tint
            alpha[t:s, a:b] = 1

    materials = [color(m) for m in ("#6d7486", "#857a74", "#5a6274", "#9a8f86", "#4e5a6c", "#7d8794")]
    x = -30.0
    lit_share = 0.12 + 0.42 * light.lamps
    while x < c.dw:
        width = rng.uniform(narrow, wide)
        height = rng.uniform(low, high) * (1.25 if rng.random() < 0.15 else 1.0)
        y0 = base - height
        wall = materials[rng.integers(len(materials))] * np.float32(rng.uniform(0.85, 1.15))
        sunward = 1.0 if sun_x > x + width / 2 else -1.0
        side_w = width * rng.uniform(0.16, 0.30)
        bright = light.shade(wall, 0.70) * np.float32(0.85)
        shaded = light.shade(wall, 0.06) * np.float32(0.85)
        front = mix(shaded, bright, 0.45)
        box(x, y0, x + width, c.dh, front)
        face = (x + width - side_w, x + width) if sunward > 0 else (x, x + side_w)
        box(face[0], y0, face[1], c.dh, bright)
        if rng.random() < 0.5:
            inset, up = width * rng.uniform(0.12, 0.28), rng.uniform(10, 38) * wide / 100
            box(x + inset, y0 - up, x + width - inset, y0, front * np.float32(0.94))
            box(
                *(
                    (x + width - inset - side_w * 0.6, y0 - up, x + width - inset, y0)
                    if sunward > 0
                    else (x + inset, y0 - up, x + inset + side_w * 0.6, y0)
                ),
                bright,
            )
            y_tip = y0 - up
        else:
            y_tip = y0
        if rng.random() < 0.35:
            ax, tall = x + width / 2, rng.uniform(18, 58)
            box(ax, y_tip - tall, ax + 1.6, y_tip, front)
            if light.lamps > 0.3:
                _spot(glow, px(ax + 0.8), px(y_tip - tall) - y_off, max(1, px(1.6)), color("#ff3344"))
        _windows(
            rng, glow, rgb, c, light, x, y0, width, base, window, lit_share * rng.uniform(0.4, 1.4), y_off
        )
        if light.dark and rng.random() < 0.20 and width > 66 and height > 150:
            neon = _NEON[rng.integers(4)]
            for k in range(5):
                sx, sy = px(x + width * 0.72), px(y0 + height * 0.22 + k * 22) - y_off
                glow[max(0, sy) : max(0, sy + px(14)), max(0, sx) : max(0, sx + px(9))] = neon
        x += width + rng.uniform(-7, 9) + (rng.uniform(8, 90) if narrow > 60 else 0)
    rgb = np.maximum(rgb, glow)
    spill = blur(glow, 5 * u) * np.float32(0.8) + blur(glow, 17 * u) * np.float32(0.8)
    rgb = 1 - (1 - np.clip(rgb, 0, 1)) * (1 - np.clip(spill * np.float32(0.55), 0, 1))
    veil = np.clip(
        distance * (0.55 + 0.6 * light.haze)
        + smooth(base - 280, base + 10, yy)[:, None] * (0.22 + 0.38 * light.haze) * (0.4 + distance),
        0,
        0.95,
    )
    rgb = light.veil(rgb, np.broadcast_to(veil, (h, w)))
    rgb = np.maximum(rgb, glow * np.float32(0.9 - distance * 0.55))
    return make_layer(c, rgb, alpha, depth, top=c.row(top) / u)


def _spot(glow: F32, x: int, y: int, r: int, tint: F32) -> None:
    glow[max(0, y - r) : max(0, y + r), max(0, x - r) : max(0, x + r)] = tint


def _windows(
    rng: Rng,
    glow: F32,
    rgb: F32,
    c: Canvas,
    light: Light,
    x: float,
    y0: float,
    width: float,
    base: float,
    window: tuple[int, int, int, int],
    share: float,
    y_off: int,
) -> None:
    """Panes by day, lit rooms by night."""
    ww, wh, gx, gy = window
    u = c.unit
    columns = int((width - 8) / (ww + gx))
    lines = int((base - y0 - 10) / (wh + gy))
    if columns < 1 or lines < 1:
        return
    tone = (_WARM, _PALE, _COOL)[rng.choice(3, p=[0.66, 0.24, 0.10])]
    lit = (rng.random((lines, columns)) < share) & (rng.random((lines, 1)) < 0.92)
    level = rng.uniform(0.35, 1.0, (lines, columns))
    pane = light.shade(color("#54677c"), 0.15) * np.float32(0.8) + light.sky[2][1] * np.float32(0.16)
    h, w = glow.shape[:2]
    for j in range(lines):
        a = round((y0 + 8 + j * (wh + gy)) * u) - y_off
        b = max(a + 1, round((y0 + 8 + j * (wh + gy) + wh) * u) - y_off)
        if a < 0 or b > h:
            continue
        for k in range(columns):
            xx = x + 5 + k * (ww + gx)
            s, e = round(xx * u), max(round(xx * u) + 1, round((xx + ww) * u))
            if s < 0 or e > w:
                continue
            if lit[j, k]:
                glow[a:b, s:e] = tone * np.float32(level[j, k] * (0.35 + 0.65 * light.lamps))
            elif not light.dark:
                rgb[a:b, s:e] = pane * np.float32(0.8 + 0.4 * level[j, k])
            else:
                rgb[a:b, s:e] *= np.float32(0.72)
