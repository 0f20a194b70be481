"""The sky: gradient, sun or moon, stars, clouds and aurora."""

from __future__ import annotations

import math

import cv2
import numpy as np

from cinematic import tinting
from cinematic.arrays import F32, Rng, blur, color, fbm, gradient, mix, smooth
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light


def sun_at(light: Light, canvas: Canvas, horizon: float, side: float) -> tuple[float, float]:
    """Where the sun or moon stands, in design units; side -1..1 from left to right."""
    x = canvas.dw / 2 + side * canvas.dw * 0.24
    top = 120.0
    return x, horizon - light.sun_height * (horizon - top)


def sky_picture(
    rng: Rng, canvas: Canvas, light: Light, horizon: float, sun: tuple[float, float], *, milky: float = 0.35
) -> F32:
    """The whole canvas: gradient to the horizon, halo and disc, stars."""
    n = canvas.row(horizon)
    column = np.vstack([gradient(light.sky, max(2, n)), np.repeat(light.sky[-1][1][None], canvas.ph, 0)])
    im = np.repeat(column[: canvas.ph, None].astype(np.float32), canvas.pw, 1)
    if light.stars > 0.02:
        im += _stars(rng, canvas, light, horizon, milky)
    if light.glow > 0.02:
        seen = 1.0 if light.sun_radius > 0 else 0.22
        high = 1 - 0.5 * min(1.0, max(0.0, light.sun_height - 0.2) / 0.4)
        halos = (
            (46, 0.62 * seen, light.sun),
            (150, 0.40 * seen * high, mix(light.sun, light.halo, 0.55)),
            (470, 0.34 * high, light.halo),
        )
        tinting.rings(
            im,
            canvas.xs(),
            canvas.ys() * np.float32(1.06),
            np.array([sun[0], sun[1] * 1.06], np.float32),
            np.array([radius for radius, _, _ in halos], np.float32),
            np.stack([tint * np.float32(amount * light.glow) for _, amount, tint in halos]).astype(
                np.float32
            ),
        )
        if light.sun_radius > 0:
            _disc(rng, im, canvas, light, sun)
    return np.asarray(im, np.float32)


def _disc(rng: Rng, im: F32, canvas: Canvas, light: Light, sun: tuple[float, float]) -> None:
    r = light.sun_radius
    reach = r + 6
    y0, y1 = canvas.row(sun[1] - reach), canvas.row(sun[1] + reach)
    x0, x1 = max(0, canvas.px(sun[0] - reach)), min(canvas.pw, canvas.px(sun[0] + reach))
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    xx, yy = canvas.xs()[None, x0:x1], canvas.ys()[y0:y1, None]
    d = np.hypot(xx - sun[0], yy - sun[1]).astype(np.float32)
    edge = max(1.0, 1.2 / canvas.unit)
    disc = smooth(r + edge, r - edge, d)[..., None]
    face = np.broadcast_to(np.minimum(light.sun * np.float32(1.05), 1), (*d.shape, 3))
    if light.moon:
        seas = smooth(0.50, 0.66, fbm(rng, d.shape[1], d.shape[0], 3, 4))[..., None]
        limb = np.sqrt(np.clip(1 - (d / r) ** 2, 0, 1))[..., None]
        face = face * (1 - np.float32(0.20) * seas) * (np.float32(0.80) + np.float32(0.20) * limb)
    im[y0:y1, x0:x1] = im[y0:y1, x0:x1] * (1 - disc) + face * disc


def _stars(rng: Rng, canvas: Canvas, light: Light, horizon: float, milky: float) -> F32:
    h, w, u = canvas.ph, canvas.pw, canvas.unit
    count = int(1200 * max(0.35, light.stars))
    m = np.zeros((h, w, 3), np.float32)
    x = rng.random(count) * canvas.dw
    y = rng.random(count) ** 1.15 * (horizon - 20)
    brightness = rng.random(count) ** 7
    warmth = rng.random(count)
    cool, warm = color("#bcd2ff"), color("#ffe2c0")
    for i in range(count):
        tint = mix(cool, warm, float(warmth[i]))
        level = float(0.16 + 0.84 * brightness[i]) * min(1.0, 0.5 + u * 0.5)
        r = 0.5 + 0.95 * float(brightness[i])
        centre = (int(x[i] * u * 16), int(y[i] * u * 16))
        cv2.circle(m, centre, max(6, int(r * u * 16)), (tint * level).tolist(), -1, cv2.LINE_AA, 4)
    m = np.asarray(m + blur(m, 2.4 * u) * np.float32(0.9), np.float32)
    xx, yy = canvas.xs()[None, :], canvas.ys()[:, None]
    if milky > 0:
        tilt = np.float32(0.42 if rng.random() < 0.5 else -0.42)
        cloud = fbm(rng, w, h, 5, 6, 0.58)
        fine = fbm(rng, w, h, 14, 5, 0.62)
        along = (yy - horizon * 0.42) + (xx - canvas.dw / 2) * tilt + (cloud - 0.5) * 90
        band = np.exp(-((along / np.float32(140)) ** 2)) * (0.35 + 0.65 * smooth(0.30, 0.75, cloud))
        core = np.exp(-((along / np.float32(62)) ** 2)) * (0.25 + 0.75 * smooth(0.40, 0.70, fine))
        lane = smooth(0.46, 0.62, fine) * np.exp(-(((along + 12) / np.float32(40)) ** 2))
        strength = np.float32(milky)
        m += (band * strength)[..., None] * color("#3f4f8c") * np.float32(0.62)
        m += (core * (1 - 0.85 * lane) * strength)[..., None] * color("#e6c8d8") * np.float32(0.24)
        m += _star_dust(rng, canvas, along, strength)
    fade = smooth(horizon, horizon * 0.45, yy) * np.float32(light.stars)
    return np.asarray(m * fade[..., None], np.float32)


