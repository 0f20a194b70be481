"""Gives the voice's network one more output: how long it means to hold each phoneme.

The network computes phoneme lengths anyway, in units of 600 samples, and keeps them to itself.
Declaring that tensor an output is all that exact word times take.
"""

import shutil
from pathlib import Path

from triton_models.build.artifacts import Recipe
from triton_models.build.wheels import package_folder, pinned_file, version_of

SOURCE = "hibari.onnx"
SOURCE_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
DURATIONS = "/Round_output_0"

# Field numbers of onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto.name.
MODEL_GRAPH, GRAPH_OUTPUT, VALUE_NAME = 7, 12, 1


def recipe() -> Recipe:
    """What the narrator's voice is made from."""
    return Recipe(
        component="narrator",
        inputs={"recipe": "1", "source_sha256": SOURCE_SHA256, "hibari-tts": version_of("hibari-tts")},
        needed_bytes=16 << 20,
    )


def make(folder: Path) -> None:
    """Writes the voice with the extra output into the folder."""
    source = pinned_file(
        package_folder("hibari", "hibari-tts") / "assets" / SOURCE, SOURCE_SHA256, "hibari-tts"
    )
    target = folder / SOURCE
    shutil.copyfile(source, target)
    with target.open("ab") as file:
        file.write(declare_output(DURATIONS))


def declare_output(name: str) -> bytes:
    """A serialised ModelProto of just one graph output.

    Protobuf merges messages that are written one after the other, so appending this to a model adds
    the output without a protobuf library or the `onnx` package.
    """
    return embedded(MODEL_GRAPH, embedded(GRAPH_OUTPUT, embedded(VALUE_NAME, name.encode())))


def embedded(field: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field."""
    return varint(field << 3 | 2) + varint(len(payload)) + payload


def varint(value: int) -> bytes:
    """A protobuf varint."""
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
