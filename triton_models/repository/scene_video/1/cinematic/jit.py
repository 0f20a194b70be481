"""numba's compiler with the one set of options that all kernels use, typed so that callers stay checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile for one thread and keep the machine code on disk.

    numba keys the stored code by the source file's time and size, the types, its own version and the CPU. It
    does not follow calls into other files: a kernel may only call kernels of its own module.
    """
    return cast(F, numba.njit(cache=True, fastmath=True, nogil=True)(function))
