"""Stands with their spectators, floodlights and boards, for whatever is played before them."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.crowd import Heads, eagerness
from cinematic.outdoors import Halos, Pin
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.vista import Vista

_WEAR = ("#b04a48", "#d0a850", "#4a6fae", "#d8d2c6", "#5a8a62", "#3c3e48", "#9a5a7a")


def far_stand(
    stage: Stage,
    v: Vista,
    z: float,
    *,
    x0: float = -60.0,
    x1: float = 60.0,
    rows: int = 12,
    roof: bool = True,
    fill: float = 0.85,
) -> list[Element]:
    """A stand seen straight on, its foot z metres away: seats, people, a roof; some of them hop."""
    c, light, rng = stage.canvas, stage.light, stage.rng
    plate = Plate.of(c)
    heads: list[tuple[float, float]] = []
    k = v.scale(z)
    shell = tint("#8a9098")
    left, right = v.at(x0, 0, z)[0], v.at(x1, 0, z)[0]
    eager = eagerness(stage.spec.mood)
    top = 2.0 + rows * 0.72
    if roof:
        plate.box(left, v.at(0, top + 5.2, z)[1], right, v.at(0, 0, z)[1], tint("#2c3038"), 0.1)
    for row in range(rows - 1, -1, -1):
        y = 1.6 + row * 0.72
        ya = v.at(0, y, z)[1]
        plate.box(
            left,
            ya - 0.2 * k,
            right,
            ya + 0.75 * k,
            tint("#5a6a86" if row % 2 else "#546380", 1.05 - row * 0.02),
            0.4,
        )
        x = x0 + rng.uniform(0, 0.6)
        while x < x1:
            if rng.random() < fill:
                px = v.at(x, 0, z)[0]
                if -10 < px < c.dw + 10:
                    wear = tint(_WEAR[rng.integers(7)], rng.uniform(0.7, 1.05))
                    plate.box(px - 0.25 * k, ya - 0.75 * k, px + 0.25 * k, ya, wear, 0.4)
                    plate.oval(
                        px, ya - 0.92 * k, 0.15 * k, 0.19 * k, tint("#8a6450", rng.uniform(0.6, 1.2)), 0.4
                    )
                    if rng.random() < 0.10 + 0.35 * eager:
                        heads.append((px, ya - 0.9 * k))
            x += rng.uniform(0.55, 0.72)
    plate.box(left, v.at(0, 1.5, z)[1], right, v.at(0, 0.95, z)[1], shell * np.float32(0.8))
    boards(plate, stage, v, z - 0.5, x0, x1)
    if roof:
        ra, rb = v.at(0, top + 6.6, z)[1], v.at(0, top + 4.8, z)[1]
        plate.shape([(left, ra), (right, ra), (right, rb), (left, rb)], shell, 0.6)
        plate.box(left, rb - 2, right, rb + 0.25 * k, shell * np.float32(0.5))
        for x in np.arange(x0, x1, 9.0):
            px = v.at(float(x), 0, z)[0]
            plate.line((px, rb), (px, v.at(0, top - 0.5, z)[1]), 0.25 * k, tint("#4a4e56"))
            if light.lamps > 0.3:
                plate.lamp_box(px - 1.6 * k, rb + 0.1 * k, px + 1.6 * k, rb + 0.5 * k, color("#eef4ff"))
        for x in np.arange(x0 + 4, x1, 12.0):
            px = v.at(float(x), 0, z)[0]
            plate.line((px, ra), (px, ra - 2.6 * k), 0.10 * k, tint("#4a4e56"))
            flag = tint(_WEAR[rng.integers(7)])
            plate.shape([(px, ra - 2.6 * k), (px + 1.5 * k, ra - 2.2 * k), (px, ra - 1.7 * k)], flag, 0.6)
    fog = 0.10 + 0.25 * light.haze
    layer = plate.layer(stage, v.depth(z), Finish(fog=fog, rim=0.4, rim_by=0.9, grain=0.25, brightness=1.05))
    shade = 0.5 if not light.dark else 0.4
    live = Heads(
        rng,
        heads,
        max(2.6, 0.62 * k),
        v.depth(z),
        shade=shade,
        light=light.fog * np.float32(0.4),
        eager=eager,
    )
    return [layer, live] if heads else [layer]


def boards(plate: Plate, stage: Stage, v: Vista, z: float, x0: float, x1: float) -> None:
    """Boards along a touchline: blocks of colour, lit after dark."""
    light, rng = stage.light, stage.rng
    tones = ("#c8423c", "#2f6fb0", "#e8e4da", "#e0a83c", "#2f8a6a")
    x = x0
    while x < x1:
        w = rng.uniform(4, 8)
        a, b = v.at(x, 0.95, z), v.at(min(x1, x + w - 0.15), 0, z)
        tone = tint(tones[rng.integers(5)])
        plate.box(a[0], a[1], b[0], b[1], tone, 0.6)
        mark = mix(tone, color("#ffffff" if tone.mean() < 0.5 else "#20242c"), 0.75)
        u = x + w * 0.3
        while u < x + w * 0.65:
            plate.box(
                v.at(u, 0, z)[0], v.at(0, 0.68, z)[1], v.at(u + 0.3, 0, z)[0], v.at(0, 0.28, z)[1], mark, 0.6
            )
            u += rng.uniform(0.35, 0.6)
        if light.lamps > 0.5:
            plate.lamp_box(a[0], a[1], b[0], b[1], tone * np.float32(0.5 * light.lamps))
        x += w


def floodlights(
    stage: Stage, v: Vista, spots: list[tuple[float, float]], height: float = 24.0
) -> list[Element]:
    """Masts with lamps, at (X, Z) metres; they shine when it is dark."""
    c, light = stage.canvas, stage.light
    plate = Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    for x, z in spots:
        pin = Pin(plate, *v.at(x, 0, z), v.scale(z))
        pin.line((0, 0), (0, height), 0.5, tint("#5a5e66"))
        pin.shape(
            [(-2.6, height - 1), (2.6, height - 1), (2.6, height + 2.4), (-2.6, height + 2.4)],
            tint("#3c4048"),
        )
        for k in range(12):
            lx, ly = -2.0 + (k % 4) * 1.33, height - 0.4 + (k // 4) * 1.05
            pin.oval(lx, ly, 0.46, 0.42, tint("#d8dee2"), 0.6)
            if light.lamps > 0.3:
                pin.lamp_oval(lx, ly, 0.5, 0.46, color("#f4f8ff"))
        if light.lamps > 0.3:
            at = pin.at(0, height + 0.7)
            halos.append((*at, 190.0, color("#e4eeff"), 0.75 * light.lamps))
    far = max(z for _, z in spots)
    out: list[Element] = [
        plate.layer(stage, v.depth(far), Finish(fog=0.08 + 0.2 * light.haze, rim=0.5, rim_by=1.0))
    ]
    if halos:
        out.append(Halos(halos, v.depth(far)))
    return out
