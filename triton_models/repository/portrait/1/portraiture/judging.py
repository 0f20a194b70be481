"""Decides whether a photo can stand in a film, and says what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from portraiture.arrays import U8
from portraiture.faces import Face, crop_of, gray

NUDITY_LIMIT = 0.80
SMALLEST_FACE_PX = 90
"""Of its height, brows to chin: a close shot shows it at about this size at 720 lines."""
LEAST_SHARPNESS = 9.0
RIVAL = 0.45
"""A face this much as high as the largest one is somebody too, and not a passer-by."""
_SHARPNESS_PX = 160


class Verdict(StrEnum):
    """What becomes of a photo; the names are part of the model's contract."""

    OK = "OK"
    NO_FACE = "NO_FACE"
    SEVERAL_FACES = "SEVERAL_FACES"
    FACE_TOO_SMALL = "FACE_TOO_SMALL"
    TOO_BLURRED = "TOO_BLURRED"
    NOT_SAFE = "NOT_SAFE"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was measured."""

    nudity: float
    faces: int
    """Of people who count."""
    face_height_px: float
    sharpness: float
    """Variance of the face's Laplacian at a height of 160 pixels; 0 without a face."""


def measure(picture: U8, faces: Sequence[Face], nudity: float) -> Findings:
    """Sums up a photo; `faces` come largest first."""
    if not faces:
        return Findings(nudity, 0, 0.0, 0.0)
    largest = faces[0]
    count = sum(1 for face in faces if face.height >= RIVAL * largest.height)
    return Findings(nudity, count, largest.height, sharpness(crop_of(picture, largest, 0.0)))


def verdict_of(findings: Findings) -> Verdict:
    """The first thing that is wrong with the photo, in the order in which a person would mind."""
    if findings.nudity >= NUDITY_LIMIT:
        return Verdict.NOT_SAFE
    if findings.faces == 0:
        return Verdict.NO_FACE
    if findings.faces > 1:
        return Verdict.SEVERAL_FACES
    if findings.face_height_px < SMALLEST_FACE_PX:
        return Verdict.FACE_TOO_SMALL
    if findings.sharpness < LEAST_SHARPNESS:
        return Verdict.TOO_BLURRED
    return Verdict.OK


def sharpness(face: U8) -> float:
    """Variance of the Laplacian of a face made 160 pixels high, so that photos of all sizes compare."""
    scale = _SHARPNESS_PX / face.shape[0]
    size = (max(1, round(face.shape[1] * scale)), _SHARPNESS_PX)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    level = cv2.resize(gray(face), size, interpolation=how)
    return float(np.var(cv2.Laplacian(level, cv2.CV_32F)))
