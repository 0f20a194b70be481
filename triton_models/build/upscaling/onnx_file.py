"""The network as ONNX, built node by node: the same weights give the same bytes."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
INPUT, OUTPUT = "luma", "doubled"

Weights = Mapping[str, NDArray[np.float32]]


def write_onnx(weights: Weights, target: Path, *, half: bool = False) -> None:
    """Writes the network; with `half` in 16 bits throughout, for TensorRT.

    Args:
        weights: of `network.Upscaler`, by the names of its state.
    """
    kind = TensorProto.FLOAT16 if half else TensorProto.FLOAT
    names = ["first", *(f"between.{n}" for n in range(_layers(weights))), "last"]
    nodes = [helper.make_node("SpaceToDepth", [INPUT], ["quarter"], name="quarter", blocksize=2)]
    at = "quarter"
    for name in names:
        inputs = [at, f"{name}.weight", f"{name}.bias"]
        at = f"{name}.out"
        nodes.append(
            helper.make_node("Conv", inputs, [at], name=name, kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        )
        if name != "last":
            nodes.append(helper.make_node("Relu", [at], [f"{name}.on"], name=f"{name}.on"))
            at = f"{name}.on"
    nodes += [
        helper.make_node("DepthToSpace", [at], ["detail"], name="detail", blocksize=4, mode="CRD"),
        helper.make_node(
            "Resize", [INPUT, "", "twice"], ["plain"], name="plain",
            mode="linear", coordinate_transformation_mode="half_pixel",
        ),
        helper.make_node("Add", ["plain", "detail"], ["sum"], name="sum"),
        helper.make_node("Clip", ["sum", "black", "white"], [OUTPUT], name="clip"),
    ]  # fmt: skip
    number = np.float16 if half else np.float32
    constants = [
        numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), "twice"),
        numpy_helper.from_array(np.array(0, number), "black"),
        numpy_helper.from_array(np.array(1, number), "white"),
    ]
    for name in names:
        for part in ("weight", "bias"):
            value = weights[f"{name}.{part}"].astype(number)
            constants.append(numpy_helper.from_array(value, f"{name}.{part}"))
    graph = helper.make_graph(
        nodes,
        "video_upscale",
        [helper.make_tensor_value_info(INPUT, kind, ["n", 1, "height", "width"])],
        [helper.make_tensor_value_info(OUTPUT, kind, ["n", 1, "double_height", "double_width"])],
        constants,
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="encompass", ir_version=8
    )
    onnx.checker.check_model(model, full_check=True)
    target.write_bytes(model.SerializeToString(deterministic=True))


def _layers(weights: Weights) -> int:
    return sum(name.startswith("between.") and name.endswith(".weight") for name in weights)
