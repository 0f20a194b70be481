"""The colours and proportions that a look comes to."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, replace

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.look import Age, Aid, Animal, Build, Companion, Dress, Hair, HeroLook
from cinematic.poses import Manner

SKINS = tuple(color(code) for code in ("#c09679", "#ab8266", "#926a50", "#775440", "#684734", "#523728"))
_HAIR = tuple(color(code) for code in ("#3a2a22", "#241c1c", "#4b3322", "#2c2430"))
_GREY = color("#a7a5a8")
_CHILD_LIKES = (Dress.SHIRT, Dress.DRESS, Dress.COAT, Dress.SPORTSWEAR)


@dataclass(frozen=True, slots=True)
class Outfit:
    """A person as they are drawn, in their own body heights."""

    dress: Dress
    hair: Hair
    top: F32
    bottom: F32
    shoes: F32
    skin: F32
    hair_tint: F32
    accent: F32
    height: float
    """Of a grown hero's."""
    girth: float
    """Of an average build's."""
    head: float
    """Size of the head: a child's is large for its body."""
    manner: Manner
    suited: bool = False
    """In a space suit, with a helmet."""


def accent_of(hue: int, value: float = 0.70, saturation: float = 0.72) -> F32:
    """The colour of a hue in degrees."""
    r, g, b = colorsys.hsv_to_rgb(hue / 360, saturation, value)
    return np.array([b, g, r], np.float32)


def suited(outfit: Outfit) -> Outfit:
    """The same person in a space suit with their colour on it."""
    cloth = color("#b9bdc6")
    return replace(
        outfit,
        dress=Dress.WORKWEAR,
        hair=Hair.SHORT,
        top=cloth,
        bottom=cloth,
        shoes=color("#5a5e68"),
        skin=color("#8d929c"),
        girth=outfit.girth * 1.28,
        suited=True,
    )


def outfit_of(look: HeroLook) -> Outfit:
    """How a look is drawn."""
    accent = accent_of(look.accent)
    top, bottom = _cloth(look.dress, accent)
    height, head = {
        Age.CHILD: (0.66, 1.46),
        Age.TEEN: (0.90, 1.13),
        Age.ADULT: (1.0, 1.0),
        Age.ELDER: (0.95, 1.03),
    }[look.age]
    girth = {Build.SLIGHT: 0.86, Build.AVERAGE: 1.0, Build.BROAD: 1.24}[look.build]
    manner = {
        Age.CHILD: Manner(spring=1.7, feet_dangle=True),
        Age.TEEN: Manner(spring=1.2),
        Age.ADULT: Manner(),
        Age.ELDER: Manner(stoop=0.20, spring=0.6),
    }[look.age]
    hair = _GREY if look.age is Age.ELDER else _HAIR[(look.accent // 45 + look.skin) % len(_HAIR)]
    return Outfit(
        dress=look.dress,
        hair=look.hair,
        top=top,
        bottom=bottom,
        shoes=color("#d6d2c8") if look.dress is Dress.SPORTSWEAR else color("#1f1c20"),
        skin=SKINS[look.skin],
        hair_tint=hair,
        accent=accent,
        height=height,
        girth=girth * {Age.CHILD: 1.02, Age.TEEN: 0.92}.get(look.age, 1.0),
        head=head,
        manner=manner,
    )


def companion_look(look: HeroLook) -> HeroLook:
    """The person beside a hero: told apart by colour, dress and hair, and the same in every scene."""
    age = {Companion.CHILD: Age.CHILD, Companion.ELDER: Age.ELDER}.get(look.companion, Age.ADULT)
    pick = look.accent // 7 + look.skin * 3
    dresses = _CHILD_LIKES if age is Age.CHILD else tuple(Dress)
    dress = dresses[pick % len(dresses)]
    if dress is look.dress:
        dress = dresses[(pick + 1) % len(dresses)]
    hairs = (Hair.SHORT, Hair.LONG, Hair.CURLY, Hair.BUN)
    hair = hairs[(pick // 3) % len(hairs)]
    if hair is look.hair:
        hair = hairs[(pick // 3 + 1) % len(hairs)]
    return replace(
        look,
        age=age,
        build=Build.AVERAGE,
        dress=dress,
        hair=hair,
        accent=(look.accent + 150) % 360,
        aid=Aid.NONE,
        companion=Companion.NONE,
        animal=Animal.NONE,
    )


def _cloth(dress: Dress, accent: F32) -> tuple[F32, F32]:
    dark = color("#30303c")
    match dress:
        case Dress.COAT:
            return color("#4a5070"), color("#302f3e")
        case Dress.DRESS:
            return mix(accent, color("#4a3a48"), 0.34), color("#2c2c3a")
        case Dress.SUIT:
            return color("#4b5068"), color("#43475c")
        case Dress.SHIRT:
            return mix(accent, color("#77736e"), 0.46), color("#39445e")
        case Dress.WORKWEAR:
            return mix(accent, dark, 0.46), color("#3d5072")
        case Dress.SPORTSWEAR:
            return mix(accent, color("#5a5c66"), 0.30), color("#282b38")
        case Dress.ROBE:
            return color("#93876f"), color("#857a64")
