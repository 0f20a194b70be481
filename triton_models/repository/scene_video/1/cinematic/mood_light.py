"""Which light a scene gets: its hour, its weather, its mood, its film and its own dice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cinematic.arrays import F32, color, luma
from cinematic.light import Light, recoloured, weathered
from cinematic.palettes import PALETTES, Palette, base_light
from cinematic.spec import Mood, Place, SceneSpec, Time, Weather

# Moods as the light on the scene: how strong the key is, how strong the fill.
_KEY = {
    Mood.HOPEFUL: (1.05, 1.02),
    Mood.TENDER: (0.98, 1.06),
    Mood.TENSE: (0.94, 0.84),
    Mood.LONELY: (0.88, 0.92),
    Mood.TRIUMPHANT: (1.12, 0.98),
    Mood.PLAYFUL: (1.06, 1.10),
    Mood.CALM: (0.98, 1.02),
    Mood.AWE: (1.08, 0.92),
}


def scene_light(spec: SceneSpec, hour: Time, seed: int) -> Light:
    """The light of a scene.

    The hour's palette is chosen by mood and film (by the scene's seed outside of a film), so that a film
    keeps its colours; sun and clouds vary from scene to scene. Within a film the light cools and dims
    towards the middle and is warmest at the end.
    """
    film = spec.place.film_seed if spec.place else seed
    if spec.weather is Weather.AURORA:
        hour = Time.NIGHT
    of_film = np.random.default_rng([abs(film), 5, list(Time).index(hour)])
    of_scene = np.random.default_rng([abs(seed), int(seed < 0), 29])
    light = base_light(hour, _palette(spec.mood, hour, of_film.permutation(len(PALETTES[hour])).tolist()))
    light = weathered(light, spec.weather)
    light = _varied(light, float(of_film.uniform(-1, 1)), of_scene)
    key, fill = _KEY[spec.mood]
    light = replace(
        light,
        key=np.asarray(light.key * np.float32(key), np.float32),
        ambient=np.asarray(light.ambient * np.float32(fill), np.float32),
    )
    return _in_film(light, spec.place) if spec.place else light


def _palette(mood: Mood, hour: Time, order: Sequence[int]) -> Palette:
    """The first of the hour's palettes, in the film's order, that suits the mood."""
    ranked = [PALETTES[hour][k] for k in order]
    return next((p for p in ranked if mood in p.moods), ranked[0])


def _varied(light: Light, lean: float, rng: np.random.Generator) -> Light:
    """A little of the film's own hue in everything; the scene's own sun height and clouds."""
    angle = math.radians(7.0 * lean)

    def turned(c: F32) -> F32:
        return _turn(c, angle)

    height = light.sun_height
    if height > 0:
        height *= float(rng.uniform(0.80, 1.25))
    return replace(
        recoloured(light, turned),
        sun_height=min(0.9, height),
        sun_radius=light.sun_radius * float(rng.uniform(0.88, 1.22)),
        cover=float(np.clip(light.cover + rng.uniform(-0.10, 0.08), 0.0, 0.92)),
    )


def _turn(c: F32, angle: float) -> F32:
    """The colour with its hue turned about the grey axis (radians), its luma kept."""
    cos, sin = math.cos(angle), math.sin(angle) / math.sqrt(3)
    mean = (1 - cos) * float(c.mean())
    b, g, r = (float(v) for v in c)
    out = np.array(
        [b * cos + mean + sin * (r - g), g * cos + mean + sin * (b - r), r * cos + mean + sin * (g - b)]
    )
    out = np.maximum(out, 0)
    level = luma(np.asarray(out, np.float32))
    return np.asarray(out * (luma(c) / level if level > 1e-4 else 1.0), np.float32)


def _in_film(light: Light, place: Place) -> Light:
    if place.scenes < 3:
        return light
    p = place.position
    trouble = math.exp(-(((p - 0.52) / 0.20) ** 2))
    arrival = max(0.0, (p - 0.66) / 0.34) ** 1.3
    warm = (color("#ffcf96") / np.float32(luma(color("#ffcf96")))).astype(np.float32)
    cold = (color("#9fb8e0") / np.float32(luma(color("#9fb8e0")))).astype(np.float32)

    def graded(c: F32) -> F32:
        level = np.float32(luma(c))
        c = c + (level - c) * np.float32(0.16 * trouble)
        c = c + (level * cold - c) * np.float32(0.13 * trouble)
        c = c + (level * warm - c) * np.float32(0.11 * arrival)
        return np.asarray(c * np.float32(1 - 0.06 * trouble + 0.03 * arrival), np.float32)

    light = recoloured(light, graded)
    return replace(
        light,
        key=np.asarray(light.key * np.float32(1 - 0.06 * trouble + 0.10 * arrival), np.float32),
        glow=light.glow * (1 - 0.18 * trouble + 0.12 * arrival),
        cover=float(np.clip(light.cover + 0.06 * trouble - 0.06 * arrival, 0.0, 0.92)),
    )
