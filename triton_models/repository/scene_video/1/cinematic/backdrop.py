"""Helpers that several settings share: composition, ridges, tinted masks, foreground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from cinematic import tinting
from cinematic.arrays import F32, Rng, blur, fbm, mix, ridge_line, smooth
from cinematic.belonging import OF_SETTINGS, Ground
from cinematic.figures import Hero
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.sheet import Sheet
from cinematic.spec import Pose, SceneSpec, Setting
from cinematic.vectors import rim
from cinematic.worksites import Worksite, worksite_of

_NARROW = 240.0
"""Design units of way up to which a composition has ground nowhere else, such as a jetty or a boulder."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a painter gets: the scene's wish, its light, its canvas and its dice."""

    spec: SceneSpec
    light: Light
    canvas: Canvas
    rng: Rng
    seed: int
    side: float
    """-1 or 1: where the sun stands; the hero tends to the other side."""
    phase: float
    cast: list[Hero] = field(default_factory=list)
    """Heroes placed so far: the camera looks at the first."""
    horizons: list[float] = field(default_factory=list)
    """Design heights of the horizons painted so far; the camera keeps the first out of the hero's head."""

    @property
    def horizon(self) -> float:
        return self.horizons[0] if self.horizons else 500.0

    def hero(
        self,
        *,
        x: float,
        y: float,
        height: float,
        depth: float,
        light_x: float,
        ground: F32 | None = None,
        travel: float = 360.0,
        seat: str = "rock",
        brightness: float = 1.0,
        facing: float | None = None,
        underfoot: Ground | None = None,
        line: Callable[[float], float] | None = None,
        firm: tuple[float, float] | None = None,
    ) -> Hero:
        """A hero in this scene; see Hero.

        Args:
            underfoot: what they stand on, where it isn't what their setting usually has.
        """
        pose = self.spec.hero
        scale = {Pose.RUNNING: 0.94, Pose.RIDING: 1.0}.get(pose, 1.0)
        hero = Hero(
            pose,
            self.light,
            x=x,
            y=y,
            height=height * scale,
            depth=depth,
            side=self.side if facing is None else facing,
            light_x=light_x,
            phase=self.phase,
            travel=travel,
            lantern=self.light.lamps > 0.6 and seat == "rock",
            ground_tint=ground,
            seat=seat,
            worksite=worksite_of(self.spec.setting) if seat == "rock" else Worksite.BENCH,
            brightness=brightness,
            look=self.spec.look,
            props=self.spec.props,
            in_space=self.spec.setting is Setting.SPACE and seat == "rock",
            ground=self._underfoot(seat) if underfoot is None else underfoot,
            line=line,
            firm=firm if firm is not None or travel > _NARROW else (x - travel * 0.6, x + travel * 0.6),
        )
        self.cast.append(hero)
        return hero

    def _underfoot(self, seat: str) -> Ground:
        if self.spec.setting is Setting.SPACE and seat != "rock":
            return Ground.DECK
        return OF_SETTINGS[self.spec.setting]


def vertical(
    canvas: Canvas, top_tint: F32, bottom_tint: F32, top: float, y0: float, y1: float, width: int
) -> F32:
    """A picture from `top` down whose colour runs from y0 to y1."""
    yy = canvas.ys(top)[:, None]
    t = smooth(y0, y1, yy)[..., None]
    return np.broadcast_to(mix(top_tint, bottom_tint, t), (yy.shape[0], width, 3)).astype(np.float32)


def rim_light(
    canvas: Canvas, rgb: F32, mask: F32, tint: F32, dx: float, dy: float, strength: float, soft: float = 1.2
) -> F32:
    """Light along the edges that face the sun; dx, dy in design units towards the shadow."""
    u = canvas.unit
    edge = rim(mask, dx * u, dy * u, soft * u)
    out = np.empty(rgb.shape, np.float32)
    tinting.screen(
        np.ascontiguousarray(rgb, np.float32), np.asarray(tint * np.float32(strength), np.float32), edge, out
    )
    return out


