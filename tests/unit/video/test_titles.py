"""What is written over a film can be read wherever it begins and ends, and leaves dark places alone."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from services.video.film.fonts import font
from services.video.film.overlay import Run, set_letters
from services.video.film.picture import Planes, Size, planes
from services.video.film.shade import Shade
from services.video.film.titles import PAPER, Layer, LineLayer, ShadeLayer, closing_line, title_card
from tests.unit.scene_video.conftest import run_probe

pytestmark = pytest.mark.xdist_group("scene_video")

SIZE = Size(640, 360)
LEAST_CONTRAST = 4.5

Frames = NDArray[np.uint8]


def the_title() -> list[Layer]:
    return title_card("The lighthouse keeper's map", "Mira", SIZE, start_ms=0, end_ms=9_000)


def the_end() -> list[Layer]:
    return closing_line("only the beginning", SIZE, start_ms=0, end_ms=9_000)


@pytest.fixture(scope="module")
def bright(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    out: Path = tmp_path_factory.mktemp("bright") / "frames.npy"
    run_probe("bright", out)
    frames: Frames = np.load(out)
    return frames


def luminance(luma: float) -> float:
    """Relative luminance (WCAG 2) of a grey in limited range."""
    value = min(max((luma - 16) / 219, 0.0), 1.0)
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def a_shade() -> Shade:
    run = Run("Mira", font("title", 60), 240, 190)
    return Shade([set_letters([run], picture=SIZE, shadow_radius=10, shadow_opacity=0.5)], SIZE)


def grey(value: int) -> Planes:
    frame = np.full((SIZE.i420_rows, SIZE.width), 128, np.uint8)
    frame[: SIZE.height] = value
    return planes(frame, SIZE)


def around_letters(layers: list[Layer]) -> NDArray[np.bool_]:
    """The pixels within a thirtieth of the picture's height of a letter, without the letters."""
    blank = grey(16)
    for layer in layers:
        if isinstance(layer, LineLayer):
            layer.draw(blank, 4_500)
    letters = Image.fromarray((blank.y > 24).astype(np.uint8) * 255)
    near = np.asarray(letters.filter(ImageFilter.MaxFilter(13))) > 0
    return near & ~(np.asarray(letters.filter(ImageFilter.MaxFilter(3))) > 0)


def contrasts(frames: Frames, layers: list[Layer]) -> list[float]:
    """Of the letters with the brightest of what is close to them, in each frame."""
    near = around_letters(layers)
    found = []
    for frame in frames.reshape(-1, SIZE.i420_rows, SIZE.width):
        picture = planes(np.array(frame), SIZE)
        for layer in layers:
            layer.draw(picture, 4_500)
        behind = float(np.percentile(picture.y[near], 95))
        found.append((luminance(PAPER.y) + 0.05) / (luminance(behind) + 0.05))
    return found


@pytest.mark.parametrize("card", [the_title, the_end])
def test_letters_stand_out_from_every_bright_place(bright: Frames, card: Callable[[], list[Layer]]) -> None:
    assert min(contrasts(bright, card())) >= LEAST_CONTRAST


@pytest.mark.parametrize("card", [the_title, the_end])
def test_without_the_shade_they_would_not(bright: Frames, card: Callable[[], list[Layer]]) -> None:
    bare = [layer for layer in card() if not isinstance(layer, ShadeLayer)]
    assert min(contrasts(bright, bare)) < LEAST_CONTRAST


def test_a_dark_place_is_left_as_it_is() -> None:
    picture = grey(60)
    a_shade().darken(picture, 1.0)
    assert (picture.y == 60).all()


def test_the_shade_is_darker_the_brighter_and_the_busier_a_place_is() -> None:
    shade = a_shade()
    busy = grey(120)
    busy.y[:, ::16] = 40
    busy.y[:, 8::16] = 200
    levels = [shade.opacity(grey(value)) for value in (100, 150, 190, 235)]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert levels[-1] > 0.4
    busy.y[:] = np.where(np.arange(SIZE.width) // 24 % 2, 170, 70).astype(np.uint8)
    assert shade.opacity(busy) > shade.opacity(grey(120))


def test_the_shade_has_no_edge_that_could_be_seen() -> None:
    picture = grey(235)
    a_shade().darken(picture, 1.0)
    luma = picture.y.astype(np.int16)
    assert int(luma.min()) < 160
    assert 160 < int(luma[0].min()) < 220, "all of the picture dims, and less than behind the letters"
    assert max(int(np.abs(np.diff(luma, axis=axis)).max()) for axis in (0, 1)) <= 6


def test_the_shade_comes_and_goes_with_what_is_written() -> None:
    shades = [layer for layer in the_title() if isinstance(layer, ShadeLayer)]
    levels = []
    for time_ms in (0, 100, 300, 600, 900, 8_300, 8_900, 9_000):
        picture = grey(220)
        for layer in shades:
            layer.draw(picture, time_ms)
        levels.append(int(picture.y.min()))
    assert levels[0] == levels[-1] == 220
    assert levels[:5] == sorted(levels[:5], reverse=True)
    assert levels[5:] == sorted(levels[5:])
