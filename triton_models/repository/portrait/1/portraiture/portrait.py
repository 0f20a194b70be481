"""The whole way from a photo to a verdict and a cut-out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import openvino as ov

from portraiture import matting
from portraiture.arrays import F32, U8
from portraiture.faces import Face, FaceDetector
from portraiture.judging import Findings, Verdict, measure, verdict_of
from portraiture.safety import SafetyJudge
from portraiture.segmentation import Segmenter

MOST_PIXELS_HIGH = 768
_ABOVE, _BELOW, _BESIDE = 1.15, 1.75, 2.6
"""What of the photo is used around a face, in face heights: room for hair above, down to the chest, and both
shoulders."""
_COVERED = 0.6
"""A face that the mask covers less isn't of a person whom this can cut out."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """A person without background; its lower edge is at the chest, or where the photo ends."""

    rgba: U8
    """[height, width, 4], not premultiplied, at most 768 pixels high."""
    face: tuple[float, float, float, float]
    """Left, top, right, bottom in shares of the cut-out's width and height."""
    head_top: float
    """Where the head begins, hair included, in shares of the height."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is made of a photo."""

    verdict: Verdict
    findings: Findings
    cutout: Cutout | None
    """None unless the verdict is OK."""


class Portraitist:
    """Judges photos and cuts people out; from one thread at a time."""

    def __init__(self, weights: Path, *, threads: int = 1) -> None:
        """Loads the networks from a prepared folder."""
        cv2.setNumThreads(threads)
        core = ov.Core()
        config: dict[str, str | int] = {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1}
        self._faces = FaceDetector(weights / "face_detection_full_range.tflite", core, config)
        self._safety = SafetyJudge(weights / "open-nsfw.onnx", core, config)
        self._segmenter = Segmenter(weights / "selfie_segmentation.tflite", threads=threads)

    def portray(self, picture: U8) -> Portrait:
        """Judges an RGB photo and cuts the person out where it can be used."""
        faces = self._faces.find(picture)
        findings = measure(picture, faces, self._safety.nudity(picture))
        verdict = verdict_of(findings)
        if verdict is not Verdict.OK:
            return Portrait(verdict, findings, None)
        cutout = self._cut_out(picture, faces[0])
        return Portrait(Verdict.OK if cutout else Verdict.NO_FACE, findings, cutout)

    def _cut_out(self, picture: U8, face: Face) -> Cutout | None:
        part, within = _framed(picture, face)
        likely = self._segmenter.person(part)
        alpha = matting.refine(part, likely, within.center)
        x0, x1 = int(max(0, within.left)), int(within.right) + 1
        y0, y1 = int(max(0, within.top)), int(within.bottom) + 1
        if alpha[y0:y1, x0:x1].mean() < _COVERED:
            return None
        rgba = np.dstack([matting.foreground(part, alpha), alpha])
        left, right, top = _extent(alpha)
        rgba, alpha = rgba[top:, left:right], alpha[top:, left:right]
        height, width = alpha.shape
        share = (
            (within.left - left) / width,
            (within.top - top) / height,
            (within.right - left) / width,
            (within.bottom - top) / height,
        )
        columns = alpha[:, max(0, x0 - left) : max(1, x1 - left)]
        head_top = float(np.argmax((columns > 0.5).any(1))) / height
        return Cutout(np.asarray(np.rint(rgba * np.float32(255)), np.uint8), share, head_top)


def _framed(picture: U8, face: Face) -> tuple[U8, Face]:
    """The part of the photo around a face, no larger than needed, and the face within it."""
    height, width = picture.shape[:2]
    x, _ = face.center
    side = _BESIDE * face.height
    x0, x1 = max(0, int(x - side)), min(width, int(x + side))
    y0, y1 = (
        max(0, int(face.top - _ABOVE * face.height)),
        min(height, int(face.bottom + _BELOW * face.height)),
    )
    part = picture[y0:y1, x0:x1]
    scale = min(1.0, MOST_PIXELS_HIGH / part.shape[0])
    if scale < 1:
        size = (max(1, round(part.shape[1] * scale)), MOST_PIXELS_HIGH)
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    return part, Face(
        (face.left - x0) * scale,
        (face.top - y0) * scale,
        (face.right - x0) * scale,
        (face.bottom - y0) * scale,
        face.score,
    )


def _extent(alpha: F32) -> tuple[int, int, int]:
    """Left, right and top of what isn't empty; the lower edge stays, since it is where the person is cut."""
    seen = alpha > 0.02
    columns, rows = np.flatnonzero(seen.any(0)), np.flatnonzero(seen.any(1))
    return int(columns[0]), int(columns[-1]) + 1, int(rows[0])
