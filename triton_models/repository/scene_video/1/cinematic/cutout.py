"""A real person, cut out of a photo, as a request brings them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from cinematic.arrays import U8
from cinematic.fields import SpecError

SMALLEST, LARGEST = 32, 2048
"""Sides of a portrait, in pixels."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person without background, as the portrait model cuts them out; two of the same pixels are equal."""

    digest: str
    rgba: U8
    """[height, width, 4], not premultiplied, the lower edge at the chest."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Portrait) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def parse_portrait(rgba: U8) -> Portrait:
    """A checked portrait; raises SpecError for a picture that can't be one."""
    if rgba.ndim != 3 or rgba.shape[2] != 4 or not all(SMALLEST <= n <= LARGEST for n in rgba.shape[:2]):
        raise SpecError(f"portrait must be [height, width, 4] with sides of {SMALLEST}..{LARGEST} pixels")
    if not (rgba[..., 3] > 127).any():
        raise SpecError("portrait shows nobody: its alpha is empty")
    pixels = np.ascontiguousarray(rgba, np.uint8)
    return Portrait(hashlib.sha256(pixels.tobytes()).hexdigest(), pixels)
