"""Doubles I420 frames: luma by the network, chroma by bicubic interpolation."""

from pathlib import Path

import cv2
import numpy as np
import openvino
from numpy.typing import NDArray

MOST_FRAMES = 16
MOST_PIXELS = 1920 * 1080
"""Of a frame before it is doubled."""

U8 = NDArray[np.uint8]


class FramesError(ValueError):
    """These frames can't be doubled; the text says what is allowed."""


class Doubler:
    """The network on a CPU. One at a time."""

    def __init__(self, weights: Path, *, threads: int = 0) -> None:
        properties: dict[str, object] = {"PERFORMANCE_HINT": "LATENCY"}
        if threads:
            properties["INFERENCE_NUM_THREADS"] = threads
        self._request = openvino.Core().compile_model(weights, "CPU", properties).create_infer_request()

    def double(self, frames: U8) -> U8:
        """Frames of shape (n, height * 3/2, width) as (n, height * 3, width * 2).

        Raises:
            FramesError: their shape isn't that of I420 frames within bounds.
        """
        count, width, height = checked(frames)
        doubled = np.empty((count, height * 3, width * 2), np.uint8)
        for frame, target in zip(frames, doubled, strict=True):
            target[: height * 2] = self._luma(frame[:height])
            chroma = frame[height:].reshape(2, height // 2, width // 2)
            into = target[height * 2 :].reshape(2, height, width)
            for plane, larger in zip(chroma, into, strict=True):
                larger[...] = cv2.resize(plane, (width, height), interpolation=cv2.INTER_CUBIC)
        return doubled

    def _luma(self, plane: U8) -> U8:
        given = plane[None, None].astype(np.float32) * np.float32(1 / 255)
        found = self._request.infer([given])[0][0, 0]
        return np.asarray(np.rint(found * 255), np.uint8)


def checked(frames: U8) -> tuple[int, int, int]:
    """(frames, width, height) of I420 frames; raises FramesError."""
    count, rows, width = frames.shape
    height = rows * 2 // 3
    if not 1 <= count <= MOST_FRAMES:
        raise FramesError(f"frames: send from 1 to {MOST_FRAMES} at a time, not {count}")
    if rows % 3 or width % 2 or not width or not rows:
        raise FramesError(
            f"frames: rows must be height * 3 / 2 of an even height, and the width even, not {rows} x {width}"
        )
    if width * height > MOST_PIXELS:
        raise FramesError(f"frames: at most {MOST_PIXELS} pixels each, not {width} x {height}")
    return count, width, height
