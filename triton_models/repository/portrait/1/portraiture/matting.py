"""From a rough mask to a soft one, and to the colours that the person has without the background.

GrabCut: Rother, Kolmogorov, Blake 2004. Guided filter: He, Sun, Tang 2010. Foreground colours: blur fusion,
Forte 2021, "Approximate Fast Foreground Colour Estimation" (ICIP).
"""

from __future__ import annotations

import cv2
import numpy as np

from portraiture.arrays import F32, U8

_GRABCUT_SIDE = 384
_ROUNDS = 3
_REFERENCE = 768.0
"""The size in pixels that the radii below are for."""


def refine(picture: U8, likely: F32, seed: tuple[float, float]) -> F32:
    """A soft mask, 0..1, of the person at `seed` (x, y in pixels), from how likely each pixel is of one."""
    unit = max(picture.shape[:2]) / _REFERENCE
    hard = _grabcut(picture, likely)
    alone = _only(hard, seed)
    soft = np.asarray(cv2.GaussianBlur(alone, (0, 0), max(0.6, 1.8 * unit)), np.float32)
    fine = _guided(picture, soft, max(3, round(9 * unit) | 1), 1e-4)
    fine = np.clip((fine - np.float32(0.08)) / np.float32(0.84), 0, 1)
    # Nothing far from the person, whatever colours the filter found there.
    near = cv2.dilate(alone, np.ones((3, 3), np.uint8), iterations=max(2, round(14 * unit)))
    return np.asarray(fine * cv2.GaussianBlur(near, (0, 0), max(0.6, 3 * unit)), np.float32)


def foreground(picture: U8, alpha: F32) -> F32:
    """The person's own colours, 0..1: where the mask is soft, without what the background mixed in."""
    observed = picture.astype(np.float32) / np.float32(255)
    unit = max(picture.shape[:2]) / _REFERENCE
    inner, outer = observed, observed
    for radius in (90, 6):
        size = max(3, round(radius * unit) | 1)
        inner, outer = _fused(observed, inner, outer, alpha[..., None], size)
    return inner


def _fused(observed: F32, inner: F32, outer: F32, alpha: F32, size: int) -> tuple[F32, F32]:
    """Forte's equations 4 to 7: both sides as weighted means of their surroundings, then corrected so that
    together they make what was observed."""
    weight = _mean(alpha[..., 0], size)[..., None]
    f = _mean(inner * alpha, size) / (weight + np.float32(1e-5))
    b = _mean(outer * (1 - alpha), size) / ((1 - weight) + np.float32(1e-5))
    f = f + alpha * (observed - alpha * f - (1 - alpha) * b)
    return np.clip(np.asarray(f, np.float32), 0, 1), np.clip(np.asarray(b, np.float32), 0, 1)


def _grabcut(picture: U8, likely: F32) -> F32:
    """The person, 0 or 1, by colour, starting from how likely each pixel is."""
    height, width = picture.shape[:2]
    scale = min(1.0, _GRABCUT_SIDE / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    odds = cv2.resize(likely, size, interpolation=cv2.INTER_AREA)
    marks = np.full(odds.shape, cv2.GC_PR_BGD, np.uint8)
    marks[odds > 0.5] = cv2.GC_PR_FGD
    marks[cv2.erode((odds > 0.9).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0] = cv2.GC_FGD
    marks[cv2.dilate((odds > 0.1).astype(np.uint8), np.ones((13, 13), np.uint8)) == 0] = cv2.GC_BGD
    if (marks == cv2.GC_FGD).any() and (marks == cv2.GC_BGD).any():
        # Its mixtures are initialised at random: the same photo is to give the same mask.
        cv2.setRNGSeed(7)
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(
            np.ascontiguousarray(small[..., ::-1]), marks, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK
        )
    person = ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).astype(np.uint8)
    person = cv2.morphologyEx(person, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    return np.asarray(
        cv2.resize(person.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR), np.float32
    )


def _only(mask: F32, seed: tuple[float, float]) -> F32:
    """The part of the mask that hangs together with the place; empty if the place isn't in it."""
    _, labels = cv2.connectedComponents((mask > 0.5).astype(np.uint8))
    height, width = mask.shape
    x, y = min(width - 1, max(0, int(seed[0]))), min(height - 1, max(0, int(seed[1])))
    if labels[y, x] == 0:
        return np.zeros_like(mask)
    return np.where(labels == labels[y, x], mask, np.float32(0))


def _guided(picture: U8, mask: F32, size: int, eps: float) -> F32:
    """The mask made to follow the picture's edges; `size` of the window in pixels, `eps` in squared luma."""
    guide = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    mean_guide, mean_mask = _mean(guide, size), _mean(mask, size)
    covariance = _mean(guide * mask, size) - mean_guide * mean_mask
    variance = _mean(guide * guide, size) - mean_guide * mean_guide
    slope = np.asarray(covariance / (variance + np.float32(eps)), np.float32)
    offset = np.asarray(mean_mask - slope * mean_guide, np.float32)
    return np.asarray(np.clip(_mean(slope, size) * guide + _mean(offset, size), 0, 1), np.float32)


def _mean(values: F32, size: int) -> F32:
    return np.asarray(cv2.boxFilter(values, -1, (size, size), borderType=cv2.BORDER_REFLECT), np.float32)
