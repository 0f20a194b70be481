"""Pictures as the encoder wants them: I420 planes, BT.709, limited range."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]

BLACK_LUMA: Final = 16
NEUTRAL_CHROMA: Final = 128


class Size(NamedTuple):
    """Of a picture, in pixels; both even."""

    width: int
    height: int

    @property
    def i420_rows(self) -> int:
        """Rows of `width` bytes that a frame takes."""
        return self.height * 3 // 2


class Planes(NamedTuple):
    """Views of one frame's planes: writing to them changes the frame."""

    y: U8
    u: U8
    v: U8


def planes(frame: U8, size: Size) -> Planes:
    """The planes of a frame of shape (height * 3/2, width), as views of it."""
    width, height = size
    chroma = frame[height:].reshape(2, height // 2, width // 2)
    return Planes(frame[:height], chroma[0], chroma[1])


def cross_fade(earlier: U8, later: U8, share: float) -> U8:
    """A new frame: `share` of the later picture, the rest of the earlier one, by an eased curve."""
    eased = share * share * (3 - 2 * share)
    weight = np.int16(round(eased * 128))
    difference = later.astype(np.int16)
    difference -= earlier
    difference *= weight
    difference += np.int16(64)
    difference >>= np.int16(7)
    difference += earlier
    return difference.astype(np.uint8)


def fade_to_black(frame: Planes, share: float) -> None:
    """Darkens a frame in place: 0 leaves it, 1 makes it black."""
    keep = np.uint16(round((1 - share) * 256))
    lut = ((np.arange(256, dtype=np.uint16) * keep + (256 - keep) * BLACK_LUMA) >> 8).astype(np.uint8)
    chroma = ((np.arange(256, dtype=np.uint16) * keep + (256 - keep) * NEUTRAL_CHROMA) >> 8).astype(np.uint8)
    np.take(lut, frame.y, out=frame.y)
    np.take(chroma, frame.u, out=frame.u)
    np.take(chroma, frame.v, out=frame.v)
