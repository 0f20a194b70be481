"""A village square of bare earth: a well, a great tree, flat or tiled roofs on three sides, hens."""

from __future__ import annotations

import numpy as np

from cinematic.arrays import F32, color, mix
from cinematic.backdrop import Stage
from cinematic.building_styles import STYLES
from cinematic.countryside import distant_hills
from cinematic.outdoors import Halos, Pin, bench, bush, palm, planter, round_tree, washing
from cinematic.passers import Passer, Passers
from cinematic.plate import Finish, Plate, tint
from cinematic.scene import Element
from cinematic.smoke import Chimneys
from cinematic.square import landmark, three_sides
from cinematic.surfaces import earth, stones
from cinematic.vista import Pool, Vista, ground


def well_square(stage: Stage) -> list[Element]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    narrow = min(1.0, max(0.62, c.dw / 1500))
    v = Vista(cx=c.dw / 2 - side * c.dw * 0.03, horizon=524.0, eye=2.4)
    name = ("mud", "white", "south", "timber")[rng.integers(4)]
    elements, sun = distant_hills(stage, 510.0)
    tower = Plate.of(c)
    at = (c.dw / 2 + side * c.dw * 0.12, v.at(0, 0, 40.0)[1])
    if name == "mud":
        _mud_tower(Pin(tower, *at, v.scale(36.0)))
    else:
        landmark(Pin(tower, *at, v.scale(40.0) * 0.55), rng, light, int(rng.integers(3)))
    elements.append(tower.layer(stage, 0.2, Finish(fog=0.12 + 0.3 * light.haze, spill=0.4)))
    back, wings, pools, chimneys = three_sides(stage, v, STYLES[name], Plate.of(c), 14.0 * narrow)
    elements.append(back)
    elements.append(Chimneys(rng, chimneys[:3], v.depth(30.0), mix(light.fog, light.cloud_lit, 0.5)))
    snow = light.snow > 0
    floor = earth("#b89468" if name == "mud" else "#ac9a7c", patches="#a08458", snow=snow)
    if name in ("white", "timber"):
        floor = stones(color("#b4a894"), 0.42, 0.42, contrast=0.25, snow=snow)
    lamp = Pool(side * 2.0, 12.0, 4.0, color("#ffb860"), 0.35 * light.lamps)
    elements.append(
        ground(stage, v, v.at(0, 0, 30.0)[1] - 2, floor, pools=(*pools, lamp), lit=0.55, brightness=0.95)
    )
    elements.append(wings)
    things, halos = _things(stage, v, narrow, dry=name in ("mud", "white"))
    people = []
    for _ in range(7):
        z = float(rng.uniform(11, 26))
        x, y = v.at(rng.uniform(-9, 9) * narrow, 0, z)
        k, walks = v.scale(z), rng.random() < 0.5
        people.append(
            Passer(
                x,
                y,
                k * rng.uniform(1.2, 1.78),
                v.depth(z),
                float(rng.choice([-1, 1])) * k * 0.3 if walks else 0.0,
            )
        )
    bright = ("#c8583c", "#3c6a8a", "#e0b04a", "#e8e0d0", "#6a4a6a", "#4a7a5a") if name == "mud" else ()
    elements.append(Passers(rng, light, people, fog=0.3 * light.haze, clothes=bright))
    elements.append(things)
    if halos:
        elements.append(Halos(halos, v.depth(12.0)))
    x, y = v.at(-side * 1.4, 0, 7.4)
    elements.append(
        stage.hero(x=x, y=y, height=v.scale(7.4) * 1.74, depth=0.7, light_x=sun[0], brightness=1.1)
    )
    return elements


def _mud_tower(pin: Pin) -> None:
    """A tapering tower of clay with beams that stick out, as they stand along the Niger."""
    clay = tint("#b8895c")
    for x, w, h in ((-4.6, 1.5, 9.0), (4.6, 1.5, 9.0), (0.0, 2.3, 14.0)):
        pin.shape([(x - w, 0), (x + w, 0), (x + w * 0.55, h), (x - w * 0.55, h)], clay, 0.4)
        pin.shape([(x + w * 0.3, 0), (x + w, 0), (x + w * 0.55, h), (x + w * 0.15, h)], clay, 0.75)
        pin.shape([(x - w * 0.55, h), (x + w * 0.55, h), (x, h + 1.8)], clay, 0.6)
        for r in range(1, int(h / 1.7)):
            for u in (-0.5, 0.0, 0.5):
                y = 1.7 * r
                at = x + u * w * (1 - 0.45 * y / h) * 1.4
                pin.line((at - 0.25, y), (at + 0.25, y), 0.16, tint("#5a3c28"))
    pin.box(-6.2, 0, 6.2, 5.0, clay, 0.45)
    for k in range(8):
        x = -5.6 + 1.6 * k
        pin.shape([(x - 0.4, 4.8), (x + 0.4, 4.8), (x, 6.2)], clay, 0.6)


