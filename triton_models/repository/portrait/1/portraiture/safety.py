"""Judges whether a picture may show nudity, with Yahoo's open_nsfw."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import openvino as ov

from portraiture.arrays import U8

_RESIZED = 256
_SIDE = 224
_MEAN_BGR = np.array([104, 117, 123], np.float32)


class SafetyJudge:
    """Judges pictures; from one thread at a time."""

    def __init__(self, weights: Path, core: ov.Core, config: dict[str, str | int]) -> None:
        model = core.read_model(weights)
        model.reshape([1, _SIDE, _SIDE, 3])
        self._request = core.compile_model(model, "CPU", config).create_infer_request()

    def nudity(self, picture: U8) -> float:
        """How likely the picture shows nudity, 0..1."""
        small = cv2.resize(picture, (_RESIZED, _RESIZED), interpolation=cv2.INTER_AREA)
        edge = (_RESIZED - _SIDE) // 2
        middle = small[edge : edge + _SIDE, edge : edge + _SIDE, ::-1].astype(np.float32) - _MEAN_BGR
        self._request.infer([middle[None]])
        return float(np.asarray(self._request.get_output_tensor(0).data).reshape(-1)[1])
