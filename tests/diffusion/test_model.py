"""model.py with a stand-in for Triton's module, and a pipeline of random weights behind it."""

import json
import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.diffusion import tiny
from tests.diffusion.conftest import MODEL

FINAL = 1
SPEC = {
    "setting": "ocean", "time": "dusk", "weather": "rain", "mood": "lonely", "camera": "push_in",
    "hero": "walking", "props": [], "duration_frames": 48,
}  # fmt: skip
KNOBS = {
    "weights": "", "device": "cpu", "dtype": "float32", "long_side": "64", "short_side": "32",
    "model_fps": "24", "clip_frames": "33", "steps": "1", "guidance": "1.0",
}  # fmt: skip


class TritonError(Exception):
    INVALID_ARG, INTERNAL = 3, 1

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.message, self.code = message, code


class Tensor:
    def __init__(self, name: str, array: Any) -> None:
        self.name, self.array = name, array

    def as_numpy(self) -> Any:
        return self.array


class InferenceResponse:
    def __init__(self, tensors: Sequence[Tensor] = (), error: TritonError | None = None) -> None:
        self.tensors, self.error = tensors, error


class Sender:
    def __init__(self, cancel_after: int) -> None:
        self.sent: list[tuple[InferenceResponse | None, int]] = []
        self._cancel_after = cancel_after

    def is_cancelled(self) -> bool:
        return len(self.sent) >= self._cancel_after

    def send(self, response: InferenceResponse | None = None, flags: int = 0) -> None:
        self.sent.append((response, flags))


class Request:
    def __init__(
        self,
        spec: Any,
        indices: Sequence[int],
        *,
        width: int = 96,
        height: int = 64,
        cancel_after: int = 10**9,
    ) -> None:
        numbers = {"seed": 3, "width": width, "height": height, "fps": 24}
        self.inputs = {name: Tensor(name, np.array([value])) for name, value in numbers.items()}
        self.inputs["scene_spec"] = Tensor("scene_spec", np.array([json.dumps(spec).encode()], object))
        self.inputs["narration"] = Tensor("narration", np.array([b"She walks on."], object))
        self.inputs["frame_indices"] = Tensor("frame_indices", np.array(indices, np.int32))
        self.sender = Sender(cancel_after)

    def get_response_sender(self) -> Sender:
        return self.sender


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("weights")
    tiny.save_causal(folder)
    fake: Any = types.ModuleType("triton_python_backend_utils")
    fake.TRITONSERVER_RESPONSE_COMPLETE_FINAL = FINAL
    fake.TritonError, fake.Tensor, fake.InferenceResponse = TritonError, Tensor, InferenceResponse
    fake.TritonModelException = RuntimeError
    fake.Logger = types.SimpleNamespace(log_error=lambda message: None)
    fake.get_input_tensor_by_name = lambda request, name: request.inputs.get(name)
    sys.modules["triton_python_backend_utils"] = fake
    sys.path.insert(0, str(MODEL))
    import model as served

    loaded = served.TritonPythonModel()
    loaded.initialize(arguments(folder))
    yield loaded
    del sys.modules["triton_python_backend_utils"]


def arguments(folder: Path) -> dict[str, str]:
    parameters = {name: {"string_value": value} for name, value in KNOBS.items()}
    parameters["weights"]["string_value"] = str(folder)
    return {"model_config": json.dumps({"parameters": parameters})}


def test_frames_come_as_the_renderer_on_a_cpu_sends_them(model: Any) -> None:
    asked = [0, 1, 2, 30, 31, 3, 4, 5]
    request = Request(SPEC, asked)
    model.execute([request])
    *parts, (last, flags) = request.sender.sent
    assert (last, flags) == (None, FINAL)
    told: list[int] = []
    for response, _ in parts:
        assert response is not None
        frames, indices = (tensor.as_numpy() for tensor in response.tensors)
        assert frames.shape == (len(indices), 64 * 3 // 2, 96)
        assert frames.dtype == np.uint8
        told += indices.tolist()
    assert told == asked


def test_a_request_that_makes_no_sense_is_refused_and_the_next_is_served(model: Any) -> None:
    bad, good = Request({**SPEC, "mood": "hungry"}, [0]), Request(SPEC, [0])
    model.execute([bad, good])
    response, flags = bad.sender.sent[0]
    assert response is not None
    assert response.error is not None
    assert (response.error.code, flags) == (TritonError.INVALID_ARG, FINAL)
    assert "unknown mood" in response.error.message
    assert len(good.sender.sent) == 2


@pytest.mark.parametrize(("width", "height"), [(63, 64), (32, 64), (4000, 64)])
def test_sizes_that_no_frame_has_are_refused(model: Any, width: int, height: int) -> None:
    request = Request(SPEC, [0], width=width, height=height)
    model.execute([request])
    response, _ = request.sender.sent[0]
    assert response is not None
    assert response.error is not None
    assert response.error.code == TritonError.INVALID_ARG


def test_leaving_ends_it_without_an_error(model: Any) -> None:
    request = Request({**SPEC, "duration_frames": 400}, list(range(400)), cancel_after=1)
    model.execute([request])
    assert request.sender.sent[-1] == (None, FINAL)
    assert len(request.sender.sent) < 10


def test_weights_that_are_not_there_are_said_so(model: Any, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no folder of diffusers"):
        type(model)().initialize(arguments(tmp_path))
