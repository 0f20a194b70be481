"""Light: what the time of day and the weather do to every colour of a scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cinematic import tinting
from cinematic.arrays import F32, color, luma, mix
from cinematic.spec import Weather

Stops = tuple[tuple[float, F32], ...]


@dataclass(frozen=True, slots=True)
class Light:
    """Colours are BGR 0..1 (key may exceed 1). Painters mix their materials from these alone."""

    sky: Stops
    sun_height: float
    """0 at the horizon, 1 at the top of the frame."""
    sun_radius: float
    sun: F32
    halo: F32
    glow: float
    moon: bool
    cloud_lit: F32
    cloud_shade: F32
    cover: float
    key: F32
    ambient: F32
    fog: F32
    haze: float
    """How soon distance turns into fog, 0..1."""
    ink: F32
    """The darkest thing in the frame: silhouettes close to the camera."""
    rim: F32
    water: F32
    stars: float
    lamps: float
    """How much people need lamps, 0..1."""
    snow: float = 0.0
    wet: float = 0.0
    wind: float = 0.25
    aurora: float = 0.0
    storm: bool = False

    @property
    def dark(self) -> bool:
        return self.lamps > 0.6

    def shade(self, albedo: F32, lit: F32 | float) -> F32:
        """A material's colour under this light; lit (0..1) is how squarely it faces the key light."""
        lit_ = np.asarray(lit, np.float32)
        if albedo.ndim == 3 and lit_.shape == albedo.shape[:2]:
            out = np.empty(albedo.shape, np.float32)
            tinting.shade(_whole(albedo), _whole(self.ambient), _whole(self.key), _whole(lit_), out)
            return out
        if lit_.ndim:
            lit_ = lit_[..., None]
        return np.asarray(albedo * (self.ambient + self.key * lit_), np.float32)

    def veil(self, rgb: F32, amount: F32 | float) -> F32:
        """Fog over a colour, 0..1."""
        t = np.asarray(amount, np.float32)
        if rgb.ndim == 3 and t.shape == rgb.shape[:2]:
            out = np.empty(rgb.shape, np.float32)
            tinting.veil(_whole(rgb), _whole(self.fog), _whole(t), out)
            return out
        if t.ndim and t.ndim < rgb.ndim:
            t = t[..., None]
        return np.asarray(rgb + (self.fog - rgb) * t, np.float32)


def _whole(a: F32) -> F32:
    return np.ascontiguousarray(a, np.float32)


def recoloured(light: Light, change: Callable[[F32], F32]) -> Light:
    """The same light with a change made to each of its colours."""
    return replace(
        light,
        sky=tuple((p, change(c)) for p, c in light.sky),
        sun=np.minimum(change(light.sun), np.float32(1)),
        halo=change(light.halo),
        cloud_lit=change(light.cloud_lit),
        cloud_shade=change(light.cloud_shade),
        key=change(light.key),
        ambient=change(light.ambient),
        fog=change(light.fog),
        ink=change(light.ink),
        rim=change(light.rim),
        water=change(light.water),
    )


def weathered(base: Light, weather: Weather) -> Light:
    """The light of a clear hour as the weather leaves it."""
    match weather:
        case Weather.AURORA:
            return replace(base, aurora=1.0, cover=0.10, glow=base.glow * 0.7, stars=max(base.stars, 0.8))
        case Weather.CLEAR:
            return replace(base, cover=base.cover * 0.72)
        case Weather.CLOUDS:
            return replace(_dull(base, 0.18), cover=0.64)
        case Weather.WIND:
            return replace(base, cover=min(0.6, base.cover + 0.04), wind=1.0)
        case Weather.FOG:
            low = 0 < base.sun_height < 0.3 and not base.moon
            hazy = _dull(base, 0.22 if low else 0.34)
            bright = _scaled(hazy.fog, 1.18 if base.moon else 1.06)
            if low:  # the sun shines through it
                bright = mix(bright, base.sky[-1][1], 0.5)
            return replace(
                hazy,
                cover=0.22,
                haze=1.0,
                fog=bright,
                stars=base.stars * 0.25,
                glow=base.glow * (1.35 if low else 1.05),
                sun_radius=base.sun_radius,
                sky=tuple((p, mix(c, bright, (0.16 if low else 0.30) + 0.55 * p)) for p, c in hazy.sky),
            )
        case Weather.SNOW:
            return _snowy(base)
        case Weather.RAIN:
            dull = _dull(base, 0.42)
            return replace(
                dull,
                cover=0.74,
                haze=min(1.0, base.haze + 0.32),
                wet=1.0,
                wind=0.5,
                stars=0.0,
                lamps=max(base.lamps, 0.55),
                key=_scaled(dull.key, 1.25),
                ambient=_scaled(dull.ambient, 1.18 if base.moon else 1.0),
                sky=tuple((p, _scaled(c, 1 + 0.25 * p if base.moon else 1.0)) for p, c in dull.sky),
            )
        case Weather.STORM:
            return _stormy(base)


