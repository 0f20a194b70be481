"""The language model through OpenVINO's own runtime, for the likelihood of given words.

OpenVINO GenAI's pipeline offers likelihoods too (`echo` with `logprobs`), but returns noise for prompts whose
beginning is in its prefix cache (seen with 2026.4), and that cache is what makes candidates cheap.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import openvino
from openvino import opset13

from story_engine.scoring import Logits

PLACES = "places"
BETWEEN_MATRIX_AND_RESULT = frozenset({"Convert", "Add", "Multiply", "Reshape"})

Memory = list[npt.NDArray[np.float32]]


class OpenVinoNetwork:
    """One infer request, whose state is what it has read; used from one thread."""

    def __init__(self, weights: Path, threads: int) -> None:
        core = openvino.Core()
        model = core.read_model(weights / "openvino_model.xml")
        self._picks = only_wanted_logits(model)
        # The same words get the same likelihood whatever else is in their group; it costs no time.
        exact = {
            "INFERENCE_PRECISION_HINT": "f32",
            "KV_CACHE_PRECISION": "f32",
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0",
        }
        properties = exact | ({"INFERENCE_NUM_THREADS": threads} if threads else {})
        self._request = core.compile_model(model, "CPU", properties).create_infer_request()
        self._names = {name for given in model.inputs for name in given.get_names()}

    def read(self, tokens: Sequence[Sequence[int]], past: int, places: Sequence[int]) -> Logits:
        ids = np.array(tokens, dtype=np.int64)
        rows, width = ids.shape
        positions = np.arange(past, past + width, dtype=np.int64)
        inputs: dict[str, npt.NDArray[np.generic]] = {
            "input_ids": ids,
            "attention_mask": np.ones((rows, past + width), dtype=np.int64),
            "position_ids": np.tile(positions, (rows, 1)),
            "beam_idx": np.zeros(rows, dtype=np.int32),
        }
        wanted = np.array(list(places), dtype=np.int64)
        if self._picks:
            inputs[PLACES] = wanted
        found = self._request.infer({name: one for name, one in inputs.items() if name in self._names})
        logits: Logits = found[0]
        return logits if self._picks else logits[:, wanted]

    def forget(self) -> None:
        self._request.reset_state()

    def remember(self) -> Memory:
        return [state.state.data.copy() for state in self._request.query_state()]

    def recall(self, memory: Memory, length: int) -> None:
        for state, kept in zip(self._request.query_state(), memory, strict=True):
            state.state = openvino.Tensor(np.ascontiguousarray(kept[:, :, :length]))


def only_wanted_logits(model: "openvino.Model") -> bool:
    """Gives the model an input that names the places whose logits are wanted; False if it isn't built so.

    The last matrix is a fifth of the work, and its results for every place of a prompt fill the memory.
    """
    node = model.get_results()[0].input_value(0).get_node()
    while node.get_type_name() != "MatMul":
        if node.get_type_name() not in BETWEEN_MATRIX_AND_RESULT:
            return False
        node = node.input_value(0).get_node()
    places = opset13.parameter([-1], openvino.Type.i64, name=PLACES)
    places.output(0).set_names({PLACES})
    wanted = opset13.gather(node.input_value(0), places, opset13.constant(np.int64(1)))
    node.input(0).replace_source_output(wanted.output(0))
    model.add_parameters([places])
    model.validate_nodes_and_infer_types()
    return True
