"""Low-rank adapters as files: fp16 safetensors beside a description with checksum and figures.

Both are read and written without torch, by numpy alone.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from triton_models.build.artifacts import sha256_of
from triton_models.build.errors import PrepareError

WEIGHTS = "adapter.safetensors"
DESCRIPTION = "adapter.json"
LARGEST_BYTES = 10 << 20

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LowRank:
    """What is added to one matrix: scale · up @ down."""

    down: Array
    up: Array


@dataclass(frozen=True, slots=True)
class Adapter:
    """Changes to some matrices of one base model."""

    sha256: str
    base_sha256: str
    scale: float
    matrices: Mapping[str, LowRank]
    """By the matrix's path within the Hugging Face model: `model.layers.0.self_attn.q_proj`."""


def read_adapter(folder: Path) -> Adapter:
    """The adapter of a folder, once its weights are known to be those described.

    Raises:
        PrepareError: a file is missing, damaged or too large.
    """
    try:
        description = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        size = (folder / WEIGHTS).stat().st_size
        checksum = sha256_of(folder / WEIGHTS)
    except (OSError, ValueError) as error:
        raise PrepareError(f"the adapter in {folder} can't be read ({error}): check it out again") from error
    if size > LARGEST_BYTES or checksum != description["sha256"]:
        raise PrepareError(f"{folder / WEIGHTS} is not what {DESCRIPTION} describes: check it out again")
    tensors = read_safetensors(folder / WEIGHTS)
    return Adapter(
        sha256=checksum,
        base_sha256=description["base_sha256"],
        scale=float(description["scale"]),
        matrices=pair(tensors),
    )


def write_adapter(
    folder: Path,
    tensors: Mapping[str, Array],
    *,
    scale: float,
    base_sha256: str,
    figures: Mapping[str, Any],
) -> None:
    """Writes weights and description; names are those of peft."""
    folder.mkdir(parents=True, exist_ok=True)
    write_safetensors(folder / WEIGHTS, tensors)
    description = {
        "base_sha256": base_sha256,
        "scale": scale,
        "sha256": sha256_of(folder / WEIGHTS),
        "figures": dict(figures),
    }
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def pair(tensors: Mapping[str, Array]) -> Mapping[str, LowRank]:
    """Brings each matrix's two halves together; names are those of peft."""
    found: dict[str, dict[str, Array]] = {}
    for name, values in tensors.items():
        path, _, half = name.removeprefix("base_model.model.").rpartition(".lora_")
        found.setdefault(path, {})[half.removesuffix(".weight")] = values
    try:
        return {path: LowRank(down=halves["A"], up=halves["B"]) for path, halves in found.items()}
    except KeyError as error:
        raise PrepareError(f"the adapter has only one half of a matrix: {error} is missing") from error


def read_safetensors(path: Path) -> Mapping[str, Array]:
    """Every fp16 tensor of a file, as fp32."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    body = memoryview(data)[8 + length :]
    found: dict[str, Array] = {}
    for name, entry in header.items():
        if entry["dtype"] != "F16":
            raise PrepareError(f"{path.name}: {name} is {entry['dtype']} and not F16")
        begin, end = entry["data_offsets"]
        found[name] = np.frombuffer(body[begin:end], "<f2").reshape(entry["shape"]).astype(np.float32)
    return found


def write_safetensors(path: Path, tensors: Mapping[str, Array]) -> None:
    """Writes tensors as fp16, by name, so that the same tensors make the same file."""
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    place = 0
    for name in sorted(tensors):
        chunk = tensors[name].astype("<f2").tobytes()
        header[name] = {
            "dtype": "F16",
            "shape": list(tensors[name].shape),
            "data_offsets": [place, place + len(chunk)],
        }
        chunks.append(chunk)
        place += len(chunk)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))
