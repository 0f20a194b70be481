"""Reads, changes and writes GGUF files with numpy alone."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from triton_models.build.errors import PrepareError

Array = npt.NDArray[np.float32]
Change = Callable[[Array], Array]

KEPT = ("F32", "F16", "Q8_0")
"""Read by OpenVINO as they are."""
KEPT_SMALL = (*KEPT, "Q4_0", "Q4_K", "Q6_K")
"""Those with fewer bits too: for models that would be too large in eight."""


def rewrite(
    source: Path, target: Path, *, kept: Collection[str] = KEPT, changes: Mapping[str, Change] | None = None
) -> None:
    """Copies a GGUF; tensors of other types, and those that are changed, are encoded as Q8_0.

    Raises:
        PrepareError: a change is for a tensor that isn't there.
    """
    import gguf

    left = dict(changes or {})
    reader = gguf.GGUFReader(source)
    writer = gguf.GGUFWriter(target, reader.fields["general.architecture"].contents())
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name == "general.architecture":
            continue
        kind = field.types[0]
        element = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(name, field.contents(), kind, sub_type=element)
    for tensor in reader.tensors:
        change = left.pop(tensor.name, None)
        if change is None and tensor.tensor_type.name in kept:
            writer.add_tensor(tensor.name, np.array(tensor.data), raw_dtype=tensor.tensor_type)
            continue
        full = gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        add_q8_0(writer, tensor.name, change(full) if change else full)
    if left:
        raise PrepareError(f"{source.name} has no {', '.join(sorted(left)[:3])}: the adapter is not for it")
    finish(writer)


def add_q8_0(writer: Any, name: str, values: Array) -> None:
    """Adds a tensor in eight bits, or whole where its rows can't be cut in blocks or it is a mere vector."""
    import gguf

    kind = gguf.GGMLQuantizationType.Q8_0
    if values.ndim == 1:
        writer.add_tensor(name, values)
    elif values.shape[-1] % 32:
        writer.add_tensor(name, values.astype(np.float16))
    else:
        writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)


def finish(writer: Any) -> None:
    """Writes all to the disk."""
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def is_plain(source: Path, kept: Collection[str]) -> bool:
    """Whether every tensor is of these types already."""
    import gguf

    return all(tensor.tensor_type.name in kept for tensor in gguf.GGUFReader(source).tensors)


def vocabulary(source: Path) -> frozenset[str]:
    """The texts of a GGUF's tokens."""
    import gguf

    field = gguf.GGUFReader(source).fields.get("tokenizer.ggml.tokens")
    return frozenset(field.contents()) if field is not None else frozenset()


def architecture(source: Path) -> str:
    """What kind of network a GGUF holds.

    Raises:
        PrepareError: it isn't a GGUF.
    """
    import gguf

    try:
        return str(gguf.GGUFReader(source).fields["general.architecture"].contents())
    except (ValueError, KeyError, OSError) as error:
        raise PrepareError(f"{source} can't be read as GGUF ({error}): name another file") from error
