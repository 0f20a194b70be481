"""The picture dims while lettering stands on it, most behind the letters: as far as what lies there is bright
and busy, and no further.

How dark is asked of each frame by itself, so that segments made by different runs fit together; it changes as
slowly as the picture does.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from services.video.film.overlay import Lettering
from services.video.film.picture import BLACK_LUMA, NEUTRAL_CHROMA, Planes, Size

_STEP: Final = 4
"""Pixels from one sample of the picture to the next; nothing about a shade is finer."""
_WANTED_LUMA: Final = 109.0
"""What lies behind letters, at its brightest, comes down to this: to 5 : 1."""
_DETAIL: Final = 1.4
"""How many standard deviations above the mean the brightest parts are taken to be."""
_BUSY: Final = 0.006
"""Least opacity for each step of a standard deviation: fine patterns disturb letters though they are dark."""
_DARKEST: Final = 0.70
_AROUND: Final = 0.6
"""How far the rest of the picture dims, of what lies behind the letters. Much less, and the shade would be a
stain on a bright sky."""

_F32 = NDArray[np.float32]


class Shade:
    """Dims a picture as less light would, luma and chroma alike, most of all behind letters."""

    def __init__(self, lettering: Sequence[Lettering], size: Size) -> None:
        """
        Args:
            lettering: what is written.
            size: of the picture.
        """
        self._mask = _feathered(_written(lettering, size), size.height / 24)
        self._half_mask = np.ascontiguousarray(self._mask[::2, ::2])
        self._samples = self._mask[::_STEP, ::_STEP] > 217

    def darken(self, picture: Planes, strength: float) -> None:
        """Lays the shade over a picture in place; `strength` fades it from 0 to 1."""
        opacity = self.opacity(picture) * strength
        if opacity < 1 / 255:
            return
        _scale(picture.y, self._mask, opacity, BLACK_LUMA)
        for plane in (picture.u, picture.v):
            _scale(plane, self._half_mask, opacity, NEUTRAL_CHROMA)

    def opacity(self, picture: Planes) -> float:
        """How dark the shade has to be on this picture, 0 to 1."""
        behind = picture.y[::_STEP, ::_STEP][self._samples].astype(np.float32)
        if not behind.size:
            return 0.0
        spread = float(behind.std())
        bright = float(behind.mean()) + _DETAIL * spread
        needed = 1 - (_WANTED_LUMA - BLACK_LUMA) / max(bright - BLACK_LUMA, 1.0)
        return min(max(needed, _BUSY * spread, 0.0), _DARKEST)


def _written(lettering: Sequence[Lettering], size: Size) -> Image.Image:
    """All letters in white on black."""
    sheet = np.zeros((size.height, size.width), np.float32)
    for each in lettering:
        for piece in each.pieces:
            y, x = each.rect.y + piece.y, each.rect.x + piece.x
            place = sheet[y : y + piece.mask.shape[0], x : x + piece.mask.shape[1]]
            np.maximum(place, piece.mask[: place.shape[0], : place.shape[1]], out=place)
    return Image.fromarray((sheet * 255).astype(np.uint8))


def _feathered(written: Image.Image, near: float) -> NDArray[np.uint16]:
    """255 close to letters, falling off smoothly to what the rest gets.

    It is worked out small, since nothing about it is sharp.
    """
    size = max(1, written.width // _STEP), max(1, written.height // _STEP)
    # Thin strokes are faint when they are made small, and want as much shade as others.
    small = written.resize(size, Image.Resampling.BOX).point(
        [255 if level > 20 else 0 for level in range(256)]
    )
    grown = small.filter(ImageFilter.MaxFilter(1 + 2 * max(1, round(near / _STEP))))
    close = _peaked(grown.filter(ImageFilter.GaussianBlur(near * 1.6 / _STEP)))
    both = np.float32(_AROUND) + np.float32(1 - _AROUND) * close
    full = Image.fromarray((both * 255).astype(np.uint8)).resize(written.size, Image.Resampling.BICUBIC)
    return np.asarray(full, np.uint16)


def _peaked(mask: Image.Image) -> _F32:
    """Brought up to 1 where it is highest: a single line is lower than a blur is wide."""
    values = np.asarray(mask, np.float32)
    return np.asarray(np.clip(values / np.float32(max(0.8 * float(values.max()), 1.0)), 0, 1), np.float32)


def _scale(pixels: NDArray[np.uint8], mask: NDArray[np.uint16], opacity: float, rest: int) -> None:
    """Moves pixels towards a value, by opacity where the mask is 255."""
    away = mask * np.uint16(round(opacity * 256))
    away >>= np.uint16(8)
    # one is 256, of which a pixel and the value it moves to get shares: the sum fits 16 bits
    moved = pixels * (np.uint16(256) - away)
    away *= np.uint16(rest)
    moved += away
    moved += np.uint16(128)
    moved >>= np.uint16(8)
    pixels[...] = moved
