"""Clouds of several kinds: decks in perspective, heaped cumulus, high cirrus, towers and rain curtains."""

from __future__ import annotations

import cv2
import numpy as np

from cinematic.arrays import F32, Rng, blur, fbm, mix, smooth
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light

_EXTRA = 300.0
"""How much wider than the canvas a layer of clouds is, in design units, so that it can drift."""


def cloud_layers(
    rng: Rng, canvas: Canvas, light: Light, horizon: float, sun: tuple[float, float]
) -> list[Layer]:
    """The sky's clouds, back to front: their kind comes from the weather and the dice."""
    if light.cover < 0.05 or light.haze > 0.99:  # fog hides them
        return []
    speed = 1 + 3.2 * light.wind
    sky = (rng, canvas, light, horizon, sun)
    if light.storm:
        return [
            _deck(*sky, light.cover, 3.4, 0.20, 1.0, 0.10, 3.6 * speed, contrast=1.35),
            _curtains(rng, canvas, light, horizon, 1.5 * speed),
            _heaps(*sky, 0.80, 0.13, 2.2 * speed, low=True),
        ]
    if light.cover > 0.5:
        return _overcast(rng, canvas, light, horizon, sun, speed)
    return _fair(rng, canvas, light, horizon, sun, speed)


def _overcast(
    rng: Rng, canvas: Canvas, light: Light, horizon: float, sun: tuple[float, float], speed: float
) -> list[Layer]:
    sky = (rng, canvas, light, horizon, sun)
    kind = int(rng.integers(2 if light.wet > 0 else 3))
    if kind == 0:
        out = [
            _deck(*sky, light.cover, 5.0, 0.15, 1.0, 0.11, 2.6 * speed),
            _deck(*sky, light.cover - 0.13, 9.0, 0.12, 0.78, 0.15, 4.4 * speed),
        ]
    elif kind == 1:
        out = [
            _deck(*sky, light.cover - 0.06, 3.0, 0.26, 0.92, 0.10, 2.0 * speed, rolls=0.42),
            _heaps(*sky, 0.62, 0.14, 3.0 * speed, low=True),
        ]
    else:
        out = [
            _cirrus(*sky, 0.75, 0.09, 1.6 * speed),
            _heaps(*sky, 1.0, 0.12, 2.4 * speed, low=False),
        ]
    if light.wet > 0:
        out.append(_curtains(rng, canvas, light, horizon, 1.4 * speed))
    return out


def _fair(
    rng: Rng, canvas: Canvas, light: Light, horizon: float, sun: tuple[float, float], speed: float
) -> list[Layer]:
    sky = (rng, canvas, light, horizon, sun)
    kind = int(rng.integers(4))
    if kind == 0:
        out = [_deck(*sky, light.cover, 5.0, 0.15, 1.0, 0.11, 2.6 * speed)]
        if light.cover > 0.3:
            out.append(_deck(*sky, max(0.28, light.cover - 0.13), 9.0, 0.12, 0.78, 0.15, 4.4 * speed))
        return out
    if kind == 1:
        return [_heaps(*sky, 0.25 + light.cover, 0.12, 2.2 * speed, low=False)]
    if kind == 2:
        return [
            _cirrus(*sky, 0.95, 0.09, 1.8 * speed),
            _heaps(*sky, 0.15 + 0.6 * light.cover, 0.12, 2.0 * speed, low=True),
        ]
    return [
        _cirrus(*sky, 0.8, 0.09, 1.4 * speed),
        _deck(*sky, max(0.26, light.cover), 13.0, 0.10, 0.85, 0.13, 3.4 * speed, rolls=0.7),
    ]


