"""Camera moves: smooth from the first frame to the last of the tail, and never past the painted canvas."""

import itertools

import pytest
from cinematic.camera import view_at
from cinematic.spec import TAIL_FRAMES, CameraMove

FRAME_WIDTH, CANVAS_WIDTH, FRAME_HEIGHT, CANVAS_HEIGHT = 1280.0, 1664.0, 720.0, 936.0
DEPTHS = (0.0, 0.06, 0.3, 0.62, 0.85, 1.0, 1.12)


@pytest.mark.parametrize("move", list(CameraMove))
@pytest.mark.parametrize("duration", [24, 144, 480])
def test_a_layer_never_shows_its_edge(move: CameraMove, duration: int) -> None:
    for index, depth in itertools.product(range(0, duration + TAIL_FRAMES + 1, 8), DEPTHS):
        scale, dx, dy = view_at(move, index, duration, 24, phase=1.0).place(depth)
        assert scale > 0
        assert abs(dx) + FRAME_WIDTH / 2 <= CANVAS_WIDTH / 2 * scale
        assert abs(dy) + FRAME_HEIGHT / 2 <= CANVAS_HEIGHT / 2 * scale


@pytest.mark.parametrize("move", list(CameraMove))
def test_a_move_never_jerks(move: CameraMove) -> None:
    views = [view_at(move, i, 96, 24, phase=0.4) for i in range(96 + TAIL_FRAMES + 1)]
    at = [v.place(1.0) for v in views]
    speed = [(b[1] - a[1], b[2] - a[2], 640 * (b[0] - a[0])) for a, b in itertools.pairwise(at)]
    change = [max(abs(q - p) for p, q in zip(a, b, strict=True)) for a, b in itertools.pairwise(speed)]
    assert max(change) < 0.12
    assert max(abs(v) for s in speed for v in s) < 4.0


@pytest.mark.parametrize("move", [m for m in CameraMove if m is not CameraMove.STILL])
def test_a_move_goes_somewhere(move: CameraMove) -> None:
    first, last = (view_at(move, i, 144, 24, phase=0.0) for i in (0, 144))
    travelled = max(
        abs(last.pan_x - first.pan_x),
        abs(last.pan_y - first.pan_y),
        640 * abs(last.zoom - first.zoom),
        abs(last.orbit - first.orbit),
    )
    assert travelled > 25


def test_a_short_scene_moves_less_far_than_a_long_one() -> None:
    short = [view_at(CameraMove.PAN_LEFT, i, 24, 24, 0.0).pan_x for i in (0, 24)]
    long = [view_at(CameraMove.PAN_LEFT, i, 240, 24, 0.0).pan_x for i in (0, 240)]
    assert abs(short[1] - short[0]) < abs(long[1] - long[0])
