"""The hero and who and what is with them: rim-lit figures that move. Who they are, the story says."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from cinematic.aids import Stroke, with_aid
from cinematic.animals import SADDLE, draw_animal, reach_of
from cinematic.arrays import F32, color
from cinematic.belonging import Ground
from cinematic.cast import Beast, Footing, Placed, cast_of
from cinematic.company import ROOM, SPEEDS, Moment, friend_at, reach_with, shadows_of
from cinematic.figure_light import Lamp, lay_figure, lay_shadow
from cinematic.footing import room_around
from cinematic.gear import draw_bicycle, draw_seat, draw_umbrella
from cinematic.halo import halo
from cinematic.holding import Held, holding
from cinematic.light import Light
from cinematic.look import Aid, Companion, HeroLook
from cinematic.outfit import Outfit, companion_look, outfit_of, suited
from cinematic.patch import REACHES, Reach, patch
from cinematic.pen import Brush, Pen, Point
from cinematic.people import draw_person
from cinematic.poses import Body, Going, Limb, astride, body_at, reach_to
from cinematic.props import Glow
from cinematic.scene import Frame
from cinematic.spec import Pose
from cinematic.wheelchair import danced, draw_far_side, draw_near_side, seated_body
from cinematic.worksites import DRAWN_AT, Worksite, draw_worksite

_WARM = color("#ffab52")
_BENCH_TOP, _LOW_BENCH_TOP = 0.487, 0.430


class Hero:
    """A person at a place of the canvas, with their cast; walkers, runners and riders cross the frame."""

    def __init__(
        self,
        pose: Pose,
        light: Light,
        *,
        x: float,
        y: float,
        height: float,
        depth: float,
        side: float,
        light_x: float,
        phase: float,
        travel: float = 360.0,
        lantern: bool = False,
        ground_tint: F32 | None = None,
        seat: str = "rock",
        worksite: Worksite = Worksite.BENCH,
        brightness: float = 1.0,
        look: HeroLook | None = None,
        props: tuple[str, ...] = (),
        in_space: bool = False,
        ground: Ground = Ground.LAND,
        line: Callable[[float], float] | None = None,
        firm: tuple[float, float] | None = None,
    ) -> None:
        """A hero whose feet are at x, y of the design; a grown one is as tall as `height`.

        Args:
            side: where they face: 1 to the right, -1 to the left.
            travel: design units that they may cross.
            in_space: they need a space suit, and animals stay at home.
            seat: `rock` out of doors, `chair`, `stool` or `box` within.
            worksite: what they work at when they do.
            ground: what they and their things stand on.
            line: how high that is across the design; level where it isn't said.
            firm: from where to where it reaches; everywhere where it isn't said.
        """
        look = HeroLook() if look is None else look
        wants_lantern = lantern and pose is Pose.STANDING and light.wet == 0 and look.aid is Aid.NONE
        back, ahead = room_around(x, height, side, line, firm)
        self._cast = cast_of(
            pose,
            look,
            props,
            Footing(ground, back, ahead, light.snow > 0),
            lantern=wants_lantern,
            worked_at=DRAWN_AT.get(worksite, ""),
        )
        self._line = line
        self._pose, self._light = self._cast.pose, light
        self._x, self._y, self._height, self._depth = x, y, height, depth
        self._side, self._phase = side, phase
        self._toward = -1.0 if light_x < x else 1.0
        self._travel, self._seat, self._worksite = travel, seat, worksite
        self._ground = light.ink if ground_tint is None else ground_tint
        self._brightness = brightness
        self._outfit = suited(outfit_of(look)) if in_space else outfit_of(look)
        self._friend = (
            outfit_of(companion_look(replace(look, companion=self._cast.companion)))
            if self._cast.companion is not Companion.NONE
            else None
        )
        if in_space:
            self._friend = None if self._friend is None else suited(self._friend)
            self._cast = replace(self._cast, beasts=(), mount=False, guide=False)
        self._umbrella = (
            (light.wet > 0 or (seat == "rock" and any("umbrella" in words.lower() for words in props)))
            and self._pose in (Pose.STANDING, Pose.WALKING)
            and look.aid is Aid.NONE
            and self._cast.held is None
        )
        gust = 0.35 + 0.65 * light.wind if seat == "rock" else 0.10
        self._gust = min(1.0, gust)

    @property
    def pose(self) -> Pose:
        """What they do; an aid may make it another than the script's."""
        return self._pose

    @property
    def facing(self) -> float:
        """-1 or 1: left or right, the way travellers go."""
        return self._side

    @property
    def y(self) -> float:
        """Of the feet, in design units."""
        return self._y

    @property
    def height(self) -> float:
        """How tall they are in design units: children are smaller, wheelchair users lower."""
        seated = self._cast.look.aid is Aid.WHEELCHAIR and self._pose is not Pose.SITTING
        return self._height * self._outfit.height * (0.80 if seated else 1.0)

    @property
    def depth(self) -> float:
        """Of the layer that they stand on."""
        return self._depth

    def x_at(self, t: float, seconds: float) -> float:
        """Design x of the feet at a time of a scene of this length."""
        if self._pose is Pose.DANCING and self._cast.look.aid is Aid.WHEELCHAIR:
            return self._x + self._side * danced(t, self._phase) * self._height * self._outfit.height
        return self._x + self._side * self._speed(seconds) * (t - seconds * 0.46)

    def draw(self, frame: Frame) -> None:
        """Draws all of them, back to front."""
        if self._pose is Pose.ABSENT:
            return
        now = self._moment(frame)
        self._draw_shadows(frame, now)
        self._draw_around(frame, now)
        for beast in self._cast.beasts:
            if beast.x < 0:
                self._draw_beast(frame, now, beast)
        hand = self._draw_friend(frame, now)
        self._draw_hero(frame, now, hand)
        for beast in self._cast.beasts:
            if beast.x >= 0:
                self._draw_beast(frame, now, beast)

    def _speed(self, seconds: float) -> float:
        """Design units a second."""
        natural = SPEEDS.get(self._pose, 0.0) * self._height * (0.86 + 0.14 * self._outfit.height)
        return min(natural, self._travel * ROOM.get(self._pose, 1.0) / max(seconds, 0.5))

    def _moment(self, frame: Frame) -> Moment:
        speed = self._speed(frame.seconds)
        fx, fy, unit = frame.at(self._depth, self.x_at(frame.t, frame.seconds), self._y)
        return Moment(fx, fy, self._height * unit, frame.t, speed * (frame.t + 20.0), speed)

    def _going(self, now: Moment, outfit: Outfit) -> Going:
        own = self._height * outfit.height
        return Going(now.distance / own, now.speed / own)

    def _draw_shadows(self, frame: Frame, now: Moment) -> None:
        """Where they touch the ground: wide of seats and wheels, long of beasts."""
        level = 0.30 if self._light.dark else 0.60 if self._light.sun_height > 0.55 else 0.42
        for x, rx in shadows_of(self._cast, self._outfit, self._friend):
            at = now.x + (self._side * x - 0.05 * self._toward) * now.h
            lay_shadow(frame, at, now.y - 0.004 * now.h, rx * now.h, 0.20 * rx * now.h, level)

    def _draw_hero(self, frame: Frame, now: Moment, hand: Point | None) -> None:
        outfit, look, pose, t = self._outfit, self._cast.look, self._pose, now.t
        going = self._going(now, outfit)
        strokes: tuple[Stroke, ...] = ()
        if look.aid is Aid.WHEELCHAIR:
            body = seated_body(pose, t, going, self._phase, outfit.manner)
        elif self._cast.mount:
            body = astride(self._trot(now), SADDLE / outfit.height, outfit.manner)
        else:
            body = body_at(pose, t, going, self._phase, outfit.manner)
            if not self._cast.guide:
                body, strokes = with_aid(body, look.aid, pose, t, going, self._phase)
        if hand is not None:
            side = -1.0 if body.far_arm.root[0] > hand[0] else 1.0
            own = (hand[0] / outfit.height, hand[1] / outfit.height)
            body = replace(body, far_arm=reach_to(body.far_arm.root, own, -side if body.behind else -1.0))
        held: Held | None = None
        if self._cast.guide:
            grip = (0.135 if body.behind else 0.10, 0.44)
            body = replace(body, near_arm=reach_to(body.near_arm.root, grip))
        if self._cast.held is not None:
            body, held = holding(
                body,
                self._cast.held,
                pose,
                look.aid,
                t,
                self._phase,
                size=outfit.height,
                far_hand=self._cast.far_hand,
            )
        umbrella: Point | None = None
        if self._umbrella:
            umbrella = (body.chest[0] + 0.115, 0.705 + 0.004 * math.sin(t * 1.4))
            arm = Limb(body.near_arm.root, (body.chest[0] + 0.135, 0.625), umbrella)
            body = replace(body, near_arm=arm)
        h = now.h * outfit.height

        def paint(pen: Pen) -> None:
            self._paint(pen, now, body, going, strokes, held, umbrella)

        reach = reach_with(self._cast, outfit.height, held, umbrella=self._umbrella)
        lamp: Lamp | None = None
        glow: tuple[Point, Glow] | None = None
        if held is not None and held.prop.glows:
            first = held.prop.glows[0]
            px, py = held.light(first)
            glow = (now.x + self._side * px * h, now.y - py * h), first
            radius = 0.22 * h * min(1.0, first.radius / 0.5)
            lamp = Lamp(glow[0][0], glow[0][1], radius, 0.95 if self._light.dark else 0.35)
        self._lay(frame, (now.x, now.y), h, reach, paint, lamp)
        if glow is not None:
            self._shine(frame, glow[0], glow[1].radius * h, now.t)

    def _paint(
        self,
        pen: Pen,
        now: Moment,
        body: Body,
        going: Going,
        strokes: tuple[Stroke, ...],
        held: Held | None,
        umbrella: Point | None,
    ) -> None:
        outfit, pose, look, t = self._outfit, self._pose, self._cast.look, now.t
        accent = outfit.accent
        if umbrella is not None:
            draw_umbrella(pen, umbrella, 0.012 * math.sin(t * 0.9 + self._phase), accent)
        chair = look.aid is Aid.WHEELCHAIR
        rolled = danced(t, self._phase) if pose is Pose.DANCING else going.distance
        if chair:
            draw_far_side(pen, rolled, accent)
        elif pose is Pose.SITTING:
            draw_seat(pen, self._seat, self._ground)
        elif self._cast.mount:
            size = 1 / outfit.height
            draw_animal(
                Brush(pen, (0.0, 0.0), size),
                "horse",
                t,
                self._phase,
                travelled=going.distance * outfit.height,
                moving=True,
                accent=accent,
            )
            back = SADDLE * size
            pen.shape(
                [(-0.15, back - 0.10), (-0.14, back + 0.012), (0.07, back + 0.012), (0.08, back - 0.10)],
                accent,
            )
        elif pose is Pose.RIDING:
            draw_bicycle(pen, going.distance / 0.168, body.beat, accent)
        for stroke in strokes:
            if stroke.far:
                stroke.draw(pen)
        if self._cast.guide:
            near = body.near_arm.end
            dog = (0.36 / outfit.height, 0.27 / outfit.height)
            pen.line(near, dog, 0.010, color("#e6e2d8"))

        def between() -> None:
            if pose is Pose.WORKING:
                draw_worksite(pen, self._worksite, _LOW_BENCH_TOP if chair else _BENCH_TOP, accent)
            if chair:
                draw_near_side(pen, rolled, accent)
            if held is not None and not body.behind:
                held.prop.draw(held.brush(pen), accent)

        draw_person(pen, body, outfit, t, gust=self._gust, in_between=between)
        if held is not None and body.behind:
            held.prop.draw(held.brush(pen), accent)
        if held is not None and held.string_from is not None:
            foot = held.brush(pen).at((0.0, -0.13 if held.prop.name == "balloon" else -0.20))
            pen.line(held.string_from, foot, 0.0022, color("#c9c2b2"))
        for stroke in strokes:
            if not stroke.far:
                stroke.draw(pen)

    def _draw_friend(self, frame: Frame, now: Moment) -> Point | None:
        """Draws who goes along, and returns where the hero's hand meets theirs, if it does."""
        outfit = self._friend
        if outfit is None:
            return None
        t = now.t
        going = self._going(now, outfit)
        friend = friend_at(self._cast, self._outfit, outfit, t, going, self._phase + 1.9)
        body = friend.body
        h = now.h * outfit.height

        def paint(pen: Pen) -> None:
            draw_person(pen, body, outfit, t, gust=self._gust)

        feet = (now.x + self._side * friend.x * now.h, now.y - 0.012 * now.h)
        self._lay(frame, feet, h, REACHES[friend.pose], paint)
        return friend.meeting

    def _draw_beast(self, frame: Frame, now: Moment, beast: Beast) -> None:
        t, phase = now.t, self._phase + 0.7 * abs(beast.x)
        x, y = beast.x, -0.010 if beast.x >= 0 else 0.02
        if beast.kind == "bird":
            x += 0.10 * math.sin(t * 0.8 + phase)
            y = 1.12 * self._outfit.height + 0.05 * math.sin(t * 1.1 + phase)
        moving = now.speed > 0
        back, ahead, up = reach_of(beast.kind)
        travelled = now.distance / self._height

        def paint(pen: Pen) -> None:
            draw_animal(
                pen, beast.kind, t, phase, travelled=travelled, moving=moving, accent=self._outfit.accent
            )

        low = 0.22 if beast.kind == "bird" else 0.06
        feet = (now.x + self._side * x * now.h, now.y - y * now.h)
        self._lay(frame, feet, now.h, Reach(back, ahead, up, low), paint)

    def _draw_around(self, frame: Frame, now: Moment) -> None:
        """What stands on the ground stays where it is while a traveller passes."""
        for placed in self._cast.around:
            prop, scale = placed.prop, placed.scale
            x = self._x + self._side * placed.x * self._height
            lower = 0.0 if self._line is None else self._line(x) - self._line(self._x)
            fx, fy, unit = frame.at(self._depth, x, self._y + lower)
            h = self._height * unit

            def paint(pen: Pen, placed: Placed = placed) -> None:
                placed.prop.draw(Brush(pen, (0.0, placed.y), placed.scale), self._outfit.accent)

            reach = Reach(
                0.03 - prop.left * scale, 0.03 + prop.right * scale, placed.y + prop.top * scale + 0.03
            )
            feet = (fx, fy)
            if placed.y < 0.2:
                rx = 0.55 * (prop.right - prop.left) * scale * h
                middle = (
                    fx + self._side * 0.5 * (prop.left + prop.right) * scale * h - 0.04 * self._toward * h
                )
                lay_shadow(frame, middle, fy - 0.003 * h, rx, 0.16 * rx, 0.26 if self._light.dark else 0.36)
            self._lay(frame, feet, h, reach, paint)
            for glow in prop.glows:
                at = (
                    feet[0] + self._side * glow.at[0] * scale * h,
                    feet[1] - (placed.y + glow.at[1] * scale) * h,
                )
                self._shine(frame, at, glow.radius * scale * h, now.t + placed.x)

    def _trot(self, now: Moment) -> float:
        return now.distance / self._height / (SADDLE * 1.25) * 2 * math.pi + self._phase

    def _lay(
        self,
        frame: Frame,
        feet: Point,
        h: float,
        reach: Reach,
        paint: Callable[[Pen], None],
        lamp: Lamp | None = None,
    ) -> None:
        found = patch(frame, feet, h, reach, self._side)
        if found is None:
            return
        paint(found.pen)
        lay_figure(
            frame,
            found.picture(),
            found.x0,
            found.y0,
            light=self._light,
            toward=self._toward,
            height=h,
            brightness=self._brightness,
            lamp=lamp,
        )

    def _shine(self, frame: Frame, at: Point, radius: float, t: float) -> None:
        flicker = 0.86 + 0.14 * math.sin(t * 9) * math.sin(t * 5.3)
        level = 0.62 if self._light.dark else 0.20
        halo(frame, at[0], at[1], radius, _WARM, level * flicker)
