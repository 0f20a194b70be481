"""How good a composition is, by rules that can be told: each 0 (bad) to 1 (good)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import cv2
import numpy as np

from cinematic.arrays import F32, U8


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a judgement; their weighted sum is what compositions compete by."""

    contrast: float
    """The hero against what is right behind them."""
    thirds: float
    """How near the hero is to a third of the width."""
    head: float
    """Nothing runs through the head: no horizon, no beam."""
    exposure: float
    """Darks and lights are there, and little is clipped."""
    colour: float
    """More than one colour."""
    edges: float
    """Nothing at the frame's edge that draws the eye out."""

    @property
    def total(self) -> float:
        return float(np.dot(_WEIGHTS, astuple(self)))


_WEIGHTS = (0.30, 0.15, 0.15, 0.15, 0.10, 0.15)


def average(scores: Sequence[Score]) -> Score:
    parts = np.mean([astuple(score) for score in scores], axis=0)
    return Score(*(float(part) for part in parts))


def score(frame: U8, empty: U8) -> Score:
    """Judge a frame (I420, small) by itself and by the same frame without its hero."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    luma = frame[:height].astype(np.float32)
    behind = cv2.GaussianBlur(empty[:height].astype(np.float32), (0, 0), 0.8)
    hero = (np.abs(luma - empty[:height]) > 12).astype(np.uint8)
    hero = cv2.morphologyEx(hero, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return Score(
        contrast=_contrast(luma, hero),
        thirds=_thirds(hero, width),
        head=_head(np.asarray(behind, np.float32), np.asarray(hero, np.uint8)),
        exposure=_exposure(luma),
        colour=_colour(frame[height:].astype(np.float32)),
        edges=_edges(luma),
    )


def _contrast(luma: F32, hero: U8) -> float:
    if hero.sum() < 4:
        return 0.5
    wide = cv2.dilate(hero, np.ones((7, 7), np.uint8))
    ring = (wide == 1) & (hero == 0)
    if not ring.any():
        return 0.5
    return min(1.0, abs(float(luma[hero == 1].mean() - luma[ring].mean())) / 60)


def _thirds(hero: U8, width: int) -> float:
    if hero.sum() < 4:
        return 0.5
    at = float(np.flatnonzero(hero.any(0)).mean()) / width
    return float(max(0.0, 1 - min(abs(at - 1 / 3), abs(at - 2 / 3)) * 4))


def _head(behind: F32, hero: U8) -> float:
    """By the strongest level edge behind the head, against the strongest of the frame."""
    rows = np.flatnonzero(hero.any(1))
    if len(rows) < 4:
        return 0.5
    head = slice(int(rows[0]), int(rows[0] + max(2, len(rows) // 6)))
    columns = np.flatnonzero(hero[head].any(0))
    reach = max(3, behind.shape[1] // 24)
    around = slice(max(0, int(columns[0]) - reach), int(columns[-1]) + reach + 1)
    level = np.abs(np.diff(behind, axis=0))
    strongest = float(np.percentile(level.mean(1), 99)) + 2.0
    return float(np.clip(1.25 - float(level[head, around].mean(1).max()) / strongest, 0, 1))


def _exposure(luma: F32) -> float:
    low, high = np.percentile(luma, (2, 98))
    clipped = float(((luma > 233) | (luma < 18)).mean())
    return float(np.clip((high - low) / 170, 0, 1) * (1 - min(1.0, max(0.0, clipped - 0.06) * 4)))


def _colour(chroma: F32) -> float:
    half = len(chroma) // 2
    return min(1.0, float(np.hypot(chroma[:half].std(), chroma[half:].std())) / 22)


def _edges(luma: F32) -> float:
    """By how busy the border is, against the rest."""
    height, width = luma.shape
    busy = np.hypot(cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1))
    m = max(3, min(height, width) // 20)
    inner = busy[m:-m, m:-m].mean() + 1.0
    sides = [busy[:, :m].mean(), busy[:, -m:].mean(), busy[:m].mean()]
    return float(np.clip(1.6 - max(sides) / inner * 0.6, 0, 1))
