"""Palettes: several skies for each hour, each of them suited to some moods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cinematic.arrays import F32, color, luma, mix
from cinematic.light import Light, Stops
from cinematic.spec import Mood, Time

_ALL = frozenset(Mood)
_WARM = frozenset({Mood.HOPEFUL, Mood.TENDER, Mood.TRIUMPHANT, Mood.PLAYFUL})
_COOL = frozenset({Mood.TENSE, Mood.LONELY, Mood.CALM, Mood.AWE})
_BOLD = frozenset({Mood.TENSE, Mood.TRIUMPHANT, Mood.AWE})
_SOFT = frozenset({Mood.TENDER, Mood.CALM, Mood.LONELY, Mood.HOPEFUL})


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one sky: the gradient from top to horizon, clouds, key, ambient, fog and deep water."""

    moods: frozenset[Mood]
    sky: str
    """Five colours, top to horizon."""
    lit: str
    shade: str
    key: str
    ambient: str
    fog: str
    water: str


@dataclass(frozen=True, slots=True)
class _Hour:
    """What an hour decides whatever its palette."""

    sun_height: float
    sun_radius: float
    glow: float
    cover: float
    key: float
    ambient: float
    haze: float
    stars: float
    lamps: float
    ink: float
    """How dark the darkest thing is, as a share of the ambient colour."""
    moon: bool = False


_HOURS = {
    Time.DAWN: _Hour(0.07, 24, 0.72, 0.50, 0.95, 0.62, 0.55, 0.12, 0.45, 0.20),
    Time.MORNING: _Hour(0.40, 26, 0.56, 0.46, 1.12, 0.55, 0.36, 0.0, 0.05, 0.17),
    Time.NOON: _Hour(0.80, 26, 0.46, 0.42, 1.30, 0.54, 0.21, 0.0, 0.0, 0.12),
    Time.GOLDEN_HOUR: _Hour(0.14, 30, 1.0, 0.50, 1.12, 0.54, 0.46, 0.05, 0.35, 0.19),
    Time.DUSK: _Hour(-0.05, 0, 0.75, 0.48, 0.64, 0.54, 0.46, 0.45, 0.85, 0.16),
    Time.NIGHT: _Hour(0.64, 28, 0.50, 0.38, 0.66, 0.56, 0.40, 1.0, 1.0, 0.12, moon=True),
}


def _p(moods: frozenset[Mood], sky: str, rest: str) -> Palette:
    return Palette(moods, sky, *rest.split())


