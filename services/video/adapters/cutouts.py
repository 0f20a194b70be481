"""The people of films, cut out of their photos, read from the store."""

import asyncio
import io
from collections import OrderedDict
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.kit.blobs.port import BlobNotFound, BlobStore
from services.kit.logging import get_logger

_KEPT: Final = 4
"""Cut-outs that are kept in memory, of up to about four megabytes each."""
_MOST_PIXELS: Final = 4_000_000

log = get_logger(__name__)


class StoredCutouts:
    """Cut-outs of the store as arrays; the last few are kept, since every scene asks for the same one."""

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs
        self._kept: OrderedDict[str, NDArray[np.uint8]] = OrderedDict()

    async def rgba(self, key: str) -> NDArray[np.uint8] | None:
        """[height, width, 4]; None for one that was deleted since its film was ordered.

        Raises:
            BlobStoreUnavailable: the store can't be reached.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            png = await self._blobs.get(key)
        except BlobNotFound:
            log.info("portrait.gone", key=key)
            return None
        pixels = await asyncio.to_thread(_decoded, png)
        self._kept[key] = pixels
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return pixels


def _decoded(png: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise ValueError("a cut-out has more pixels than the portrait model makes")
        return np.asarray(picture.convert("RGBA"), np.uint8)