def _star_dust(rng: Rng, canvas: Canvas, along: F32, strength: np.float32) -> F32:
    """Stars too faint to be told apart, thickest where the band is (along: distance from its middle)."""
    speck = rng.random((canvas.ph, canvas.pw), dtype=np.float32)
    share = np.float32(0.010) * np.exp(-((along / np.float32(105)) ** 2)) / np.float32(max(0.5, canvas.unit))
    dust = (speck < share) * (0.25 + 0.75 * rng.random((canvas.ph, canvas.pw), dtype=np.float32))
    dust = np.asarray(blur(dust.astype(np.float32), 0.45) * strength, np.float32)
    return np.asarray(dust[..., None] * color("#d8defc") * np.float32(0.7), np.float32)


def sky_layer(
    rng: Rng, canvas: Canvas, light: Light, horizon: float, sun: tuple[float, float], *, milky: float = 0.35
) -> Layer:
    return make_layer(canvas, sky_picture(rng, canvas, light, horizon, sun, milky=milky), None, 0.06)


def mist_layer(
    rng: Rng,
    canvas: Canvas,
    tint: F32,
    y: float,
    thickness: float,
    density: float,
    depth: float,
    drift: float,
) -> Layer:
    """A bank of mist around a height."""
    extra = 300.0
    top, bottom = y - thickness * 2.4, y + thickness * 2.4
    yy = canvas.ys(max(0, top), min(canvas.dh, bottom))[:, None]
    w = canvas.pw + canvas.px(extra)
    n = fbm(rng, w, yy.shape[0] * 4, 4, 5)[: yy.shape[0] * 4 : 4]
    a = np.exp(-(((yy - y) / thickness) ** 2)) * smooth(0.26, 0.74, n) * density
    rgb = np.broadcast_to(tint, (*a.shape, 3)).astype(np.float32)
    return make_layer(canvas, rgb, a.astype(np.float32), depth, top=max(0, top), extra=extra, drift=drift)


AURORA_SCALE = 4


class Aurora:
    """Curtains of light; drawn small each frame, so that the rays can wander."""

    def __init__(self, rng: Rng, canvas: Canvas) -> None:
        self._canvas = canvas
        self._rays = [self._profile(rng, 90), self._profile(rng, 46), self._profile(rng, 160)]
        self._phase = rng.random(6) * 2 * math.pi
        self._tints = (
            (color("#35f0a0"), color("#5a48d8"), 350.0, 1.0),
            (color("#38dcc4"), color("#9d48d0"), 268.0, 0.72),
        )

    @staticmethod
    def _profile(rng: Rng, cells: int) -> F32:
        grid = rng.random(cells).astype(np.float32)
        at = np.linspace(0, cells, 2048, endpoint=False)
        k = at.astype(int)
        t = at - k
        t = t * t * (3 - 2 * t)
        return np.asarray(grid[k % cells] * (1 - t) + grid[(k + 1) % cells] * t, np.float32)

    def picture(self, t: float) -> F32:
        """Light to add, at a quarter of the canvas's size."""
        c = self._canvas
        w, h = max(8, c.pw // AURORA_SCALE), max(8, c.row(520) // AURORA_SCALE)
        x = (np.arange(w, dtype=np.float32) + 0.5) / np.float32(w)
        y = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / np.float32(h) * 520
        out = np.zeros((h, w, 3), np.float32)
        for i, (low, high, base, strength) in enumerate(self._tints):
            p = self._phase[i * 3 : i * 3 + 3]
            bend = np.sin(x * 5.2 + p[0] + t * 0.11) * 46 + np.sin(x * 11.7 + p[1] - t * 0.17) * 18
            bend += np.sin(x * 23 + p[2] + t * 0.23) * 6
            ray = 0.55 * self._ray(0, x + t * 0.006 * (1 - 2 * i)) + 0.45 * self._ray(2, x - t * 0.011)
            wave = 0.45 + 0.55 * self._ray(1, x * 0.5 + t * 0.013 * (1 - 2 * i))
            d = (base + bend)[None] - y
            body = np.where(d > 0, np.exp(-d / (80 + 130 * ray[None])), np.exp(d / 8))
            level = body * (0.16 + 0.84 * ray[None] ** 1.6) * wave[None] * np.float32(strength * 0.66)
            tint = mix(low, high, np.clip(d / 240, 0, 1)[..., None])
            out += level[..., None] * tint
        return np.asarray(np.clip(out, 0, 1), np.float32)

    def _ray(self, which: int, at: F32) -> F32:
        profile = self._rays[which]
        f = (at * 2048) % 2048
        k = f.astype(int)
        t = f - k
        return np.asarray(profile[k % 2048] * (1 - t) + profile[(k + 1) % 2048] * t, np.float32)
