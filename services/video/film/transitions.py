"""The pictures between two scenes."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.video.domain.transitions import Transition
from services.video.film.picture import BLACK_LUMA, NEUTRAL_CHROMA, U8, Size, cross_fade, planes

I16 = NDArray[np.int16]

_ONE: Final = 128
"""A whole, in the fixed point of the weights."""
_LIGHT: Final = (226, 118, 136)
"""Y, Cb, Cr of the light that a picture goes through: a warm white."""
_DARKNESS: Final = (BLACK_LUMA, NEUTRAL_CHROMA, NEUTRAL_CHROMA)
_SOFT_EDGE: Final = 0.35
"""Width of a sweep's edge, as a share of the picture's."""


def between(transition: Transition, earlier: U8, later: U8, share: float, size: Size) -> U8:
    """A new frame on the way from one scene to the next.

    Args:
        earlier: I420, of shape (height * 3/2, width); so is `later`.
        share: of the way, between 0 and 1.
    """
    match transition:
        case Transition.DISSOLVE:
            return cross_fade(earlier, later, share)
        case Transition.THROUGH_BLACK:
            return _through(_DARKNESS, earlier, later, share, size)
        case Transition.THROUGH_LIGHT:
            return _through(_LIGHT, earlier, later, share, size)
        case Transition.SWEEP:
            return _sweep(earlier, later, share, size)


def _through(colour: tuple[int, int, int], earlier: U8, later: U8, share: float, size: Size) -> U8:
    """The earlier picture goes into a colour, and the later one comes out of it."""
    shown = earlier if share < 0.5 else later
    left = abs(2 * share - 1)
    weight = np.int16(round(left * (2 - left) * _ONE))
    mixed = shown.copy()
    for plane, value in zip(planes(mixed, size), colour, strict=True):
        plane[...] = (((plane.astype(np.int16) - np.int16(value)) * weight) >> np.int16(7)) + np.int16(value)
    return mixed


def _sweep(earlier: U8, later: U8, share: float, size: Size) -> U8:
    """A soft edge from left to right, slow at both ends."""
    mixed = earlier.copy()
    eased = share * share * (3 - 2 * share)
    for into, new in zip(planes(mixed, size), planes(later, size), strict=True):
        weights = _edge(eased, into.shape[1])
        # What the edge has passed is copied, what it hasn't reached is left; only the edge itself is mixed.
        passed = int(np.count_nonzero(weights == _ONE))
        reached = int(np.count_nonzero(weights))
        into[:, :passed] = new[:, :passed]
        edge = slice(passed, reached)
        difference = new[:, edge].astype(np.int16) - into[:, edge]
        into[:, edge] = into[:, edge] + ((difference * weights[edge]) >> np.int16(7))
    return mixed


def _edge(share: float, width: int) -> I16:
    """How much of the later picture each column shows; falls from left to right."""
    at = (np.arange(width, dtype=np.float32) + 0.5) / width
    ahead = (share * (1 + _SOFT_EDGE) - at) / _SOFT_EDGE
    ramp = np.clip(ahead, 0, 1)
    weights: I16 = np.rint(ramp * ramp * (3 - 2 * ramp) * _ONE).astype(np.int16)
    return weights
