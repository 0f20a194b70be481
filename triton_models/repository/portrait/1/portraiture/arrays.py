"""Types of the arrays that pictures are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
U8 = NDArray[np.uint8]
"""Pictures are RGB, [height, width, 3]."""
