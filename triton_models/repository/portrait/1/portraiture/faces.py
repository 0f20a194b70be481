"""Finds faces with MediaPipe's full-range detector.

Anchors and decoding follow mediapipe/modules/face_detection/face_detection_full_range_common.pbtxt: one layer
of 48 x 48 cells, one anchor a cell, the box in units of the input's 192 pixels around the cell's centre.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import openvino as ov

from portraiture.arrays import F32, U8

_SIDE = 192
_CELLS = 48
_SURE = 0.60
_SAME = 0.30
"""Boxes that overlap more than this are of one face (MediaPipe's min_suppression_threshold)."""
_MARGIN = 0.35
"""A second look at the picture with this much room around it, for faces that fill it."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face in pixels of its picture, from the brows to the chin."""

    left: float
    top: float
    right: float
    bottom: float
    score: float
    """0..1."""

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class FaceDetector:
    """Finds faces; from one thread at a time."""

    def __init__(self, weights: Path, core: ov.Core, config: dict[str, str | int]) -> None:
        model = core.compile_model(core.read_model(weights), "CPU", config)
        self._request = model.create_infer_request()
        cell = (np.arange(_CELLS, dtype=np.float32) + np.float32(0.5)) / np.float32(_CELLS)
        self._anchors = np.stack(np.meshgrid(cell, cell), -1).reshape(-1, 2)

    def find(self, picture: U8) -> list[Face]:
        """The faces of a picture, largest first."""
        margin = round(_MARGIN * max(picture.shape[:2]))
        found = self._look(picture, 0) + self._look(picture, margin)
        return sorted(_merged(found), key=lambda face: -face.height)

    def _look(self, picture: U8, margin: int) -> list[Face]:
        height, width = picture.shape[:2]
        side = max(height, width) + 2 * margin
        scale = _SIDE / side
        x0, y0 = (side - width) / 2, (side - height) / 2
        move = np.array([[scale, 0, x0 * scale], [0, scale, y0 * scale]], np.float32)
        reduced = _reduced(picture, scale)
        by = scale / (reduced.shape[1] / width)
        move[0, 0] = move[1, 1] = by
        small = cv2.warpAffine(
            reduced, move, (_SIDE, _SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
        )
        tensor = (small.astype(np.float32) / np.float32(127.5) - np.float32(1))[None]
        self._request.infer([tensor])
        boxes = np.asarray(self._request.get_output_tensor(0).data, np.float32).reshape(-1, 16)
        logits = np.asarray(self._request.get_output_tensor(1).data, np.float32).reshape(-1)
        scores = 1 / (1 + np.exp(-np.clip(logits, -80, 80)))
        faces = []
        for at in np.flatnonzero(scores > _SURE):
            x, y = self._anchors[at] + boxes[at, :2] / _SIDE
            w, h = boxes[at, 2:4] / _SIDE
            left, top = (x - w / 2) * side - x0, (y - h / 2) * side - y0
            faces.append(
                Face(
                    float(left), float(top), float(left + w * side), float(top + h * side), float(scores[at])
                )
            )
        return faces


def _reduced(picture: U8, scale: float) -> U8:
    """The picture averaged down to at most twice the wanted size, so that no detail aliases."""
    factor = int(1 / (2 * scale))
    if factor < 2:
        return picture
    size = (max(1, picture.shape[1] // factor), max(1, picture.shape[0] // factor))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _merged(faces: list[Face]) -> list[Face]:
    """One face for each group of boxes that overlap: their mean, weighted by their scores."""
    left = sorted(faces, key=lambda face: -face.score)
    out = []
    while left:
        best = left[0]
        same = [face for face in left if _overlap(best, face) > _SAME]
        left = [face for face in left if face not in same]
        weights = np.array([face.score for face in same], np.float64)
        box = np.average(
            np.array([(face.left, face.top, face.right, face.bottom) for face in same]), 0, weights
        )
        out.append(Face(float(box[0]), float(box[1]), float(box[2]), float(box[3]), best.score))
    return out


def _overlap(a: Face, b: Face) -> float:
    """Intersection over union."""
    w = max(0.0, min(a.right, b.right) - max(a.left, b.left))
    h = max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))
    union = a.width * a.height + b.width * b.height - w * h
    return w * h / union if union > 0 else 0.0


def crop_of(picture: U8, face: Face, around: float) -> U8:
    """The face with some room around it, in shares of its height; never empty."""
    room = around * face.height
    height, width = picture.shape[:2]
    x0, x1 = max(0, int(face.left - room)), min(width, int(face.right + room) + 1)
    y0, y1 = max(0, int(face.top - room)), min(height, int(face.bottom + room) + 1)
    return picture[min(y0, height - 1) : max(y1, y0 + 1), min(x0, width - 1) : max(x1, x0 + 1)]


def gray(picture: U8) -> F32:
    """Its luma, 0..255."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