def _deck(
    rng: Rng,
    canvas: Canvas,
    light: Light,
    horizon: float,
    sun: tuple[float, float],
    cover: float,
    scale: float,
    soft: float,
    strength: float,
    depth: float,
    drift: float,
    *,
    rolls: float = 1.0,
    contrast: float = 1.0,
) -> Layer:
    """A cloud deck in perspective: a plane of noise seen from below, lit from the sun's side.

    rolls below 1 draws it out sideways; contrast deepens its bellies.
    """
    n = 1024
    extra = _EXTRA
    base = fbm(rng, n, n, scale, 7, 0.55)
    base = (base - base.mean()) / base.std() * np.float32(0.16) + np.float32(0.5)
    rows = canvas.row(horizon)
    xx = canvas.xs(extra)[None, :] - np.float32(extra / 2)
    yy = canvas.ys(0, horizon)[:, None]
    z = 1 / np.maximum((horizon + 26 - yy) / horizon, 0.02)
    u = (xx - canvas.dw / 2) / np.float32(1664) * z * np.float32(420 * rolls) + n / 2
    v = np.broadcast_to(z * 150, u.shape).astype(np.float32)
    u = (u + 40 * np.sin(v / 60)).astype(np.float32)
    near = cv2.remap(base, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    toward = np.float32((sun[0] - canvas.dw / 2) / canvas.dw)
    lit_from = cv2.remap(base, u + toward * 26, v + 12, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    threshold = 1 - cover
    alpha = smooth(threshold - soft * 0.4, threshold + soft, near)
    lit = np.clip(0.55 + (near - lit_from) * 5.5 - (near - threshold) * 0.95, 0, 1)
    lit = np.clip(0.42 + (lit - 0.42) * contrast, 0, 1)
    if light.glow > 0.1:
        d = np.hypot(xx - sun[0], (yy - sun[1]) * 1.3)
        lit = np.clip(lit + 0.55 * min(1.0, light.glow) * np.exp(-d / 330) * (1 - alpha * 0.55), 0, 1)
    rgb = mix(light.cloud_shade, light.cloud_lit, lit[..., None])
    fade = smooth(0, 0.22, (horizon - yy) / horizon)
    distant = smooth(0.45, 0.0, (horizon - yy) / horizon)
    rgb = light.veil(rgb, distant * 0.55 * light.haze)
    a = alpha * fade * np.float32(0.94 * strength)
    return make_layer(canvas, rgb[:rows], a[:rows], depth, extra=extra, drift=drift)


def _heaps(
    rng: Rng,
    canvas: Canvas,
    light: Light,
    horizon: float,
    sun: tuple[float, float],
    amount: float,
    depth: float,
    drift: float,
    *,
    low: bool,
) -> Layer:
    """Cumulus seen from the side: heaps of round tops on flat bases, lit like solids.

    low: small banks along the horizon instead of towers across the sky.
    """
    s = 3.0
    w, h = int((canvas.dw + _EXTRA) / s), int(horizon / s)
    height = np.zeros((h, w), np.float32)
    base = np.zeros((h, w), np.float32)
    count = max(2, round(amount * (12 if low else 9) * (canvas.dw + _EXTRA) / 1960))
    far_first = np.sort(rng.random(count))
    spots = (np.arange(count) + rng.uniform(0.1, 0.9, count)) / count
    for near, spot in zip(far_first, rng.permutation(spots), strict=True):
        tall = (40 + 60 * near) if low else (60 + 170 * near)
        foot = horizon - 16 - (46 * near if low else 30 + 190 * near)
        width = tall * rng.uniform(0.9, 2.0 if low else 1.5)
        _heap(rng, height, base, float(spot) * w, foot / s, float(width) / s, tall / s)
    rough = fbm(rng, w, h, 26, 5, 0.6)
    wisps = fbm(rng, w, h, 9, 5, 0.58)
    edge = 11.0
    near = blur(np.asarray(height > 0, np.float32), 5.0)
    solid = height + ((rough - 0.5) * 2.2 + (wisps - 0.5) * 1.6 * (height > 0)) * np.float32(edge) * near
    alpha = smooth(edge * 0.15, edge * 1.05, solid)
    bulk = blur(solid, 1.2)
    gx = cv2.Sobel(bulk, cv2.CV_32F, 1, 0, ksize=3) / 8
    gy = cv2.Sobel(bulk, cv2.CV_32F, 0, 1, ksize=3) / 8
    xx = (np.arange(w, dtype=np.float32)[None, :] + 0.5) * s - _EXTRA / 2
    yy = (np.arange(h, dtype=np.float32)[:, None] + 0.5) * s
    dx, dy = np.float32(sun[0]) - xx, np.float32(sun[1]) - yy
    far = np.hypot(dx, dy) + 1
    facing = (-gx * dx / far - gy * (dy / far - 0.55)) / np.sqrt(1 + gx * gx + gy * gy)
    lit = np.clip(0.46 + 0.62 * facing + 0.34 * (base - 0.45), 0, 1)
    thin = np.exp(-far / 300) * min(1.0, light.glow)
    lit = np.clip(lit + thin * (1.0 - 0.75 * alpha) * 0.9, 0, 1)
    rgb = mix(light.cloud_shade, light.cloud_lit, lit[..., None])
    distant = smooth(0.40, 0.0, (np.float32(horizon) - yy) / np.float32(horizon))
    rgb = light.veil(rgb, distant * (0.25 + 0.45 * light.haze))
    a = alpha * smooth(2, 40, np.float32(horizon) - yy) * np.float32(0.96)
    size_px = (canvas.pw + canvas.px(_EXTRA), canvas.row(horizon))
    big = cv2.resize(np.dstack([rgb, a]), size_px, interpolation=cv2.INTER_CUBIC)
    return make_layer(canvas, big[..., :3], np.clip(big[..., 3], 0, 1), depth, extra=_EXTRA, drift=drift)


def _heap(rng: Rng, height: F32, base: F32, x: float, y: float, width: float, tall: float) -> None:
    """One cloud: spheres that are largest in its middle, cut off flat at its base."""
    h, w = height.shape
    for _ in range(60):
        across = float(np.clip(rng.normal(0, 0.45), -1.05, 1.05))
        swell = max(0.12, 1 - across * across * 0.85)
        r = tall * rng.uniform(0.13, 0.34) * (0.35 + 0.65 * swell)
        cx = x + across * width
        cy = y - rng.random() ** 1.2 * tall * 0.80 * swell**1.3 - r * 0.15
        x0, x1 = max(0, int(cx - r)), min(w, int(cx + r) + 2)
        y0, y1 = max(0, int(cy - r)), min(h, int(min(cy + r, y)) + 2)
        if x1 - x0 < 2 or y1 - y0 < 2:
            continue
        dx = np.arange(x0, x1, dtype=np.float32)[None, :] - np.float32(cx)
        dy = np.arange(y0, y1, dtype=np.float32)[:, None] - np.float32(cy)
        dome = np.sqrt(np.maximum(np.float32(r * r) - dx * dx - dy * dy, 0))
        dome = dome * smooth(0.0, -max(3.0, tall * 0.16), dy + np.float32(cy - y))
        window = height[y0:y1, x0:x1]
        level = np.clip((np.float32(y) - dy - np.float32(cy)) / np.float32(max(1.0, tall)), 0, 1)
        base[y0:y1, x0:x1] = np.where(dome > window, level, base[y0:y1, x0:x1])
        np.maximum(window, dome, out=window)


def _cirrus(
    rng: Rng,
    canvas: Canvas,
    light: Light,
    horizon: float,
    sun: tuple[float, float],
    strength: float,
    depth: float,
    drift: float,
) -> Layer:
    """Ice high up: strands combed by the wind, brightest near the sun."""
    n = 512
    strands = fbm(rng, n, n, 5, 6, 0.62, stretch=0.22)
    patch = fbm(rng, n, n, 2.2, 3, 0.5)
    bend = fbm(rng, n, n, 2.5, 2, 0.5)
    w, h = (canvas.pw + canvas.px(_EXTRA)) // 2, canvas.row(horizon) // 2
    xx = (np.arange(w, dtype=np.float32)[None, :] + 0.5) / np.float32(w)
    yy = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / np.float32(h)
    z = 1 / (1.16 - yy)
    tilt = float(rng.uniform(-0.5, 0.5))
    wide = np.float32((canvas.dw + _EXTRA) / 1964)
    u = ((xx - 0.5) * wide * 300 * z * 0.55 + n / 2).astype(np.float32)
    v = np.broadcast_to(z * 92 + tilt * (xx - 0.5) * 90, u.shape).astype(np.float32)
    warp = cv2.remap(bend, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    v2 = np.asarray(v + (warp - 0.5) * 70, np.float32)
    comb = cv2.remap(strands, u, v2, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    where = cv2.remap(patch, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    alpha = smooth(0.44, 0.82, comb) * smooth(0.36, 0.66, where) * smooth(1.0, 0.80, yy)
    dx, dy = xx * (canvas.dw + _EXTRA) - _EXTRA / 2 - sun[0], yy * horizon - sun[1]
    near = np.exp(-np.hypot(dx, dy) / 420) * min(1.0, light.glow)
    rgb = mix(
        mix(light.cloud_shade, light.cloud_lit, 0.62), mix(light.cloud_lit, light.sun, 0.35), near[..., None]
    )
    alpha = alpha * np.float32(strength) * (0.62 + 0.38 * near)
    size_px = (canvas.pw + canvas.px(_EXTRA), canvas.row(horizon))
    big = cv2.resize(np.dstack([rgb, alpha]).astype(np.float32), size_px, interpolation=cv2.INTER_CUBIC)
    return make_layer(canvas, big[..., :3], np.clip(big[..., 3], 0, 1), depth, extra=_EXTRA, drift=drift)


def _curtains(rng: Rng, canvas: Canvas, light: Light, horizon: float, drift: float) -> Layer:
    """Rain that hangs under far clouds in slanting curtains."""
    w, h = (canvas.pw + canvas.px(_EXTRA)) // 4, max(4, canvas.row(horizon) // 4)
    columns = fbm(rng, w, 16, 7, 5, 0.6)[4]
    xx = np.arange(w, dtype=np.float32)[None, :]
    yy = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / np.float32(h)
    slant = np.clip(xx + (yy - 0.5) * np.float32(0.16 * h), 0, w - 1).astype(np.int32)
    wave = columns[slant]
    a = smooth(0.44, 0.72, wave) * smooth(0.30, 0.62, yy) * smooth(1.0, 0.94, yy) * np.float32(0.55)
    tint = mix(light.cloud_shade, light.fog, 0.45)
    rgb = np.broadcast_to(tint, (h, w, 3))
    size_px = (canvas.pw + canvas.px(_EXTRA), canvas.row(horizon))
    big = cv2.resize(np.dstack([rgb, a]).astype(np.float32), size_px, interpolation=cv2.INTER_CUBIC)
    return make_layer(canvas, big[..., :3], np.clip(big[..., 3], 0, 1), 0.12, extra=_EXTRA, drift=drift)
