"""numpy arrays to and from the tensors of the KServe v2 protocol."""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

type_names: dict[str, str] = {
    "bool": "BOOL",
    "uint8": "UINT8",
    "uint16": "UINT16",
    "uint32": "UINT32",
    "uint64": "UINT64",
    "int8": "INT8",
    "int16": "INT16",
    "int32": "INT32",
    "int64": "INT64",
    "float16": "FP16",
    "float32": "FP32",
    "float64": "FP64",
}
_DTYPES = {name: np.dtype(dtype) for dtype, name in type_names.items()}
_LENGTH = struct.Struct("<I")


def text(value: str | bytes) -> NDArray[np.object_]:
    """A STRING[1] tensor."""
    return texts([value])


def texts(values: Sequence[str | bytes]) -> NDArray[np.object_]:
    """A STRING[n] tensor."""
    array = np.empty(len(values), dtype=np.object_)
    array[:] = [value.encode() if isinstance(value, str) else value for value in values]
    return array


def scalar(value: bool | float, dtype: DTypeLike) -> NDArray[np.generic]:
    """A tensor of one number: `scalar(7, np.int64)`."""
    return np.array([value], dtype=dtype)


def type_name(array: NDArray[np.generic]) -> str:
    """Triton's name for an array's type.

    Raises:
        TypeError: Triton has no such type.
    """
    if array.dtype.kind in "OSU":
        return "BYTES"
    name = type_names.get(array.dtype.name)
    if name is None:
        raise TypeError(f"no tensor type for {array.dtype}")
    return name


def to_bytes(array: NDArray[np.generic]) -> bytes:
    """The raw content of a tensor, row by row, little-endian."""
    if array.dtype.kind in "OSU":
        return b"".join(_with_lengths(array.ravel().tolist()))
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes()


def item_size(name: str) -> int:
    """Bytes of one number of a tensor type."""
    return _DTYPES[name].itemsize


def from_bytes(raw: bytes | memoryview, name: str, shape: Sequence[int]) -> NDArray[np.generic]:
    """The array of a raw tensor. Numbers aren't copied: the array is a read-only view of `raw`.

    BYTES become an array of `bytes` objects.
    """
    if name == "BYTES":
        array = np.empty(shape, dtype=np.object_)
        array.ravel()[:] = list(_split(raw))
        return array
    return np.frombuffer(raw, dtype=_DTYPES[name]).reshape(shape)


def _with_lengths(values: Iterable[str | bytes]) -> Iterable[bytes]:
    for value in values:
        data = value.encode() if isinstance(value, str) else bytes(value)
        yield _LENGTH.pack(len(data))
        yield data


def _split(raw: bytes | memoryview) -> Iterable[bytes]:
    offset = 0
    while offset < len(raw):
        (length,) = _LENGTH.unpack_from(raw, offset)
        offset += _LENGTH.size
        yield bytes(raw[offset : offset + length])
        offset += length
