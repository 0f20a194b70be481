"""A camera before a painted set: which composition a scene gets, and the scene that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cinematic.camera import Camera, Subject
from cinematic.figures import Hero
from cinematic.focus import FOCUS, edges_of, in_focus, soft_until
from cinematic.framing import Room, compose, fit, shot_of
from cinematic.grade import grade_for
from cinematic.layers import FRAME_HEIGHT, Layer
from cinematic.scene import Scene
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


def paint(request: RenderRequest) -> Scene:
    """The scene in the best of the compositions that its description lets us try; frames of it are cheap."""
    best = Candidate()
    if request.spec.candidates > 1:
        best = max(candidates(request), key=lambda tried: tried[1].total)[0]
    return shoot(request, build(request, best.layout), best.framing)


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
        storm=light.storm and not built.indoors,
        soft=soft_until(built.elements, subject) if focus.behind > 0 else 0,
    )


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
