"""Tells the person from the background with MediaPipe's selfie segmentation."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from ai_edge_litert.interpreter import Interpreter

from portraiture.arrays import F32, U8

_SIDE = 256


class Segmenter:
    """Tells people from backgrounds; from one thread at a time.

    The network has an operation of MediaPipe's own, which LiteRT knows and OpenVINO doesn't.
    """

    def __init__(self, weights: Path, *, threads: int) -> None:
        self._network = Interpreter(model_path=str(weights), num_threads=threads)
        self._network.allocate_tensors()
        self._input = self._network.get_input_details()[0]["index"]
        self._output = self._network.get_output_details()[0]["index"]

    def person(self, picture: U8) -> F32:
        """How likely each pixel is of a person, 0..1: the mean of the picture and its mirror, at its size."""
        small = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
        tensor = small.astype(np.float32) / np.float32(255)
        mean = (self._run(tensor) + self._run(tensor[:, ::-1])[:, ::-1]) / np.float32(2)
        size = (picture.shape[1], picture.shape[0])
        return np.clip(np.asarray(cv2.resize(mean, size, interpolation=cv2.INTER_CUBIC), np.float32), 0, 1)

    def _run(self, tensor: F32) -> F32:
        self._network.set_tensor(self._input, np.ascontiguousarray(tensor[None]))
        self._network.invoke()
        return np.array(self._network.get_tensor(self._output)[0, :, :, 0], np.float32)
