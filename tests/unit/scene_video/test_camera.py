"""Camera moves: each one's own, smooth from the first frame to the last of the tail, at any frame rate."""

import itertools
from dataclasses import replace

import pytest
from cinematic.camera import Camera, Framing, Subject, View, ease
from cinematic.spec import TAIL_FRAMES, CameraMove

SUBJECT = Subject(depth=0.7, height=170.0, feet=260.0, x_at=lambda _: -120.0)
FRAMING = Framing(scale=1.0, x=-213.0, y=130.0, follow=0.35)
MOVES = list(CameraMove)


def camera(move: CameraMove, *, duration: int = 144, fps: int = 24) -> Camera:
    return Camera(move, SUBJECT, FRAMING, duration, fps, phase=0.4)


def chest(view: View, x: float = -120.0) -> tuple[float, float, float]:
    """Where the subject's chest is in the frame, from its centre, and how large the subject is."""
    scale, dx, dy = view.place(SUBJECT.depth)
    return x * scale + dx, SUBJECT.chest * scale + dy, scale


def far(view: View) -> tuple[float, float, float]:
    return view.place(0.1)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("fps", [24, 30, 60])
def test_a_move_never_jerks(move: CameraMove, fps: int) -> None:
    shot = camera(move, duration=fps * 5, fps=fps)
    at = [shot.view(i).place(1.0) for i in range(fps * 5 + TAIL_FRAMES + 1)]
    places = [(dx, dy, 640 * scale) for scale, dx, dy in at]
    speed = [[(q - p) * fps for p, q in zip(a, b, strict=True)] for a, b in itertools.pairwise(places)]
    change = [max(abs(q - p) * fps for p, q in zip(a, b, strict=True)) for a, b in itertools.pairwise(speed)]
    assert max(abs(v) for s in speed for v in s) < 115, "design units a second"
    assert max(change) < 110, "design units a second, a second"


@pytest.mark.parametrize("move", MOVES)
def test_a_move_takes_as_long_at_every_frame_rate(move: CameraMove) -> None:
    slow = camera(move, duration=240 - TAIL_FRAMES, fps=24)
    fast = camera(move, duration=600 - TAIL_FRAMES, fps=60)
    for second in (0, 2.5, 5, 10):
        a, b = slow.view(second * 24).place(0.6), fast.view(second * 60).place(0.6)
        assert a == pytest.approx(b, abs=1e-6)


@pytest.mark.parametrize("move", [m for m in MOVES if m is not CameraMove.STILL])
def test_a_move_goes_somewhere(move: CameraMove) -> None:
    first, last = (camera(move).view(i) for i in (0, 144))
    ways = [
        chest(last)[0] - chest(first)[0],
        chest(last)[1] - chest(first)[1],
        640 * (chest(last)[2] - chest(first)[2]),
        far(last)[1] - far(first)[1],
    ]
    assert max(abs(way) for way in ways) > 55


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(MOVES, 2)))
def test_no_two_moves_are_alike(one: CameraMove, other: CameraMove) -> None:
    def path(move: CameraMove) -> list[float]:
        views = [camera(move).view(i) for i in (0, 72, 144)]
        return [v for view in views for d in (0.1, 0.7, 1.0) for v in view.place(d)]

    assert max(abs(a - b) for a, b in zip(path(one), path(other), strict=True)) > 25


def test_pushing_in_ends_nearer_to_the_hero_and_nearer_to_the_middle() -> None:
    shot = camera(CameraMove.PUSH_IN)
    first, last = chest(shot.view(0)), chest(shot.view(144))
    assert last[2] > first[2] * 1.15
    assert abs(last[0]) < abs(first[0]) - 20


def test_a_crane_lets_the_hero_sink_while_what_is_behind_rises() -> None:
    shot = camera(CameraMove.CRANE_UP)
    first, last = shot.view(0), shot.view(144)
    assert chest(last)[1] > chest(first)[1] + 25
    assert far(last)[2] < far(first)[2] - 20


def test_an_orbit_leaves_the_hero_in_place_and_moves_near_and_far_in_opposite_ways() -> None:
    shot = camera(CameraMove.ORBIT)
    first, last = shot.view(0), shot.view(144)
    assert abs(chest(last)[0] - chest(first)[0]) < 8
    assert far(last)[1] - far(first)[1] < -60
    assert last.place(1.1)[1] - first.place(1.1)[1] > 30


def test_a_camera_that_follows_keeps_a_walker_where_they_are_in_the_frame() -> None:
    walker = replace(SUBJECT, x_at=lambda t: -200.0 + 40.0 * t)
    still = Framing(scale=2.0, x=-150.0, y=100.0, follow=1.0)
    shot = Camera(CameraMove.STILL, walker, still, 144, 24, phase=0.0)
    xs = [chest(shot.view(i), walker.x_at(i / 24))[0] for i in range(0, 192, 8)]
    assert max(xs) - min(xs) < 14


def test_a_short_scene_moves_less_far_than_a_long_one() -> None:
    short = [camera(CameraMove.PAN_LEFT, duration=24).view(i).pan_x for i in (0, 24)]
    long = [camera(CameraMove.PAN_LEFT, duration=240).view(i).pan_x for i in (0, 240)]
    assert abs(short[1] - short[0]) < abs(long[1] - long[0])


def test_easing_starts_and_ends_slower_than_it_goes_between() -> None:
    steps = [ease((i + 1) / 20) - ease(i / 20) for i in range(20)]
    assert steps[0] < steps[10] / 3
    assert steps[-1] < steps[10] / 3
    assert min(steps) > 0
