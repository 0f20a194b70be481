"""Rooms: a big window, the light that falls through it, and what people keep there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cinematic.arrays import F32, blur, color, fbm, mix, smooth
from cinematic.backdrop import Stage, mountain_layer, ridge_profile, rim_light
from cinematic.clouds import cloud_layers
from cinematic.figures import halo
from cinematic.furnishings import Room, classroom, kitchen, workshop
from cinematic.institutions import hospital, laboratory, library, station, studio
from cinematic.layers import Canvas, make_layer
from cinematic.light import Light
from cinematic.scene import Element, Frame
from cinematic.sheet import Sheet
from cinematic.sky import sky_layer, sun_at
from cinematic.skyfx import add_light
from cinematic.spec import Pose, Setting
from cinematic.weather import Rain, Snow


@dataclass(frozen=True, slots=True)
class Look:
    """What sets one room apart from another."""

    wall: str
    floor: str
    seat: str
    window: tuple[float, float, float]
    """Half width, top, bottom."""
    panes: tuple[int, int]
    arched: bool = False
    lamp: bool = True


LOOKS: dict[Setting, Look] = {
    Setting.KITCHEN: Look("#c9b48f", "#8a5f41", "chair", (205, 210, 470), (3, 2)),
    Setting.WORKSHOP: Look("#8f7a66", "#6b5646", "stool", (235, 190, 480), (5, 3)),
    Setting.CLASSROOM: Look("#b9c0a4", "#94704c", "chair", (270, 180, 490), (4, 2), lamp=False),
    Setting.LIBRARY: Look("#8a6a4c", "#6d4630", "chair", (150, 150, 560), (3, 5), arched=True),
    Setting.LABORATORY: Look("#b4c2c6", "#8b9296", "stool", (260, 200, 470), (4, 1)),
    Setting.STUDIO: Look("#d0c8ba", "#9a7a58", "stool", (290, 150, 560), (4, 3)),
    Setting.HOSPITAL: Look("#c3d0cc", "#a3aca8", "chair", (230, 190, 490), (2, 1)),
    Setting.STATION: Look("#a08e78", "#77695c", "bench", (300, 140, 540), (6, 4), arched=True, lamp=False),
}

FURNISH: dict[Setting, Callable[[Room, Sheet, Sheet], None]] = {
    Setting.KITCHEN: kitchen,
    Setting.WORKSHOP: workshop,
    Setting.CLASSROOM: classroom,
    Setting.LIBRARY: library,
    Setting.LABORATORY: laboratory,
    Setting.STUDIO: studio,
    Setting.HOSPITAL: hospital,
    Setting.STATION: station,
}

WALL_FOOT = 652.0


def interior(stage: Stage) -> list[Element]:
    c, side, rng, light = stage.canvas, stage.side, stage.rng, stage.light
    look = LOOKS[stage.spec.setting]
    window_x = c.dw / 2 + side * 150
    room = Room(
        canvas=c,
        rng=rng,
        side=side,
        window_x=window_x,
        half=look.window[0],
        top=look.window[1],
        bottom=look.window[2],
        foot=WALL_FOOT,
        dark=light.dark,
        lit=light.lamps > 0.3,
        lamp_x=c.dw / 2 - side * 170,
        lamp_y=262.0,
    )
    elements = _outside(stage, room)
    glow = _Illumination(c, light, room, look)
    elements.append(_wall(stage, room, look, glow))
    elements.append(Beams(c, light, room, side))
    furniture, front = Sheet(c), Sheet(c)
    FURNISH[stage.spec.setting](room, furniture, front)
    elements.append(_lit_sheet(c, furniture, glow, 0.58, 0.95, side))
    indoors = replace(
        light,
        key=np.asarray(glow.tint * np.float32(0.55 if light.dark else 0.85), np.float32),
        ambient=np.asarray(glow.ambient * np.float32(1.15), np.float32),
        ink=np.asarray(glow.ambient * np.float32(0.10), np.float32),
        rim=np.asarray(np.clip(mix(glow.tint, light.sun, 0.2), 0, 1), np.float32),
        wind=0.04,
        snow=0.0,
        wet=0.0,
        storm=False,
    )
    hx = c.dw / 2 - side * (36 if stage.spec.hero is not Pose.WORKING else 120)
    lit_from = room.lamp_x if light.dark else window_x + side * 400
    elements.append(
        replace(stage, light=indoors).hero(
            x=hx, y=752, height=268, depth=0.72, light_x=lit_from, seat=look.seat, travel=380, brightness=1.15
        )
    )
    if room.lit and look.lamp:
        elements.append(Pendant(room, 0.58))
    elements.append(_lit_sheet(c, front, glow, 1.04, 0.30, side, soft=1.6))
    return elements


class _Illumination:
    """How much light each part of the room gets, as a picture of the canvas's size."""

    def __init__(self, c: Canvas, light: Light, room: Room, look: Look) -> None:
        xx, yy = c.xs()[None, :], c.ys()[:, None]
        horizon = light.sky[-1][1]
        day = np.float32(0.20 if light.dark else 1.0)
        self.tint: F32 = np.asarray(mix(horizon, light.sun, 0.5) * day, np.float32)
        self.ambient: F32 = np.asarray(
            mix(light.ambient, horizon * np.float32(0.5), 0.5) * np.float32(0.62 if not light.dark else 0.5),
            np.float32,
        )
        middle = (room.top + room.bottom) / 2
        d = np.hypot((xx - room.window_x) / 1.25, yy - middle)
        spill = np.exp(-d / 330) * np.float32(0.85)
        # the window's shape, thrown on the floor and stretched away from it
        slant = -room.side * 0.75
        floor = smooth(room.foot - 6, room.foot + 30, yy) * smooth(960, 800, yy)
        x_at = room.window_x + slant * (yy - room.foot + 90) * 1.5
        reach = (room.half * 0.92) * (1 + (yy - room.foot) / 420)
        across = (xx - x_at) / np.maximum(reach, 1)
        bars = np.abs(across * look.panes[0] / 2 - np.round(across * look.panes[0] / 2))
        patch = smooth(1.04, 0.94, np.abs(across)) * (0.35 + 0.65 * smooth(0.03, 0.09, bars)) * floor
        sunny = np.float32(min(1.0, light.glow * 1.15) * (0.35 if light.moon else 1.0))
        level = (spill + patch * np.float32(0.95) * sunny)[..., None] * self.tint
        if room.lit:
            warm = color("#ffb867")
            e = np.hypot(xx - room.lamp_x, (yy - room.lamp_y - 40) * 0.9)
            pool = np.exp(-(((xx - room.lamp_x) / 330) ** 2) - (((yy - 760) / 110) ** 2)) * smooth(
                640, 700, yy
            )
            strength = np.float32((0.9 if light.dark else 0.45) * light.lamps)
            level = level + ((np.exp(-e / 250) * 0.95 + pool * 0.5) * strength)[..., None] * warm
        corners = 1 - 0.35 * smooth(380, 900, np.hypot(xx - c.dw / 2, (yy - 420) * 1.1))
        self.picture: F32 = np.asarray((self.ambient + level) * corners[..., None], np.float32)


