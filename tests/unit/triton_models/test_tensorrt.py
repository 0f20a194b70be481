"""Every network that a GPU is to run passes the parser and builder of NVIDIA. That needs no GPU; none ran it.

TensorRT for RTX is the one edition that can be installed and builds without a GPU; its plans aren't Triton's.
The narrator's voices are in eight bits as ONNX Runtime writes them, which it doesn't read: they stay on CPUs.
"""

from pathlib import Path

import pytest
import tensorrt_rtx as trt

from services.stack.binaries import MODELS_ENVIRONMENT

DATA = Path(__file__).resolve().parents[3] / "data"
PORTRAIT = MODELS_ENVIRONMENT / "artifacts" / "portrait"
LOGGER = trt.Logger(trt.Logger.ERROR)

NETWORKS = {
    "video_upscale": (DATA / "upscaler" / "video_upscale.onnx", (1, 1, 180, 180), (8, 1, 1080, 1920)),
    "video_upscale in 16 bits": (
        DATA / "upscaler" / "video_upscale.fp16.onnx",
        (1, 1, 180, 180),
        (8, 1, 1080, 1920),
    ),
    "open-nsfw": (PORTRAIT / "open-nsfw.onnx", (1, 224, 224, 3), (8, 224, 224, 3)),
}
"""File, and the smallest and largest input."""


def built(path: Path, smallest: tuple[int, ...], largest: tuple[int, ...]) -> trt.IHostMemory | None:
    builder = trt.Builder(LOGGER)
    network = builder.create_network(1 << int(trt.NetworkDefinitionCreationFlag.STRONGLY_TYPED))
    parser = trt.OnnxParser(network, LOGGER)
    parsed = parser.parse_from_file(str(path))
    assert parsed, [str(parser.get_error(number)) for number in range(parser.num_errors)]
    profile = builder.create_optimization_profile()
    profile.set_shape(network.get_input(0).name, smallest, smallest, largest)
    config = builder.create_builder_config()
    config.add_optimization_profile(profile)
    return builder.build_serialized_network(network, config)


@pytest.mark.parametrize("name", NETWORKS)
def test_it_becomes_a_plan(name: str) -> None:
    path, smallest, largest = NETWORKS[name]
    plan = built(path, smallest, largest)
    assert plan is not None
    assert plan.nbytes > 10_000


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(NETWORKS["video_upscale"][0].read_bytes()[:500])
    with pytest.raises(AssertionError):
        built(broken, (1, 1, 180, 180), (1, 1, 180, 180))
