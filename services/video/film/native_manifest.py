"""The one part of c2pa's native library that its Python wrapper leaves out: a signed manifest by itself.

The wrapper's own way of signing reads the whole film into memory; here the library never sees the film, and
who writes that puts the manifest into it. All declarations for ctypes are in this module, as c2pa-rs 0.91
has them in its c2pa.h.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import c2pa

_FORMAT: Final = b"video/mp4"
_LIBRARIES: Final = ("libc2pa_c.so", "libc2pa_c.dylib", "c2pa_c.dll")

_Bytes = ctypes.POINTER(ctypes.c_ubyte)


class ManifestBuilder:
    """One manifest that is being made."""

    def __init__(self, handle: int) -> None:
        """`handle` is a C2paBuilder's, which stays its owner's."""
        self._handle = handle

    def room(self) -> int:
        """How many bytes of the file the manifest will take with the box around it; has to be asked for
        before it is signed.

        Raises:
            c2pa.C2paError
        """
        return len(self._made(_library().c2pa_builder_placeholder))

    def signed(self) -> bytes:
        """The box with the signed manifest in it, as long as `room` said.

        Raises:
            c2pa.C2paError: the key doesn't fit, or the time stamp's authority didn't answer.
        """
        return self._made(_library().c2pa_builder_sign_embeddable)

    def _made(self, make: Any) -> bytes:
        made = _Bytes()
        size: int = make(self._handle, _FORMAT, ctypes.byref(made))
        if size < 0:
            raise _error()
        try:
            return ctypes.string_at(made, size)
        finally:
            _library().c2pa_free(made)


@contextmanager
def manifest_builder(context: c2pa.Context, definition: bytes) -> Iterator[ManifestBuilder]:
    """Makes one manifest.

    Args:
        context: with a signer; has to outlive the builder, and can be used again.
        definition: JSON, with the assertion that binds the manifest to the file.

    Raises:
        c2pa.C2paError: the definition can't be used.
    """
    library = _library()
    empty: int | None = library.c2pa_builder_from_context(context.execution_context)
    if not empty:
        raise _error()
    # Takes the empty one and gives another, also when it fails.
    handle: int | None = library.c2pa_builder_with_definition(empty, definition)
    if not handle:
        raise _error()
    try:
        yield ManifestBuilder(handle)
    finally:
        library.c2pa_free(handle)


def _error() -> Exception:
    """What the last call of this thread failed with."""
    library = _library()
    said: int | None = library.c2pa_error()
    if not said:
        return _failed("no reason was given")
    try:
        return _failed(ctypes.string_at(said).decode(errors="replace"))
    finally:
        library.c2pa_free(said)


def _failed(reason: str) -> Exception:
    error: Exception = c2pa.C2paError(reason)
    return error


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    """The library that the wrapper has loaded, with declarations of its own."""
    folder = Path(c2pa.__file__).parent / "libs"
    path = next(folder / name for name in _LIBRARIES if (folder / name).exists())
    library = ctypes.CDLL(str(path))
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    _declare(library.c2pa_builder_from_context, pointer, pointer)
    _declare(library.c2pa_builder_with_definition, pointer, pointer, text)
    _declare(library.c2pa_builder_placeholder, ctypes.c_int64, pointer, text, pointer)
    _declare(library.c2pa_builder_sign_embeddable, ctypes.c_int64, pointer, text, pointer)
    _declare(library.c2pa_error, pointer)
    _declare(library.c2pa_free, ctypes.c_int, pointer)
    return library


def _declare(function: Any, result: object, *arguments: object) -> None:
    function.restype = result
    function.argtypes = arguments
