"""A camera before a painted set: which composition a scene gets, and the scene that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from cinematic.arrays import F32
from cinematic.camera import Camera, Subject
from cinematic.compositing import blocks
from cinematic.cutout import Portrait
from cinematic.figures import Hero
from cinematic.focus import FOCUS, edges_of, in_focus, sky_until, soft_until
from cinematic.framing import Room, compose, fit, shot_of
from cinematic.grade import grade_for
from cinematic.layers import FRAME_HEIGHT, Layer
from cinematic.portrait import portrait_layer, stand
from cinematic.scene import Element, Scene
from cinematic.scoring import Score, average, score
from cinematic.spec import TAIL_FRAMES, Pose, RenderRequest, Shot
from cinematic.stages import Set, build

_PREVIEW = 160
"""The longer side of the pictures by which compositions are judged."""
_FRAMINGS = 4
"""How many framings of a layout are tried before another layout is painted."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the compositions that a scene may get; the first is the seed's own."""

    layout: int = 0
    """Which throw of the dice the painter gets."""
    framing: int = 0
    """Which throw of the dice places the hero in the frame."""


def paint(request: RenderRequest, built: Set | None = None) -> Scene:
    """The scene in the best of the compositions that its description lets us try; frames of it are cheap.

    built is the seed's own layout, where that has been painted already: it isn't of any length.
    """
    best = Candidate()
    if request.spec.candidates > 1:
        best = max(candidates(request), key=lambda tried: tried[1].total)[0]
    if built is None or best.layout != 0:
        built = build(request, best.layout)
    return shoot(request, built, best.framing)


