"""Framing: shots chosen by seed and place, heroes on thirds, and layers that reach beyond the frame."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from cinematic.camera import Camera, Framing, Subject, View
from cinematic.framing import Edges, Room, compose, covers, fit, shot_of
from cinematic.spec import CameraMove, Place, Pose, Shot

WIDE_ROOM = Room(frame_w=640.0, frame_h=360.0, canvas_w=832.0, canvas_h=468.0)
TALL_ROOM = Room(frame_w=202.5, frame_h=360.0, canvas_w=263.0, canvas_h=468.0)
SQUARE_ROOM = Room(frame_w=360.0, frame_h=360.0, canvas_w=468.0, canvas_h=468.0)
ROOMS = [WIDE_ROOM, TALL_ROOM, SQUARE_ROOM]
SHOTS = [Shot.WIDE, Shot.MEDIUM, Shot.CLOSE]
DEPTHS = (0.06, 0.15, 0.3, 0.45, 0.62, 0.72, 0.9, 1.04)
EDGES = [Edges(depth, left=True, right=True, top=depth < 0.2, bottom=True) for depth in DEPTHS]


def subject(*, height: float = 170.0, x: float = -200.0, speed: float = 0.0) -> Subject:
    return Subject(depth=0.72, height=height, feet=275.0, x_at=lambda t: x + speed * (t - 3.5), facing=1.0)


def framed(shot: Shot, pose: Pose, seed: int, who: Subject, room: Room = WIDE_ROOM) -> Framing:
    return compose(shot, pose, who, room, 1.0, 30.0, np.random.default_rng(seed))


def seen(view: View, who: Subject, t: float, share: float) -> tuple[float, float]:
    """Where a point of the subject's height is in the frame, from its centre."""
    scale, dx, dy = view.place(who.depth)
    return who.x_at(t) * scale + dx, (who.feet - share * who.height) * scale + dy


@pytest.mark.parametrize("film", range(40))
@pytest.mark.parametrize("scenes", [2, 5, 9])
def test_a_film_opens_wide_closes_wide_or_medium_and_never_repeats_a_shot(film: int, scenes: int) -> None:
    shots = [shot_of(Shot.AUTO, Place(film, i, scenes), seed=99) for i in range(scenes)]
    assert shots[0] is Shot.WIDE
    assert shots[-1] is not Shot.CLOSE
    assert all(a is not b for a, b in itertools.pairwise(shots))


def test_films_differ_in_their_shots_and_a_lone_scene_goes_by_its_seed() -> None:
    films = {tuple(shot_of(Shot.AUTO, Place(f, i, 6), 1) for i in range(6)) for f in range(20)}
    assert len(films) > 4
    assert {shot_of(Shot.AUTO, None, seed) for seed in range(30)} == set(SHOTS)


def test_a_shot_that_is_wished_for_is_taken() -> None:
    assert shot_of(Shot.CLOSE, Place(1, 0, 3), 5) is Shot.CLOSE


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("pose", [p for p in Pose if p is not Pose.ABSENT])
@pytest.mark.parametrize("shot", SHOTS)
def test_the_hero_is_near_a_third_and_keeps_the_head_in_the_frame(shot: Shot, pose: Pose, room: Room) -> None:
    for seed in range(12):
        who = subject(x=-0.24 * room.canvas_w)
        camera = Camera(CameraMove.STILL, who, framed(shot, pose, seed, who, room), 144, 24, 0.0)
        camera = fit(camera, EDGES, room)
        view = camera.view(80)
        x, head = seen(view, who, 80 / 24, {Pose.SITTING: 0.8}.get(pose, 1.0))
        assert 0.15 < abs(x) / room.frame_w < 0.48
        assert -0.92 < head / room.frame_h < 0.5


@pytest.mark.parametrize(("shot", "least", "most"), [(Shot.WIDE, 0.15, 0.33), (Shot.MEDIUM, 0.6, 0.95)])
def test_shots_show_the_hero_at_their_own_size(shot: Shot, least: float, most: float) -> None:
    for seed in range(12):
        for height in (150.0, 200.0, 268.0):
            share = framed(shot, Pose.STANDING, seed, subject(height=height)).scale * height / 720
            assert least < share < most


def test_a_close_shot_shows_head_and_shoulders() -> None:
    share = framed(Shot.CLOSE, Pose.STANDING, 3, subject()).scale * 170 / 720
    assert 1.2 < share < 2.0


@pytest.mark.parametrize("facing", [-1.0, 1.0])
@pytest.mark.parametrize("shot", SHOTS)
def test_a_walker_has_room_to_walk_into(shot: Shot, facing: float) -> None:
    for seed in range(8):
        who = replace(subject(x=0.0), facing=facing)
        assert framed(shot, Pose.WALKING, seed, who).x * facing < 0


@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize("horizon", [-20.0, 30.0, 90.0, 170.0])
def test_the_horizon_doesnt_run_through_the_head(shot: Shot, horizon: float) -> None:
    for seed in range(12):
        who = subject()
        framing = compose(shot, Pose.STANDING, who, WIDE_ROOM, 1.0, horizon, np.random.default_rng(seed))
        view = Camera(CameraMove.STILL, who, framing, 144, 24, 0.0).view(72)
        scale, _, dy = view.place(0.14)
        line = horizon * scale + dy
        head = [seen(view, who, 3.0, share)[1] for share in (1.0, 0.87)]
        assert not head[0] < line < head[1]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("move", list(CameraMove))
@pytest.mark.parametrize("shot", SHOTS)
def test_no_layer_shows_its_edge_whatever_the_shot_the_move_and_the_shape(
    shot: Shot, move: CameraMove, room: Room
) -> None:
    for seed, (x, speed, duration) in enumerate(itertools.product((-260.0, 0.0), (0.0, 35.0), (24, 240))):
        who = subject(x=x, speed=speed)
        pose = Pose.WALKING if speed else Pose.STANDING
        camera = Camera(move, who, framed(shot, pose, seed, who, room), duration, 24, 1.0)
        assert covers(fit(camera, EDGES, room), EDGES, room, samples=60)


def test_a_camera_that_shows_an_edge_is_told_from_one_that_does_not() -> None:
    who = subject()
    camera = Camera(CameraMove.STILL, who, Framing(1.0, 213.0, 100.0, 0.0), 144, 24, 0.0)
    assert not covers(camera, EDGES, WIDE_ROOM)
    assert covers(replace(camera, framing=replace(camera.framing, hold=0.0)), EDGES, WIDE_ROOM)
