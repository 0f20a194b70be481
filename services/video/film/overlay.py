"""Lettering laid over pictures: painted once as a pair of factors, then blended into the planes it touches.

An overlay is `pixel = (pixel * keep + add) / 256` for each plane of one rectangle, so a frame costs two
integer operations a pixel of that rectangle and nothing elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from PIL.ImageFont import FreeTypeFont

from services.video.film.picture import BLACK_LUMA, NEUTRAL_CHROMA, Planes

F32 = NDArray[np.float32]
U16 = NDArray[np.uint16]


class Colour(NamedTuple):
    """Y, Cb, Cr in limited range, BT.709."""

    y: int
    u: int
    v: int


def colour(red: int, green: int, blue: int) -> Colour:
    """A colour from sRGB values."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Colour(
        round(16 + luma * 219 / 255),
        round(128 + (blue - luma) / 1.8556 * 224 / 255),
        round(128 + (red - luma) / 1.5748 * 224 / 255),
    )


class Rect(NamedTuple):
    """Part of a picture; all four are even."""

    x: int
    y: int
    width: int
    height: int


class Piece(NamedTuple):
    """A run of letters: its own opacity within the overlay's rectangle, and where that lies."""

    mask: F32
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """What to keep of a picture and what to add to it; 256 is one."""

    rect: Rect
    keep_y: U16
    add_y: U16
    keep_uv: U16
    add_u: U16
    add_v: U16

    def blend(self, picture: Planes, strength: float = 1.0) -> None:
        """Lays it over a picture in place; `strength` fades it from 0 to 1."""
        if strength <= 0:
            return
        x, y, width, height = self.rect
        chroma = (slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2))
        _blend(picture.y[y : y + height, x : x + width], self.keep_y, self.add_y, strength)
        _blend(picture.u[chroma], self.keep_uv, self.add_u, strength)
        _blend(picture.v[chroma], self.keep_uv, self.add_v, strength)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Letters with their soft shadow, ready to be coloured."""

    rect: Rect
    pieces: tuple[Piece, ...]
    shadow: F32
    """Opacity of the shadow, 0 to 1."""

    def paint(self, colours: Sequence[Colour], opacities: Sequence[float]) -> Overlay:
        """Colours each piece."""
        shape = (self.rect.height, self.rect.width)
        cover = np.zeros(shape, np.float32)
        sums = np.zeros((3, *shape), np.float32)
        for piece, ink, opacity in zip(self.pieces, colours, opacities, strict=True):
            area = (
                slice(piece.y, piece.y + piece.mask.shape[0]),
                slice(piece.x, piece.x + piece.mask.shape[1]),
            )
            alpha = piece.mask * np.float32(opacity)
            cover[area] += alpha
            for plane, value in enumerate(ink):
                sums[plane][area] += alpha * np.float32(value)
        np.minimum(cover, 1.0, out=cover)
        behind = self.shadow * (1 - cover)
        keep = 1 - cover - behind
        chroma_keep = _halved(keep)
        shade = _halved(behind)
        return Overlay(
            self.rect,
            _fixed(keep),
            _fixed(sums[0] + behind * BLACK_LUMA),
            _fixed(chroma_keep),
            _fixed(_halved(sums[1]) + shade * NEUTRAL_CHROMA),
            _fixed(_halved(sums[2]) + shade * NEUTRAL_CHROMA),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Letters to be set: text, typeface, and where its baseline starts in the picture."""

    text: str
    font: FreeTypeFont
    x: float
    baseline: float
    tracking: float = 0.0
    """Added after each letter, in pixels."""