def _outside(stage: Stage, room: Room) -> list[Element]:
    c, light, rng = stage.canvas, stage.light, stage.rng
    sun = sun_at(light, c, 470.0, stage.side * 0.9)
    elements: list[Element] = [
        sky_layer(rng, c, light, 470.0, sun),
        *cloud_layers(rng, c, light, 470.0, sun)[:1],
    ]
    p = ridge_profile(rng, c, 462, 34, cells=4, octaves=7, sharp=False)
    rock = color("#8fa08a") if light.snow == 0 else color("#c8d0da")
    elements.append(
        mountain_layer(
            rng, c, light, p, sun_x=sun[0], depth=0.16, distance=0.45, rock=rock, snow=light.snow, foot=160
        )
    )
    if light.snow > 0:
        elements.append(Snow(rng, 260, color("#eef4ff"), light.wind))
    if light.wet > 0:
        elements.append(Rain(rng, 260, color("#cfdcf2"), light.wind))
    return elements


def _arch(room: Room, inset: float = 0.0) -> list[tuple[float, float]]:
    r = room.half - inset
    y = room.top + room.half
    curve = [(room.window_x - r * math.cos(a), y - r * math.sin(a)) for a in np.linspace(0, math.pi, 28)]
    return [(room.window_x - r, room.bottom - inset), *curve, (room.window_x + r, room.bottom - inset)]