def mountain_layer(
    rng: Rng,
    canvas: Canvas,
    light: Light,
    profile: F32,
    *,
    sun_x: float,
    depth: float,
    distance: float,
    rock: F32,
    snow: float = 0.0,
    relief: float = 0.5,
    foot: float = 300.0,
) -> Layer:
    """A ridge of faceted rock, snow above a line, mist at its foot; distance 0..1 sinks it into the haze."""
    top = max(0.0, float(profile.min()) - 6)
    yy = canvas.ys(top)[:, None]
    d = yy - profile[None]
    alpha = np.clip(d * np.float32(canvas.unit) + 0.5, 0, 1)
    h, w = d.shape
    full = max(h, w // 2)
    sgn = np.float32(-1 if sun_x < canvas.dw / 2 else 1)
    rough = fbm(rng, w, full, 7, 7, 0.56, ridged=True)[:h]
    m = np.array([[1, -0.6 * float(sgn), 0], [0, 1, 0]], np.float32)
    rough = np.asarray(cv2.warpAffine(rough, m, (w, h), borderMode=cv2.BORDER_REFLECT), np.float32)
    soft = blur(rough, 1.0 * canvas.unit)
    gx = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3) * np.float32(canvas.unit)
    gy = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3) * np.float32(canvas.unit)
    slope = np.gradient(blur(profile[None].copy(), 6 * canvas.unit)[0]) * np.float32(canvas.unit)
    near_crest = np.exp(-np.maximum(d, 0) / 90)
    facing = np.clip(0.36 - sgn * gx * 5.2 - gy * 2.2 + sgn * slope[None] * 0.5 * near_crest, 0, 1)
    rgb = light.shade(np.broadcast_to(rock, (h, w, 3)) * (0.7 + 0.6 * rough[..., None]), facing * relief * 2)
    if snow > 0:
        fine = fbm(rng, w, full, 26, 4)[:h]
        cover = smooth(
            0.0, 0.26, snow - np.maximum(d, 0) / 240 + (soft - 0.5) * 1.1 + (fine - 0.5) * 0.55 - gy * 1.5
        )
        white = np.array([0.98, 0.95, 0.93], np.float32)
        rgb = mix(rgb, light.shade(np.broadcast_to(white, rgb.shape), 0.08 + 0.85 * facing), cover[..., None])
    veil = np.clip(distance + smooth(0, foot, np.maximum(d, 0)) * (0.35 + 0.5 * light.haze), 0, 0.97)
    return make_layer(canvas, light.veil(rgb, veil), alpha.astype(np.float32), depth, top=top)


def ridge_profile(
    rng: Rng,
    canvas: Canvas,
    y: float,
    amplitude: float,
    *,
    cells: float = 3.0,
    octaves: int = 8,
    gain: float = 0.5,
    sharp: bool = True,
) -> F32:
    return np.asarray(
        y - amplitude * ridge_line(rng, canvas.pw, cells=cells, octaves=octaves, gain=gain, sharp=sharp),
        np.float32,
    )


def ground_texture(
    rng: Rng, canvas: Canvas, shape: tuple[int, int], cells: float = 26, *, ridged: bool = False
) -> F32:
    h, w = shape
    return fbm(rng, w, max(h, w // 3), cells, 5, ridged=ridged)[:h]


def sheet_layer(
    stage: Stage,
    sheet: Sheet,
    depth: float,
    *,
    fog: float,
    lit: float = 0.45,
    brightness: float = 1.0,
    rim_by: float = 2.0,
    glow: F32 | None = None,
) -> Layer:
    """Flat shapes under the scene's light: shaded by their bulk, rimmed by the sun, sunk in the haze."""
    c, light = stage.canvas, stage.light
    alpha = sheet.alpha()
    bulk = blur(alpha, 7 * c.unit)[..., None]
    tex = ground_texture(stage.rng, c, alpha.shape, 50)[..., None]
    rgb = (
        light.shade(sheet.albedo(), lit) * (1.1 - 0.35 * bulk) * (0.78 + 0.44 * tex) * np.float32(brightness)
    )
    rgb = rim_light(c, rgb, alpha, light.rim, -rim_by * stage.side, rim_by * 0.8, 0.5, 1.0)
    if light.snow > 0:
        rgb = rim_light(
            c, rgb, alpha, light.shade(np.array([0.98, 0.96, 0.94], np.float32), 0.5), -0.5, 5.0, 1.3, 1.2
        )
    rgb = light.veil(rgb, fog)
    if glow is not None:
        soft = blur(glow, 5 * c.unit) * np.float32(0.8) + blur(glow, 16 * c.unit) * np.float32(0.7)
        rgb = np.maximum(rgb, glow) + soft * np.float32(0.5) * alpha[..., None]
    return make_layer(c, np.asarray(rgb, np.float32), alpha, depth)