def set_letters(
    runs: Sequence[Run],
    *,
    picture: tuple[int, int],
    shadow_radius: float,
    shadow_opacity: float,
    plate_opacity: float = 0.0,
) -> Lettering:
    """Draws letters and works out their shadow.

    Args:
        picture: width and height of the picture.
        shadow_radius: how far the shadow reaches, in pixels.
        shadow_opacity: how dark it gets, 0 to 1.
        plate_opacity: of a dark plate with round corners behind all of it; 0 for none.
    """
    margin = int(shadow_radius * 3)
    boxes = [_extent(run) for run in runs]
    left = max(_even(min(box[0] for box in boxes) - margin), 0)
    top = max(_even(min(box[1] for box in boxes) - margin), 0)
    right = min(_even(max(box[2] for box in boxes) + margin) + 2, picture[0])
    bottom = min(_even(max(box[3] for box in boxes) + margin) + 2, picture[1])
    rect = Rect(left, top, right - left, bottom - top)
    sheet = Image.new("L", (rect.width, rect.height))
    pieces: list[Piece] = []
    for run, box in zip(runs, boxes, strict=True):
        area = _clip(box, rect)
        layer = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        _draw(ImageDraw.Draw(layer), run, -rect.x - area[0], -rect.y - area[1])
        pieces.append(Piece(np.asarray(layer, np.float32) / np.float32(255), area[0], area[1]))
        sheet.paste(layer, (area[0], area[1]), layer)
    shadow = _shadow(sheet, shadow_radius, shadow_opacity)
    if plate_opacity > 0:
        np.maximum(shadow, _plate(rect, shadow_radius) * np.float32(plate_opacity), out=shadow)
    return Lettering(rect, tuple(pieces), shadow)


def text_width(text: str, font: FreeTypeFont, tracking: float = 0.0) -> float:
    """How wide a run of letters is."""
    return font.getlength(text) + tracking * max(len(text) - 1, 0)


def _plate(rect: Rect, radius: float) -> F32:
    plate = Image.new("L", (rect.width, rect.height))
    # Its edge lies in the margin that was left for the shadow.
    box = (radius, radius, rect.width - radius - 1, rect.height - radius - 1)
    ImageDraw.Draw(plate).rounded_rectangle(box, radius=radius * 1.5, fill=255)
    return np.asarray(plate, np.float32) / np.float32(255)


def _shadow(sheet: Image.Image, radius: float, opacity: float) -> F32:
    wide = np.asarray(sheet.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255
    tight = np.asarray(sheet.filter(ImageFilter.GaussianBlur(max(radius / 5, 0.6))), np.float32) / 255
    return np.clip(np.maximum(wide * 2.2, tight * 1.4), 0, 1) * np.float32(opacity)


def _draw(draw: ImageDraw.ImageDraw, run: Run, dx: float, dy: float) -> None:
    x = run.x + dx
    if not run.tracking:
        draw.text((x, run.baseline + dy), run.text, font=run.font, fill=255, anchor="ls")
        return
    for char in run.text:
        draw.text((x, run.baseline + dy), char, font=run.font, fill=255, anchor="ls")
        x += run.font.getlength(char) + run.tracking


def _extent(run: Run) -> tuple[int, int, int, int]:
    ascent, descent = run.font.getmetrics()
    width = text_width(run.text, run.font, run.tracking)
    # Italics lean out of their box on both sides.
    lean = run.font.size * 0.25
    left, right = int(run.x - lean), int(run.x + width + lean) + 1
    return left, int(run.baseline - ascent), right, int(run.baseline + descent) + 1


def _clip(box: tuple[int, int, int, int], rect: Rect) -> tuple[int, int, int, int]:
    left, top = max(box[0] - rect.x, 0), max(box[1] - rect.y, 0)
    right = max(min(box[2] - rect.x, rect.width), left + 1)
    bottom = max(min(box[3] - rect.y, rect.height), top + 1)
    return left, top, right, bottom


def _even(value: float) -> int:
    return int(value) // 2 * 2


def _halved(plane: F32) -> F32:
    half: F32 = (plane[::2, ::2] + plane[1::2, ::2] + plane[::2, 1::2] + plane[1::2, 1::2]) * np.float32(0.25)
    return half


_ONE: Final = 256


def _fixed(values: F32) -> U16:
    fixed: U16 = np.clip(values * _ONE + 0.5, 0, 255 * _ONE).astype(np.uint16)
    return fixed


def _blend(pixels: NDArray[np.uint8], keep: U16, add: U16, strength: float) -> None:
    if strength < 1:
        share = np.float32(strength)
        add = (add * share).astype(np.uint16)
        keep = (_ONE - (_ONE - keep.astype(np.float32)) * share).astype(np.uint16)
    mixed: U16 = pixels * keep
    mixed += add
    mixed >>= np.uint16(8)
    pixels[...] = mixed
