"""Light: what the time of day and the weather do to every colour of a scene."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cinematic.arrays import F32, color, luma, mix
from cinematic.spec import Time, Weather

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
        if lit_.ndim:
            lit_ = lit_[..., None]
        return np.asarray(albedo * (self.ambient + self.key * lit_), np.float32)

    def veil(self, rgb: F32, amount: F32 | float) -> F32:
        """Fog over a colour, 0..1."""
        t = np.asarray(amount, np.float32)
        if t.ndim and t.ndim < rgb.ndim:
            t = t[..., None]
        return np.asarray(rgb + (self.fog - rgb) * t, np.float32)


def light_for(time: Time, weather: Weather) -> Light:
    """The light of a time of day, as the weather leaves it."""
    if weather is Weather.AURORA:
        base = _TIMES[Time.NIGHT]
        return replace(base, aurora=1.0, cover=0.12, glow=base.glow * 0.7)
    base = _TIMES[time]
    match weather:
        case Weather.CLEAR:
            return replace(base, cover=base.cover * 0.72)
        case Weather.CLOUDS:
            return replace(_dull(base, 0.22), cover=0.66)
        case Weather.WIND:
            return replace(base, cover=min(0.6, base.cover + 0.06), wind=1.0)
        case Weather.FOG:
            hazy = _dull(base, 0.38)
            return replace(hazy, cover=0.3, haze=1.0, stars=base.stars * 0.3, glow=base.glow * 1.1)
        case Weather.SNOW:
            white = mix(color("#e9eefa"), base.fog, 0.55)
            pale = _dull(base, 0.40)
            return replace(
                pale,
                cover=0.62,
                haze=min(1.0, base.haze + 0.3),
                snow=1.0,
                fog=mix(pale.fog, white, 0.35),
                stars=base.stars * 0.4,
                wind=0.35,
            )
        case Weather.RAIN:
            return replace(
                _dull(base, 0.46),
                cover=0.74,
                haze=min(1.0, base.haze + 0.35),
                wet=1.0,
                wind=0.5,
                stars=0.0,
                lamps=max(base.lamps, 0.55),
            )
        case Weather.STORM:
            grim = _dull(base, 0.68)
            sky = tuple((p, np.asarray(c * np.float32(0.72), np.float32)) for p, c in grim.sky)
            return replace(
                grim,
                sky=sky,
                cover=0.86,
                haze=min(1.0, base.haze + 0.35),
                wet=1.0,
                wind=1.0,
                stars=0.0,
                lamps=max(base.lamps, 0.65),
                storm=True,
                glow=grim.glow * 0.4,
                cloud_lit=np.asarray(grim.cloud_lit * np.float32(0.82), np.float32),
                cloud_shade=np.asarray(grim.cloud_shade * np.float32(0.55), np.float32),
            )
    return base


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


def _sky(*codes: str) -> Stops:
    at = (0.0, 0.36, 0.62, 0.83, 1.0)
    return tuple((p, color(c)) for p, c in zip(at, codes, strict=True))


_TIMES: dict[Time, Light] = {
    Time.DAWN: Light(
        sky=_sky("#243763", "#5d6aa6", "#b891b3", "#f2b3a0", "#ffdfb4"),
        sun_height=0.06,
        sun_radius=24,
        sun=color("#fff0cf"),
        halo=color("#ffab86"),
        glow=0.85,
        moon=False,
        cloud_lit=color("#ffc9ae"),
        cloud_shade=color("#6f6d9c"),
        cover=0.50,
        key=color("#ffb58c") * np.float32(0.95),
        ambient=color("#6f7fae") * np.float32(0.62),
        fog=color("#e8b7ae"),
        haze=0.55,
        ink=color("#171a30"),
        rim=color("#ffc39a"),
        water=color("#3d4a72"),
        stars=0.12,
        lamps=0.45,
    ),
    Time.MORNING: Light(
        sky=_sky("#2f5c9e", "#6d9acd", "#a9c6df", "#f0d9b9", "#fbe3b8"),
        sun_height=0.34,
        sun_radius=26,
        sun=color("#fff8e2"),
        halo=color("#ffd9a0"),
        glow=0.80,
        moon=False,
        cloud_lit=color("#fff3de"),
        cloud_shade=color("#93a7c4"),
        cover=0.48,
        key=color("#ffe2b4") * np.float32(1.15),
        ambient=color("#8fa9cf") * np.float32(0.55),
        fog=color("#dcd9d2"),
        haze=0.38,
        ink=color("#1b2a33"),
        rim=color("#ffe9c0"),
        water=color("#2b5f7d"),
        stars=0.0,
        lamps=0.05,
    ),
    Time.NOON: Light(
        sky=_sky("#1d5fae", "#4a92d6", "#86bde8", "#bcdcf0", "#dcecf2"),
        sun_height=0.80,
        sun_radius=26,
        sun=color("#ffffff"),
        halo=color("#e9f3ff"),
        glow=0.62,
        moon=False,
        cloud_lit=color("#ffffff"),
        cloud_shade=color("#9fb4cf"),
        cover=0.50,
        key=color("#fff3dc") * np.float32(1.22),
        ambient=color("#93b4dc") * np.float32(0.60),
        fog=color("#c6dae6"),
        haze=0.30,
        ink=color("#16262e"),
        rim=color("#fff6e0"),
        water=color("#17597f"),
        stars=0.0,
        lamps=0.0,
    ),
    Time.GOLDEN_HOUR: Light(
        sky=_sky("#27356b", "#7a4d83", "#d0696c", "#f99b58", "#ffd98c"),
        sun_height=0.13,
        sun_radius=30,
        sun=color("#fff1c9"),
        halo=color("#ff9a5a"),
        glow=1.0,
        moon=False,
        cloud_lit=color("#ffc98f"),
        cloud_shade=color("#6b4677"),
        cover=0.52,
        key=color("#ffb066") * np.float32(1.12),
        ambient=color("#7a6394") * np.float32(0.52),
        fog=color("#f0a878"),
        haze=0.46,
        ink=color("#1e1226"),
        rim=color("#ffb468"),
        water=color("#4a2a52"),
        stars=0.05,
        lamps=0.35,
    ),
    Time.DUSK: Light(
        sky=_sky("#0d1233", "#2b2860", "#6c3f7e", "#c25f78", "#f59a72"),
        sun_height=-0.05,
        sun_radius=0,
        sun=color("#ffb880"),
        halo=color("#ff7d6a"),
        glow=0.75,
        moon=False,
        cloud_lit=color("#e88a86"),
        cloud_shade=color("#33285a"),
        cover=0.48,
        key=color("#d8788a") * np.float32(0.62),
        ambient=color("#5a4f8e") * np.float32(0.52),
        fog=color("#9a5a80"),
        haze=0.48,
        ink=color("#0e0b1e"),
        rim=color("#ff9a86"),
        water=color("#241c44"),
        stars=0.45,
        lamps=0.85,
    ),
    Time.NIGHT: Light(
        sky=_sky("#040919", "#0a1a38", "#16335a", "#2c5078", "#4a7092"),
        sun_height=0.66,
        sun_radius=30,
        sun=color("#f4f6ff"),
        halo=color("#8fb4ff"),
        glow=0.50,
        moon=True,
        cloud_lit=color("#6f8cb4"),
        cloud_shade=color("#101c38"),
        cover=0.40,
        key=color("#a9c4f2") * np.float32(0.52),
        ambient=color("#33507e") * np.float32(0.50),
        fog=color("#3a587a"),
        haze=0.42,
        ink=color("#060b18"),
        rim=color("#b4cdf5"),
        water=color("#0b1c38"),
        stars=1.0,
        lamps=1.0,
    ),
}


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
