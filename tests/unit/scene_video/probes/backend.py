"""Drives model.py with a stand-in for Triton's module and writes what it sent, as JSON."""

import json
import sys
import types
from pathlib import Path

import numpy as np

MODEL = Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1"
sys.path.insert(0, str(MODEL))


class TritonError(Exception):
    INVALID_ARG, INTERNAL, CANCELLED = 3, 1, 7

    def __init__(self, message, code=None):
        super().__init__(message)
        self.message, self.code = message, code


class Tensor:
    def __init__(self, name, array):
        self.name, self.array = name, array

    def as_numpy(self):
        return self.array


class InferenceResponse:
    def __init__(self, tensors=(), error=None):
        self.tensors, self.error = tensors, error


class Request:
    def __init__(self, spec, indices, cancel_after=10**9, width=64, height=64, fps=24, sequence=1, **more):
        scalars = {"seed": 3, "width": width, "height": height, "fps": fps, "END": 0, **more}
        self.inputs = {name: Tensor(name, np.array([value])) for name, value in scalars.items()}
        self.inputs["scene_spec"] = Tensor("scene_spec", np.array([spec], dtype=object))
        self.inputs["frame_indices"] = Tensor("frame_indices", np.array(indices, np.int32))
        self._looks_left, self._sequence = cancel_after, sequence

    def is_cancelled(self):
        self._looks_left -= 1
        return self._looks_left < 0

    def correlation_id(self):
        return self._sequence


fake = types.ModuleType("triton_python_backend_utils")
fake.TritonError, fake.Tensor, fake.InferenceResponse = TritonError, Tensor, InferenceResponse
fake.get_input_tensor_by_name = lambda request, name: request.inputs.get(name)
fake.Logger = types.SimpleNamespace(log_error=lambda text: None)
sys.modules["triton_python_backend_utils"] = fake

import model  # noqa: E402

SPEC = {
    "setting": "night_sky",
    "time": "night",
    "weather": "clear",
    "mood": "awe",
    "camera": "still",
    "hero": "standing",
    "props": ["tent"],
    "duration_frames": 24,
}
GOOD = json.dumps(SPEC).encode()


def told(request):
    (response,) = instance.execute([request])
    if response.error is not None:
        return {"error": response.error.message, "code": response.error.code}
    frames, indices = response.tensors
    return {
        "shape": list(frames.array.shape),
        "dtype": str(frames.array.dtype),
        "indices": indices.array.tolist(),
        "sum": int(frames.array.sum()),
    }


PERSON = np.zeros((80, 60, 4), np.uint8)
PERSON[20:, 10:50] = (200, 120, 90, 255)


def close_up(**more):
    return Request(json.dumps({**SPEC, "shot": "close"}).encode(), [3], **more)


def longer(**more):
    spec = {**SPEC, "setting": "ocean", "duration_frames": 48}
    return Request(json.dumps(spec).encode(), [3, 40], **more)


def with_person(request):
    request.inputs["portrait"] = Tensor("portrait", PERSON)
    return request


instance = model.TritonPythonModel()
values = {"cached_scenes": "2", "threads": "1"}
config = {"parameters": {key: {"string_value": value} for key, value in values.items()}}
instance.initialize({"model_config": json.dumps(config)})
Path(sys.argv[1]).write_text(
    json.dumps(
        {
            "frames": told(Request(GOOD, [40, 41, 2, 3, 4, 9])),
            "cancelled": told(Request(GOOD, list(range(20)), cancel_after=2)),
            "drawn": told(close_up(sequence=2)),
            "person": told(with_person(close_up(sequence=3))),
            "remembered": told(close_up(sequence=3, END=1)),
            "forgotten": told(close_up(sequence=3)),
            "prepared": told(Request(json.dumps({**SPEC, "setting": "ocean"}).encode(), [], sequence=4)),
            "of_a_prepared_set": told(longer(sequence=4, END=1)),
            "of_no_prepared_set": told(longer(sequence=5)),
            "bad_setting": told(Request(json.dumps({**SPEC, "setting": "moon base"}).encode(), [0])),
            "bad_bytes": told(Request(b"\xff\xfe", [0])),
            "bad_size": told(Request(GOOD, [0], width=65)),
            "after_errors": told(Request(GOOD, [0])),
        }
    )
)