PALETTES: dict[Time, tuple[Palette, ...]] = {
    Time.DAWN: (
        _p(
            _WARM | _SOFT,
            "#243763 #5d6aa6 #b891b3 #f2b3a0 #ffdfb4",
            "#ffc9ae #6f6d9c #ffb58c #6f7fae #e8b7ae #3d4a72",
        ),
        _p(
            _SOFT | {Mood.PLAYFUL, Mood.AWE},
            "#1f4a62 #5e98a0 #b4cdb8 #f4dcae #fff0cc",
            "#ffe9c4 #78939c #ffd493 #73979c #e6dcbc #2c5664",
        ),
        _p(
            _SOFT | {Mood.PLAYFUL},
            "#3a3a72 #7a76b0 #bfa4cc #f0c0c4 #ffe2d0",
            "#ffdcd2 #8580ac #ffc4ac #8482b4 #e6c4cc #46487c",
        ),
        _p(
            _COOL,
            "#1b2f4c #4a6a8a #8fa8b8 #d8ccc0 #f8e0c4",
            "#f4e2d0 #62788e #f6cfa2 #6a86a2 #c8c6c2 #29435c",
        ),
        _p(
            _BOLD,
            "#141c3c #343a68 #6e4e78 #d0606a #ff9c6c",
            "#ff9a80 #3c3660 #ff8c6a #585a92 #c4707c #242a50",
        ),
    ),
    Time.MORNING: (
        _p(
            _WARM | _SOFT,
            "#2f5c9e #6d9acd #a9c6df #f0d9b9 #fbe3b8",
            "#fff3de #93a7c4 #ffe2b4 #8fa9cf #dcd9d2 #2b5f7d",
        ),
        _p(
            _WARM | {Mood.AWE},
            "#2a72b4 #64a8dc #a8d4ea #e4ecd8 #fdf2cc",
            "#fffaec #9cb8d0 #ffecc4 #94b6d8 #d6e2e0 #1f6a88",
        ),
        _p(
            _COOL,
            "#5c7fa4 #8eaac0 #bccad4 #e4e2d6 #f8eed8",
            "#fbf6ea #94a4b4 #fce8c8 #92a6bc #d4d8d8 #3a5c72",
        ),
        _p(
            _WARM,
            "#4a78a8 #8ab0c8 #c8d0c0 #f4dca8 #ffe8b4",
            "#fff0cc #a0aab4 #ffd89a #93a8bc #ecdcb8 #366074",
        ),
    ),
    Time.NOON: (
        _p(
            _ALL, "#0f4a9c #2f7cc8 #68ace2 #a2cfee #cfe6f0", "#ffffff #94abca #fff0d2 #8fb0da #b6d0e2 #0f5079"
        ),
        _p(
            _WARM,
            "#0656a4 #1f8ed2 #5cbfe4 #a2e0ea #d4f2ec",
            "#ffffff #8fb8cc #fff0ca #88bcd6 #b4dce0 #066488",
        ),
        _p(
            _COOL,
            "#2f6cae #6a9ecc #a2c4d6 #d0dcda #eee8d6",
            "#ffffff #98a8b8 #fff0d0 #98b0c8 #c8d2d2 #2b627e",
        ),
        _p(
            _BOLD | {Mood.CALM},
            "#0a2f78 #1f5cac #5592d0 #94c0e2 #c6dce8",
            "#ffffff #7f9ac2 #ffeccc #789acc #a2c0da #0b4274",
        ),
    ),
    Time.GOLDEN_HOUR: (
        _p(
            _WARM | {Mood.AWE},
            "#27356b #7a4d83 #d0696c #f99b58 #ffd98c",
            "#ffc98f #6b4677 #ffb066 #7a6394 #f0a878 #4a2a52",
        ),
        _p(
            _WARM | _SOFT,
            "#2f5c94 #6f93b0 #c2b8a0 #f6c478 #ffe4a4",
            "#ffdfa6 #7f8498 #ffbc68 #7c8aa8 #f0c690 #38506c",
        ),
        _p(
            _BOLD | {Mood.HOPEFUL, Mood.CALM},
            "#123a52 #2f6f80 #8fa894 #f0b46c #ffd98a",
            "#ffcf96 #4f6a78 #ffac5c #54808e #dcb488 #1d4656",
        ),
        _p(
            _BOLD,
            "#3c2c3c #7c4a44 #c0683e #f0964a #ffca74",
            "#ffb470 #64403e #ff9448 #7c5c58 #e29a60 #44302e",
        ),
        _p(
            _SOFT | {Mood.PLAYFUL},
            "#7095c2 #a4bacc #d8cdb4 #f8dca0 #fff0c4",
            "#fff2cc #a69ca4 #ffcf86 #929fb6 #f2dcb0 #4c6a7e",
        ),
        _p(
            _SOFT | {Mood.AWE},
            "#1d1f56 #4b3a84 #8f5a98 #e48a86 #ffc894",
            "#ffb49c #4c3c78 #ff9c74 #6660a0 #d48c8e #2e2a5c",
        ),
    ),
    Time.DUSK: (
        _p(
            _ALL, "#0d1233 #2b2860 #6c3f7e #c25f78 #f59a72", "#e88a86 #33285a #e08490 #5a4f8e #9a5a80 #241c44"
        ),
        _p(
            _COOL | {Mood.TENDER},
            "#0a1638 #183264 #35608e #7c94b2 #ecc096",
            "#b8b4c8 #20325c #b4b4d4 #466ca0 #6c82a4 #10264a",
        ),
        _p(
            _BOLD | {Mood.HOPEFUL},
            "#161226 #3c2140 #7c3444 #d65e3c #ffa45c",
            "#f08458 #3a2240 #f88a5c #6a4a6c #a8584e #2a1830",
        ),
        _p(
            _SOFT | {Mood.PLAYFUL},
            "#0c2440 #1f4c68 #4f7690 #ac94ae #f4b8a6",
            "#e4aeb0 #2c4a66 #e0a6a4 #4c7894 #8c90a4 #123148",
        ),
    ),
    Time.NIGHT: (
        _p(
            _ALL, "#040919 #0a1a38 #16335a #2c5078 #4a7092", "#7f9cc4 #101c38 #b4ccf6 #3a5a8c #3a587a #0b1c38"
        ),
        _p(
            _COOL | {Mood.HOPEFUL},
            "#02101a #062636 #0f4252 #22666e #528e8c",
            "#7cb0b4 #0a2834 #b0e0e4 #2c6878 #2e6870 #072430",
        ),
        _p(
            _WARM | {Mood.AWE},
            "#080720 #16123e #2c2466 #4c4488 #8068a4",
            "#9488c8 #1c1844 #c8bcfa #4c4c98 #4a4684 #14123a",
        ),
        _p(
            frozenset({Mood.TENSE, Mood.LONELY, Mood.CALM}),
            "#070c16 #121e30 #263a50 #42586e #6a8092",
            "#8ca0b4 #182434 #c8d8ec #42586e #46586a #101c2a",
        ),
    ),
}


def base_light(time: Time, palette: Palette) -> Light:
    """The light of an hour under one of its palettes, in clear weather."""
    hour = _HOURS[time]
    codes = palette.sky.split()
    at = (0.0, 0.36, 0.62, 0.83, 1.0)
    sky: Stops = tuple((p, color(c)) for p, c in zip(at, codes, strict=True))
    key, ambient = color(palette.key), color(palette.ambient)
    white = np.ones(3, np.float32)
    return Light(
        sky=sky,
        sun_height=hour.sun_height,
        sun_radius=hour.sun_radius,
        sun=mix(key, white, 0.78),
        halo=_vivid(mix(key, sky[-1][1], 0.25 if not hour.moon else 0.1), 1.25),
        glow=hour.glow,
        moon=hour.moon,
        cloud_lit=color(palette.lit),
        cloud_shade=color(palette.shade),
        cover=hour.cover,
        key=np.asarray(key * np.float32(hour.key), np.float32),
        ambient=np.asarray(ambient * np.float32(hour.ambient), np.float32),
        fog=color(palette.fog),
        haze=hour.haze,
        ink=np.asarray(mix(ambient, sky[0][1], 0.4) * np.float32(hour.ink), np.float32),
        rim=_vivid(mix(key, white, 0.12), 1.05),
        water=color(palette.water),
        stars=hour.stars,
        lamps=hour.lamps,
    )


def _vivid(c: F32, amount: float) -> F32:
    level = np.float32(luma(c))
    return np.asarray(np.clip(level + (c - level) * np.float32(amount), 0, 1), np.float32)
