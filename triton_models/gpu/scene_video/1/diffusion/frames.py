"""From a model's frames to those that were asked for: size, rate, order and colours."""

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]

CHUNK = 8
"""Frames of one response."""


class FramesEnded(Exception):
    """The model made fewer frames than were asked for."""


def in_order(
    clips: Iterable[U8], indices: Sequence[int], *, size: tuple[int, int], rate: float
) -> Iterator[tuple[Sequence[int], U8]]:
    """The frames asked for, in the order asked for, as soon as each can be told; I420, a few at a time.

    Args:
        clips: RGB, [n, height, width, 3], one after the other.
        size: width and height that were asked for.
        rate: frames of the model for each one that was asked for.

    Raises:
        FramesEnded: there were too few.
    """
    wanted = set(indices)
    waiting: dict[int, U8] = {}
    told = 0
    for pictures in _numbered(clips, max(indices), rate):
        waiting |= {index: i420(picture, size) for index, picture in pictures if index in wanted}
        ready: list[int] = []
        while told < len(indices) and indices[told] in waiting:
            ready.append(indices[told])
            told += 1
        for start in range(0, len(ready), CHUNK):
            part = ready[start : start + CHUNK]
            yield part, np.stack([waiting[each] for each in part])
        for each in ready:
            # The same index may be asked for again further on.
            if each not in indices[told:]:
                del waiting[each]
    if told < len(indices):
        raise FramesEnded(f"the model ended before frame {indices[told]}")


def _numbered(clips: Iterable[U8], last: int, rate: float) -> Iterator[Sequence[tuple[int, U8]]]:
    """Each clip's frames by the numbers that are asked for; between two of the model's, they are mixed."""
    before: U8 | None = None
    at = 0
    index = 0
    for clip in clips:
        found: list[tuple[int, U8]] = []
        for picture in clip:
            while index <= last and index * rate <= at:
                share = at - index * rate
                shown = picture if before is None or share == 0 else _mixed(picture, before, share)
                found.append((index, shown))
                index += 1
            before = picture
            at += 1
        yield found
        if index > last:
            return


def _mixed(picture: U8, before: U8, share: float) -> U8:
    return np.asarray(cv2.addWeighted(picture, 1 - share, before, share, 0), np.uint8)


def i420(picture: U8, size: tuple[int, int]) -> U8:
    """RGB as I420 in BT.709, limited range, filling the size asked for; what sticks out is cut off."""
    width, height = size
    scale = max(width / picture.shape[1], height / picture.shape[0])
    large = (max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale)))
    if large != (picture.shape[1], picture.shape[0]):
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        picture = np.asarray(cv2.resize(picture, large, interpolation=way), np.uint8)
    left, top = (large[0] - width) // 2, (large[1] - height) // 2
    rgb = picture[top : top + height, left : left + width].astype(np.float32)
    luma = rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    blue, red = (rgb[..., 2] - luma) / 1.8556, (rgb[..., 0] - luma) / 1.5748
    planes = np.empty((height * 3 // 2, width), np.uint8)
    planes[:height] = np.rint(16 + luma * (219 / 255))
    chroma = planes[height:].reshape(2, height // 2, width // 2)
    for into, plane in zip(chroma, (blue, red), strict=True):
        quarter = plane.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3))
        into[...] = np.rint(np.clip(128 + quarter * (224 / 255), 16, 240))
    return planes
