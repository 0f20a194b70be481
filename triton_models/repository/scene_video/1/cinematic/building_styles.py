"""How people build in several countries: materials, roofs, windows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How people build somewhere."""

    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    trim: str
    storeys: tuple[int, int]
    storey: float
    widths: tuple[float, float]
    roof: str
    """cornice, mansard, gable, tiles or flat"""
    window: str
    """sash, shutter, arch, grid or lattice"""
    balconies: float = 0.0
    escapes: float = 0.0
    shops: float = 0.9
    signs: float = 0.2
    bricks: bool = False


STYLES = {
    "old": Style(
        ("#d8c6a4", "#c9a98a", "#dccfb8", "#b9988a", "#c2b49a", "#a8b0a4"),
        ("#4e5662", "#5a5048"),
        "#e8e0d0",
        (4, 5),
        3.3,
        (7.0, 11.0),
        "mansard",
        "shutter",
        balconies=0.5,
    ),
    "brick": Style(
        ("#8a4f3e", "#7a4438", "#9a6a52", "#6b4a44", "#a0785c"),
        ("#4a4440",),
        "#c9b8a0",
        (3, 5),
        3.4,
        (6.0, 9.0),
        "cornice",
        "sash",
        escapes=0.45,
        bricks=True,
    ),
    "south": Style(
        ("#e6dcc8", "#e0c08a", "#d89a72", "#ead6b4", "#c98a6a", "#d8c8b8"),
        ("#b0603f", "#a8563a"),
        "#f2ead8",
        (2, 4),
        3.1,
        (5.0, 8.0),
        "tiles",
        "shutter",
        balconies=0.4,
    ),
    "east": Style(
        ("#6b5a4c", "#8a8078", "#5c5450", "#9a8f80", "#7a6a5c"),
        ("#3c4048", "#4a4a50"),
        "#4a3a30",
        (2, 4),
        3.0,
        (4.5, 7.5),
        "tiles",
        "lattice",
        balconies=0.3,
        signs=0.9,
    ),
    "modern": Style(
        ("#9aa2aa", "#b8b4ac", "#7d8894", "#c4c0b8", "#6d747e"),
        ("#5a6068",),
        "#d4d8da",
        (5, 8),
        3.4,
        (10.0, 16.0),
        "flat",
        "grid",
        shops=1.0,
    ),
    "cottage": Style(
        ("#b0a68f", "#a39a88", "#c2b8a0", "#9c9484", "#d0c6b0"),
        ("#5a5450", "#6b5a48", "#4f4a4c"),
        "#e8e2d2",
        (2, 2),
        2.5,
        (7.0, 10.0),
        "gable",
        "sash",
        shops=0.0,
        signs=0.0,
        bricks=True,
    ),
    "white": Style(
        ("#efeae0", "#e8e4dc", "#f2eee6", "#e4dccc"),
        ("#d8d2c6",),
        "#3f6f9a",
        (1, 3),
        3.0,
        (5.0, 8.0),
        "flat",
        "shutter",
        shops=0.1,
        signs=0.0,
    ),
    "mud": Style(
        ("#b98a5e", "#a87a50", "#c49a6c", "#b08258"),
        ("#9a6e48",),
        "#6b4630",
        (1, 3),
        3.0,
        (5.0, 9.0),
        "flat",
        "arch",
        shops=0.1,
        signs=0.0,
    ),
    "timber": Style(
        ("#e6dcc6", "#dcc8a0", "#d8b890", "#c9d0c0", "#e0c4b0"),
        ("#7a4a3a", "#6b4438"),
        "#4a3426",
        (2, 3),
        2.8,
        (6.0, 9.0),
        "gable",
        "lattice",
        shops=0.3,
        signs=0.1,
    ),
}