def candidates(request: RenderRequest) -> list[tuple[Candidate, Score]]:
    """The compositions that are tried, with what each scored: the same ones at every size of the frame."""
    small = _preview(request)
    count = request.spec.candidates
    found = []
    for layout in range(-(-count // _FRAMINGS)):
        built = build(small, layout)
        for framing in range(min(_FRAMINGS, count - layout * _FRAMINGS)):
            found.append((Candidate(layout, framing), judge(shoot(small, built, framing))))
    return found


def judge(scene: Scene) -> Score:
    """The mean score of a frame of the scene's middle and one of its end."""
    hero = [e for e in scene.elements if not isinstance(e, Hero)]
    # what lies behind the hero: the scene without them
    soft = min(scene.soft, len(hero))
    empty = replace(scene, elements=hero, soft=soft)
    length = scene.camera.duration_frames
    return average([score(scene.frame(i), empty.frame(i)) for i in (length // 2, length * 9 // 10)])


def _preview(request: RenderRequest) -> RenderRequest:
    shrink = _PREVIEW / max(request.width, request.height)
    width, height = (max(64, round(n * shrink / 2) * 2) for n in (request.width, request.height))
    return replace(request, width=width, height=height)


def shoot(request: RenderRequest, built: Set, framing: int = 0) -> Scene:
    """The scene that a camera makes of a set. framing is another throw of the dice for the composition."""
    spec, seed, stage = request.spec, request.seed, built.stage
    canvas, light = stage.canvas, stage.light
    shot = shot_of(spec.shot, spec.place, seed)
    if request.portrait is not None and stage.cast and spec.hero is not Pose.ABSENT:
        if spec.shot is Shot.AUTO and spec.place is None and shot is Shot.WIDE:
            shot = Shot.MEDIUM
        if shot is not Shot.WIDE:
            return _shoot_person(request, request.portrait, built, shot, framing)
    subject = _subject(stage.cast, request, canvas.dw, canvas.dh)
    room = Room(canvas.width / canvas.unit / 2, FRAME_HEIGHT / 2, canvas.dw / 2, canvas.dh / 2)
    dice = np.random.default_rng([abs(seed), int(seed < 0), 23, framing])
    camera = Camera(
        move=spec.camera,
        subject=subject,
        framing=compose(shot, spec.hero, subject, room, stage.side, stage.horizon - canvas.dh / 2, dice),
        duration_frames=spec.duration_frames,
        fps=request.fps,
        phase=stage.phase,
    )
    camera = fit(camera, edges_of(e for e in built.elements if isinstance(e, Layer)), room)
    focus = FOCUS[shot] if spec.hero is not Pose.ABSENT else FOCUS[Shot.WIDE]
    return Scene(
        canvas=canvas,
        elements=in_focus(built.elements, camera, canvas, focus),
        grade=grade_for(spec.mood, light),
        camera=camera,
        seed=seed,
        phase=stage.phase,
        wind=light.wind,
        storm=built.storm,
        soft=soft_until(built.elements, subject, shot)
        if focus.behind > 0
        else sky_until(built.elements, canvas, light),
    )


def _shoot_person(request: RenderRequest, portrait: Portrait, built: Set, shot: Shot, framing: int) -> Scene:
    """A near shot of the person whose portrait this is, in the place of the drawn hero."""
    spec, seed, stage = request.spec, request.seed, built.stage
    canvas, light = stage.canvas, stage.light
    hero = stage.cast[0]
    off = hero.x_at(0.0, 1.0) - canvas.dw / 2
    third = -stage.side if abs(off) < 0.06 * canvas.dw else 1.0 if off > 0 else -1.0
    dice = np.random.default_rng([abs(seed), int(seed < 0), 37, framing])
    standing = stand(
        portrait,
        shot,
        canvas,
        side=third,
        depth=max(_NEAR, hero.depth),
        horizon=stage.horizon,
        larger=float(dice.uniform(0.96, 1.04)),
        farther=float(dice.uniform(0.92, 1.10)),
    )
    room = Room(canvas.width / canvas.unit / 2, FRAME_HEIGHT / 2, canvas.dw / 2, canvas.dh / 2)
    camera = Camera(
        move=spec.camera,
        subject=standing.subject,
        framing=standing.framing,
        duration_frames=spec.duration_frames,
        fps=request.fps,
        phase=stage.phase,
    )
    camera = fit(camera, edges_of(e for e in built.elements if isinstance(e, Layer)), room)
    elements = in_focus(built.elements, camera, canvas, FOCUS[shot])
    at = next(n for n, element in enumerate(elements) if isinstance(element, Hero))
    scene = Scene(
        canvas=canvas,
        elements=[element for element in elements if not isinstance(element, Hero)],
        grade=grade_for(spec.mood, light),
        camera=camera,
        seed=seed,
        phase=stage.phase,
        wind=light.wind,
        storm=built.storm,
    )
    person = portrait_layer(portrait, standing, canvas, light, _plate(scene), stage.side)
    cast: list[Element] = list(scene.elements)
    cast.insert(_before_what_hides(scene, person, at), person)
    return replace(scene, elements=cast, soft=soft_until(cast, standing.subject, shot))


_NEAR = 0.8
"""A person in a near shot stands at least this near to the lens."""


_HIDES = 0.10
"""A layer that covers this share of a person's head is behind them instead."""


def _before_what_hides(scene: Scene, person: Layer, at: int) -> int:
    """The place among the elements from which on nothing covers the person's head."""
    middle = scene.camera.duration_frames // 2
    rows = slice(0, len(person.lo) * 2 // 5)
    head = replace(
        person,
        src=person.src[rows],
        lo=person.lo[rows],
        hi=person.hi[rows],
        blocks=blocks(person.src[rows]),
        reaches_bottom=False,
    )
    seen = replace(scene, elements=[head], soft=0).compose(middle).out >> np.uint32(24)
    solid = seen > 200
    for n in range(len(scene.elements) - 1, at - 1, -1):
        element = scene.elements[n]
        if isinstance(element, Layer) and not element.glow and solid.any():
            over = replace(scene, elements=[element], soft=0).compose(middle).out >> np.uint32(24)
            if float((over[solid] > 60).mean()) > _HIDES:
                return n + 1
    return at


def _plate(scene: Scene) -> F32:
    """The middle of a scene as BGR 0..1, a quarter of its size."""
    out = scene.compose(scene.camera.duration_frames // 2).out
    tints = out.view(np.uint8).reshape(*out.shape, 4)[..., :3]
    size = (-(-scene.canvas.width // 4), -(-scene.canvas.height // 4))
    small = cv2.resize(tints.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(small / np.float32(255), np.float32)


def _subject(cast: list[Hero], request: RenderRequest, width: float, height: float) -> Subject:
    """The hero, or the place where they would stand."""
    if not cast:
        return Subject(depth=0.7, height=180.0, feet=760.0 - height / 2, x_at=lambda _: 0.0)
    hero = cast[0]
    seconds = (request.spec.duration_frames + TAIL_FRAMES) / request.fps
    return Subject(
        depth=hero.depth,
        height=hero.height,
        feet=hero.y - height / 2,
        x_at=lambda t: hero.x_at(t, seconds) - width / 2,
        facing=hero.facing,
    )