def _wall(stage: Stage, room: Room, look: Look, glow: _Illumination) -> Element:
    c, light, rng = stage.canvas, stage.light, stage.rng
    wall, floor = color(look.wall), color(look.floor)
    sheet = Sheet(c)
    sheet.box(-10, -10, c.dw + 10, room.foot, wall)
    sheet.box(-10, room.foot, c.dw + 10, c.dh + 10, floor)
    _boards(sheet, c, room, floor)
    sheet.box(-10, room.foot - 26, c.dw + 10, room.foot, wall * np.float32(0.72))
    sheet.box(-10, room.foot - 28, c.dw + 10, room.foot - 25, wall * np.float32(1.15))
    x0, x1 = room.window_x - room.half, room.window_x + room.half
    frame = mix(wall, color("#f2ead8"), 0.55)
    if look.arched:
        sheet.shape(_arch(room, -14), frame)
    else:
        sheet.box(x0 - 14, room.top - 14, x1 + 14, room.bottom + 10, frame)
    sheet.box(x0 - 26, room.bottom + 8, x1 + 26, room.bottom + 22, frame * np.float32(0.92))
    _furnish_wall(room, sheet, look)
    if look.arched:
        sheet.hole(_arch(room))
    else:
        sheet.hole([(x0, room.top), (x1, room.top), (x1, room.bottom), (x0, room.bottom)])
    nx, ny = look.panes
    bar = frame * np.float32(0.62)
    for k in range(1, nx):
        x = x0 + (x1 - x0) * k / nx
        rise = room.top
        if look.arched:
            dx = abs(x - room.window_x)
            rise = room.top + room.half - math.sqrt(max(0.0, room.half**2 - dx**2))
        sheet.line((x, rise), (x, room.bottom), 7 if k * 2 == nx else 4.5, bar)
    for k in range(1, ny):
        y = room.top + (room.bottom - room.top) * k / ny
        dx = room.half
        if look.arched and y < room.top + room.half:
            dx = math.sqrt(max(0.0, room.half**2 - (room.top + room.half - y) ** 2))
        sheet.line((room.window_x - dx, y), (room.window_x + dx, y), 4.5, bar)
    grain = fbm(rng, c.pw, c.ph, 12, 6)[..., None]
    rgb = sheet.albedo() * glow.picture * (0.78 + 0.44 * grain)
    alpha = sheet.alpha()
    rgb = rim_light(c, rgb, alpha, np.clip(glow.tint, 0, 1), -2.0 * stage.side, -1.0, 0.5, 1.6)
    # glass: a faint veil that keeps the outside a little brighter and softer
    glass = (1 - alpha) * np.float32(0.10)
    rgb = rgb * alpha[..., None] + glass[..., None] * light.sky[-1][1]
    total = np.clip(alpha + glass, 0, 1)
    return make_layer(c, rgb / np.maximum(total, 0.02)[..., None], total, 0.45)


