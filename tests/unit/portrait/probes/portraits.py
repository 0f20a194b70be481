"""Has the portrait model look at variations of one photo, and writes what it said as JSON."""

import json
import sys
import types
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[4]
MODEL = ROOT / "triton_models" / "repository" / "portrait" / "1"
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
    def __init__(self, output_tensors=(), error=None):
        self.tensors, self.error = {tensor.name: tensor.array for tensor in output_tensors}, error


fake = types.ModuleType("triton_python_backend_utils")
fake.TritonError, fake.Tensor, fake.InferenceResponse = TritonError, Tensor, InferenceResponse
fake.get_input_tensor_by_name = lambda request, name: request[name]
sys.modules["triton_python_backend_utils"] = fake

from model import TritonPythonModel  # noqa: E402

photo = cv2.imread(str(ROOT / "tests" / "support" / "photos" / "astronaut.jpg"))[..., ::-1].copy()
crowd = photo.copy()
crowd[300:412, 0:112] = cv2.resize(photo[40:264, 110:334], (112, 112), interpolation=cv2.INTER_AREA)
photos = {
    "one person": photo,
    "again": photo,
    "a large photo": cv2.resize(photo, (1600, 1600), interpolation=cv2.INTER_CUBIC),
    "a face that fills it": photo[60:230, 150:300].copy(),
    "two people": np.hstack([photo, photo[:, ::-1]]),
    "somebody small behind": crowd,
    "nobody": np.random.default_rng(3).integers(0, 255, (300, 400, 3)).astype(np.uint8),
    "far away": cv2.resize(photo, (200, 200), interpolation=cv2.INTER_AREA),
    "a little soft": cv2.GaussianBlur(photo, (0, 0), 1),
    "out of focus": cv2.GaussianBlur(photo, (0, 0), 2.5),
    "too few pixels": photo[:10, :10].copy(),
}
model = TritonPythonModel()
model.initialize(
    {
        "model_config": json.dumps(
            {"parameters": {"weights": {"string_value": "portrait"}, "threads": {"string_value": "1"}}}
        )
    }
)
found = {}
answers = model.execute([{"image": Tensor("image", picture)} for picture in photos.values()])
for name, response in zip(photos, answers, strict=True):
    if response.error:
        found[name] = {"error": response.error.message, "code": response.error.code}
        continue
    cutout = response.tensors["cutout"]
    left, top, right, bottom, head_top = response.tensors["face"].tolist()
    height, width = cutout.shape[:2]
    alpha = cutout[..., 3].astype(float) / 255
    dx, dy = (right - left) / 4, (bottom - top) / 4
    middle = alpha[
        int((top + dy) * height) : int((bottom - dy) * height),
        int((left + dx) * width) : int((right - dx) * width),
    ]
    beside = alpha[: int(top * height), : int(left * width * 0.4)]
    found[name] = {
        "verdict": response.tensors["verdict"][0].decode(),
        "scores": response.tensors["scores"].tolist(),
        "shape": list(cutout.shape),
        "face": [left, top, right, bottom],
        "head_top": head_top,
        "face_covered": float(middle.mean()) if middle.size else 0.0,
        "beside_the_head": float(beside.mean()) if beside.size else 0.0,
        "soft": float(((alpha > 0.05) & (alpha < 0.95)).mean()),
        "sum": int(cutout.astype(np.int64).sum()),
    }
Path(sys.argv[1]).write_text(json.dumps(found))
