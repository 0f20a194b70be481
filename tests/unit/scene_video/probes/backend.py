"""Drives model.py with a stand-in for Triton's module and writes what it sent, as JSON."""

import json
import sys
import types
from pathlib import Path

import numpy as np

MODEL = Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1"
sys.path.insert(0, str(MODEL))


class TritonError(Exception):
    INVALID_ARG, INTERNAL = 3, 1

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


class Sender:
    def __init__(self, cancel_after):
        self.sent, self._cancel_after = [], cancel_after

    def is_cancelled(self):
        return len(self.sent) >= self._cancel_after

    def send(self, response=None, flags=0):
        self.sent.append((response, flags))


class Request:
    def __init__(self, spec, indices, cancel_after=10**9, width=64, height=64, fps=24):
        scalars = {"seed": 3, "width": width, "height": height, "fps": fps}
        self.inputs = {name: Tensor(name, np.array([value])) for name, value in scalars.items()}
        self.inputs["scene_spec"] = Tensor("scene_spec", np.array([spec], dtype=object))
        self.inputs["frame_indices"] = Tensor("frame_indices", np.array(indices, np.int32))
        self.sender = Sender(cancel_after)

    def get_response_sender(self):
        return self.sender


fake = types.ModuleType("triton_python_backend_utils")
fake.TRITONSERVER_RESPONSE_COMPLETE_FINAL = 1
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
    instance.execute([request])
    out = []
    for response, flags in request.sender.sent:
        entry = {"final": bool(flags)}
        if response is not None and response.error is not None:
            entry |= {"error": response.error.message, "code": response.error.code}
        elif response is not None:
            frames, indices = response.tensors
            entry |= {
                "shape": list(frames.array.shape),
                "dtype": str(frames.array.dtype),
                "indices": indices.array.tolist(),
            }
        out.append(entry)
    return out


instance = model.TritonPythonModel()
values = {"chunk_frames": "4", "cached_scenes": "2", "threads": "1"}
config = {"parameters": {key: {"string_value": value} for key, value in values.items()}}
instance.initialize({"model_config": json.dumps(config)})
Path(sys.argv[1]).write_text(
    json.dumps(
        {
            "frames": told(Request(GOOD, [40, 41, 2, 3, 4, 9])),
            "cancelled": told(Request(GOOD, list(range(20)), cancel_after=2)),
            "bad_setting": told(Request(json.dumps({**SPEC, "setting": "moon base"}).encode(), [0])),
            "bad_bytes": told(Request(b"\xff\xfe", [0])),
            "bad_size": told(Request(GOOD, [0], width=65)),
            "after_errors": told(Request(GOOD, [0])),
        }
    )
)