def _boards(sheet: Sheet, c: Canvas, room: Room, tint: F32) -> None:
    """Floorboards that run to a vanishing point."""
    vx, vy = c.dw / 2, room.foot - 170
    for k in range(-26, 27):
        x = vx + k * 96.0
        top = vx + (x - vx) * (room.foot - vy) / (c.dh - vy)
        nxt = vx + (x + 96 - vx) * (room.foot - vy) / (c.dh - vy)
        shade = np.float32(0.90 + 0.16 * ((k * 37) % 7) / 6)
        sheet.shape([(top, room.foot), (nxt, room.foot), (x + 96, c.dh + 10), (x, c.dh + 10)], tint * shade)
        sheet.line((top, room.foot), (x, c.dh + 10), 1.4, tint * np.float32(0.55))


def _furnish_wall(room: Room, sheet: Sheet, look: Look) -> None:
    """Curtain of shadow above the window: a rail or a beam, so that the wall isn't bare."""
    wall = color(look.wall)
    sheet.box(-10, 100, room.canvas.dw + 10, 126, wall * np.float32(0.62))
    sheet.box(-10, 126, room.canvas.dw + 10, 130, wall * np.float32(0.42))


def _lit_sheet(
    c: Canvas,
    sheet: Sheet,
    glow: _Illumination,
    depth: float,
    brightness: float,
    side: float,
    *,
    soft: float = 0.0,
) -> Element:
    alpha = sheet.alpha()
    albedo = sheet.albedo()
    volume = blur(alpha, 9 * c.unit)
    rgb = albedo * glow.picture * np.float32(brightness) * (1.12 - 0.35 * volume[..., None])
    rgb = rim_light(
        c, rgb, alpha, np.clip(glow.tint, 0, 1), -2.4 * side, 2.4, 0.55 * min(1.0, brightness + 0.2), 1.2
    )
    if soft:
        premultiplied = blur(np.ascontiguousarray(rgb * alpha[..., None]), soft * c.unit)
        alpha = blur(alpha, soft * c.unit)
        rgb = premultiplied / np.maximum(alpha, 0.02)[..., None]
    return make_layer(c, rgb.astype(np.float32), alpha, depth)


class Beams:
    """Light that stands in the air between the window and the floor."""

    def __init__(self, c: Canvas, light: Light, room: Room, side: float) -> None:
        w, h = max(4, c.pw // 8), max(4, c.ph // 8)
        x = (np.arange(w, dtype=np.float32)[None, :] + 0.5) / np.float32(w) * np.float32(c.dw)
        y = (np.arange(h, dtype=np.float32)[:, None] + 0.5) / np.float32(h) * np.float32(c.dh)
        slant = -side * 0.95
        along = y - room.top
        at = (x - room.window_x - slant * along) / np.float32(room.half)
        fall = smooth(-10, 60, along) * np.exp(-np.maximum(along, 0) / 420) * smooth(900, 700, y)
        strength = 0.30 * min(1.0, light.glow * 1.2) * (0.4 if light.moon else 1.0)
        self._at, self._fall = at.astype(np.float32), fall.astype(np.float32)
        self._tint = np.asarray(mix(light.sun, light.halo, 0.4) * np.float32(strength), np.float32)
        self._strength = strength

    def draw(self, frame: Frame) -> None:
        if self._strength < 0.03:
            return
        t = frame.t
        stripes = (
            0.62
            + 0.22 * np.sin(self._at * 6.3 + 0.25 * math.sin(t * 0.35))
            + 0.16 * np.sin(self._at * 13 - t * 0.22)
        )
        level = smooth(1.12, 0.82, np.abs(self._at)) * self._fall * stripes
        add_light(frame, np.asarray(level[..., None] * self._tint, np.float32), 0.55, 8)


class Pendant:
    """A hanging lamp's light, which sways a little."""

    def __init__(self, room: Room, depth: float) -> None:
        self._room, self._depth = room, depth

    def draw(self, frame: Frame) -> None:
        sway = 2.2 * math.sin(frame.t * 1.1)
        fx, fy, unit = frame.at(self._depth, self._room.lamp_x + sway, self._room.lamp_y + 8)
        halo(frame, fx, fy, 190 * unit, color("#ffc987"), 0.72 if self._room.dark else 0.38)