def _snowy(base: Light) -> Light:
    """Snow lights a scene from below: pale, soft, and never quite dark."""
    pale = _dull(base, 0.30)
    level = 0.62 if base.moon else 0.55
    white = mix(color("#e9eefa"), base.fog, level)
    return replace(
        pale,
        cover=0.56,
        haze=min(1.0, base.haze + 0.28),
        snow=1.0,
        sky=tuple((p, mix(c, mix(pale.fog, white, 0.4), 0.12 + 0.28 * p)) for p, c in pale.sky),
        fog=mix(pale.fog, white, 0.40),
        ambient=_scaled(pale.ambient, 1.12),
        key=_scaled(pale.key, 1.10),
        stars=base.stars * 0.5,
        sun_radius=base.sun_radius,
        wind=0.35,
    )


def _stormy(base: Light) -> Light:
    """Lead above, a slot of clear light along the horizon."""
    grim = _dull(base, 0.62)
    # clouds at night are lit by the storm itself, those after sunset by what is left of the day
    lift = 1.35 if base.moon else 1.3 if base.sun_height < 0 else 1.0
    slot = mix(base.sky[-1][1], base.sky[-2][1], 0.35)
    dark = tuple(
        (
            p,
            mix(
                _scaled(c, 0.66 * lift), _scaled(slot, 0.92 * lift), max(0.0, (p - 0.70) / 0.30) ** 1.5 * 0.75
            ),
        )
        for p, c in grim.sky
    )
    return replace(
        grim,
        sky=dark,
        cover=0.84,
        haze=min(0.9, base.haze + 0.10),
        wet=1.0,
        wind=1.0,
        stars=0.0,
        lamps=max(base.lamps, 0.65),
        storm=True,
        glow=base.glow * 0.30,
        sun_radius=0.0,
        key=_scaled(grim.key, 1.2 * lift),
        ambient=_scaled(grim.ambient, lift),
        cloud_lit=_scaled(mix(grim.cloud_lit, slot, 0.25), 0.86 * lift),
        cloud_shade=_scaled(grim.cloud_shade, 0.52),
        fog=_scaled(mix(grim.fog, slot, 0.2), 0.86 * lift),
        water=_scaled(mix(grim.water, color("#1c4a4a"), 0.35), 0.9),
    )


def _scaled(c: F32, by: float) -> F32:
    return np.asarray(c * np.float32(by), np.float32)


def _dull(base: Light, t: float) -> Light:
    """Overcast: the sun fades, colours draw together towards a grey that keeps the hour's tint."""

    def grey(c: F32, darker: float = 1.0) -> F32:
        level = np.float32(luma(c))
        tint = np.array([1.12, 1.0, 0.93], np.float32)
        return mix(c, level * tint * np.float32(darker), t)

    return replace(
        base,
        sky=tuple((p, grey(c, 0.92)) for p, c in base.sky),
        glow=base.glow * (1 - t * 0.75),
        sun_radius=base.sun_radius * (1 if t < 0.3 else 0),
        cloud_lit=grey(base.cloud_lit, 0.88),
        cloud_shade=grey(base.cloud_shade, 0.8),
        key=np.asarray(grey(base.key) * np.float32(1 - 0.72 * t), np.float32),
        ambient=np.asarray(grey(base.ambient) * np.float32(1 + 0.25 * t), np.float32),
        fog=grey(base.fog, 0.92),
        rim=np.asarray(grey(base.rim) * np.float32(1 - 0.45 * t), np.float32),
        water=grey(base.water, 0.9),
        stars=base.stars * (1 - t),
    )


def city_glow(light: Light) -> Light:
    """After dark a city lights its own haze from below."""
    if not light.dark:
        return light
    low, high = color("#a8506e"), color("#4a2f66")
    sky = tuple((p, mix(c, mix(high, low, p), 0.62 * p**1.3)) for p, c in light.sky)
    return replace(
        light,
        sky=sky,
        fog=mix(light.fog, color("#7d4a78"), 0.55),
        cloud_lit=mix(light.cloud_lit, color("#a06a90"), 0.6),
        cloud_shade=mix(light.cloud_shade, color("#241c40"), 0.5),
        ambient=mix(light.ambient, color("#4a3f78") * np.float32(0.5), 0.5),
        water=mix(light.water, color("#120e22"), 0.6),
        stars=light.stars * 0.25,
    )
