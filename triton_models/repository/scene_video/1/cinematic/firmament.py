"""The sky as a whole, as every outdoor setting has it, and which of its compositions a scene gets."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import mix, smooth
from cinematic.backdrop import Stage
from cinematic.clouds import cloud_layers
from cinematic.layers import Canvas, Layer, make_layer
from cinematic.light import Light
from cinematic.scene import Element
from cinematic.sky import Aurora, sky_layer
from cinematic.skyfx import AuroraCurtains
from cinematic.skylife import Birds, Lightning
from cinematic.spec import Mood, Setting
from cinematic.weather import ShootingStars, Twinkle

_BRIGHTENING = frozenset({Mood.HOPEFUL, Mood.PLAYFUL, Mood.TRIUMPHANT, Mood.TENDER, Mood.AWE})
"""Moods in which the rain is about to end."""


def variant(stage: Stage, count: int) -> int:
    """Which of a setting's compositions to paint: by the seed; within a film neighbours never share one."""
    place = stage.spec.place
    if place is None:
        return int(np.random.default_rng([abs(stage.seed), int(stage.seed < 0), 31]).integers(count))
    order = list(Setting).index(stage.spec.setting)
    first = int(np.random.default_rng([abs(place.film_seed), 31, order]).integers(count))
    return (first + place.scene) % count


def firmament(
    stage: Stage,
    horizon: float,
    sun: tuple[float, float],
    *,
    milky: float = 0.35,
    clouds: bool = True,
    birds: bool = True,
) -> list[Element]:
    """Gradient, sun or moon, stars, aurora, clouds, lightning and birds, back to front."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    stage.horizons.append(horizon)
    out: list[Element] = [sky_layer(rng, c, light, horizon, sun, milky=milky)]
    if light.stars > 0.4:
        out.append(Twinkle(rng, 26, horizon, light.stars))
    if light.aurora > 0:
        out.append(AuroraCurtains(Aurora(rng, c)))
    if light.stars > 0.8 and light.snow == 0:
        out.append(ShootingStars(stage.seed, horizon))
    if clouds:
        out += cloud_layers(rng, c, light, horizon, sun)
    if light.wet > 0 and not light.storm and not light.dark and stage.spec.mood in _BRIGHTENING:
        out.append(rainbow(c, light, horizon, sun[0]))
    if light.storm:
        out.append(Lightning(stage.seed, c, horizon))
    calm = light.wet == 0 and light.snow == 0 and not light.moon and light.haze < 0.95
    if birds and calm and rng.random() < 0.75:
        heading = float(rng.choice([-1.0, 1.0]))
        out.append(
            Birds(
                rng,
                mix(light.ink, light.fog, 0.25),
                x=c.dw * (0.5 - heading * float(rng.uniform(0.02, 0.16))),
                y=horizon - float(rng.uniform(130, 270)),
                count=int(rng.integers(4, 12)),
                size=float(rng.uniform(5.5, 9.5)),
                heading=heading,
                soar=float(rng.choice([0.0, 0.5])),
            )
        )
    return out


def rainbow(canvas: Canvas, light: Light, horizon: float, sun_x: float) -> Layer:
    """An arc opposite the sun, brightest near its feet."""
    xx, yy = canvas.xs()[None], canvas.ys(0, horizon)[:, None]
    away = 1.0 if sun_x < canvas.dw / 2 else -1.0
    x, y, r = canvas.dw / 2 + away * canvas.dw * 0.16, horizon + 70.0, min(430.0, canvas.dw * 0.46)
    d = (np.hypot(xx - np.float32(x), yy - np.float32(y)) - np.float32(r)) / np.float32(26)
    # red outside, violet inside: three bumps, a little apart
    bands = [np.exp(-((d - at) ** 2) * 3.2) for at in (-0.55, 0.0, 0.55)]
    level = 0.30 * (0.35 + 0.65 * smooth(60, horizon, yy)) * (0.5 + 0.5 * light.haze)
    rgb = np.dstack(bands) * level[..., None]
    return make_layer(canvas, np.asarray(rgb, np.float32), None, 0.12, glow=True)