def _things(
    stage: Stage, v: Vista, narrow: float, *, dry: bool
) -> tuple[Element, list[tuple[float, float, float, F32, float]]]:
    c, light, rng, side = stage.canvas, stage.light, stage.rng, stage.side
    plate = Plate.of(c)
    halos: list[tuple[float, float, float, F32, float]] = []
    tree = Pin(plate, *v.at(-side * 5.4 * narrow, 0, 14.0), v.scale(14.0))
    if dry:
        for dx, h in ((-0.6, 7.0), (0.7, 5.6)):
            palm(Pin(plate, *tree.at(dx, 0), tree.k), rng, h)
    else:
        round_tree(tree, rng, light, 7.0)
        bench(Pin(plate, *tree.at(1.4, -0.2), tree.k))
    well = Pin(plate, *v.at(side * 2.2 * narrow, 0, 12.0), v.scale(12.0))
    stone = tint("#b0a48e")
    for row in range(4):
        for k in range(9):
            left = -1.1 + 2.2 * (k + 0.5 * (row % 2)) / 9
            pin_tone = stone * np.float32(rng.uniform(0.78, 1.1))
            well.box(
                max(-1.1, left),
                0.22 * row,
                min(1.1, left + 0.22),
                0.22 * row + 0.2,
                pin_tone,
                0.3 + 0.4 * (k / 9),
            )
    well.oval(0, 0.9, 1.14, 0.17, stone * np.float32(1.1), 0.7)
    well.oval(0, 0.9, 0.85, 0.11, tint("#1c2024"), 0.1)
    wood = tint("#6a4e38")
    for s in (-1, 1):
        well.line((s * 0.95, 0.85), (s * 0.95, 2.4), 0.11, wood)
    well.line((-0.95, 1.95), (0.95, 1.95), 0.13, wood)
    well.line((0.1, 1.9), (0.1, 1.2), 0.03, tint("#c8b890"))
    well.shape([(-0.06, 1.2), (0.26, 1.2), (0.22, 0.9), (-0.02, 0.9)], tint("#8a6a4a"))
    well.shape([(-1.35, 2.3), (0, 3.05), (1.35, 2.3)], tint("#eef2f8" if light.snow > 0 else "#8a5a40"), 0.7)
    if light.lamps > 0.3:
        well.lamp_oval(0, 2.1, 0.11, 0.14, color("#ffd088"))
        halos.append((*well.at(0, 2.1), 130.0, color("#ffb860"), 0.7 * light.lamps))
    for x, z in ((side * 4.6, 10.6), (side * 5.3, 11.4), (-side * 3.0, 12.8)):
        if rng.random() < 0.5:
            planter(Pin(plate, *v.at(x * narrow, 0, z), v.scale(z)), rng)
        else:
            jar = Pin(plate, *v.at(x * narrow, 0, z), v.scale(z))
            clay = tint("#b06a44", rng.uniform(0.85, 1.1))
            jar.oval(0, 0.38, 0.34, 0.38, clay, 0.5)
            jar.oval(0.1, 0.42, 0.14, 0.26, clay * np.float32(1.15), 0.8)
            jar.box(-0.14, 0.68, 0.14, 0.86, clay)
            jar.oval(0, 0.86, 0.19, 0.05, clay * np.float32(1.1))
    for _ in range(6):
        far = float(rng.uniform(9.4, 14))
        hen = Pin(plate, *v.at(rng.uniform(-5, 5) * narrow, 0, far), v.scale(far))
        way, tone = float(rng.choice([-1, 1])), tint(("#e8e0d0", "#8a5a3c", "#3c322e")[rng.integers(3)])
        hen.oval(0, 0.20, 0.17, 0.12, tone, 0.6)
        hen.shape([(-way * 0.12, 0.2), (-way * 0.30, 0.38), (-way * 0.2, 0.16)], tone)
        peck = rng.random() < 0.5
        head = (way * 0.22, 0.07) if peck else (way * 0.17, 0.36)
        hen.line((way * 0.12, 0.22), head, 0.08, tone)
        hen.oval(head[0], head[1], 0.055, 0.05, tone)
        hen.oval(head[0], head[1] + 0.05, 0.03, 0.03, tint("#c8403a"))
        hen.line((0.03, 0.1), (0.04, 0), 0.025, tint("#c8903c"))
        hen.line((-0.05, 0.1), (-0.05, 0), 0.025, tint("#c8903c"))
    if light.wet == 0 and light.snow == 0:
        p, q = v.at(side * 8.0 * narrow, 2.4, 17.0), v.at(side * 13.0 * narrow, 2.6, 18.0)
        washing(plate, rng, p, q, v.scale(17.0))
    for _ in range(3):
        z = rng.uniform(18, 24)
        bush(
            Pin(plate, *v.at(rng.uniform(-10, 10) * narrow, 0, z), v.scale(z)),
            rng,
            1.5,
            1.0,
            tone="#6f7a48",
            flowers="#d86a8a",
        )
    return plate.layer(stage, v.depth(12.0), Finish(fog=0.03 + 0.08 * light.haze, rim_by=1.3)), halos
