"""What the darkroom's process runs. It opens files of strangers: with little memory, and with no secrets."""

import io
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import threading
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from services.media.domain.asset import RefusalReason
from services.media.domain.photos import KEPT_SIDE_PX, MOST_PIXELS, TAKEN, type_of

_MEMORY_BYTES = 1536 * 1024 * 1024
_QUALITY = 90
_BACKGROUND = (236, 236, 236)
"""Behind a photo that is partly transparent."""
_FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Developed:
    """A photo that was read, or why it wasn't."""

    refusal: RefusalReason | None
    rgb: bytes = b""
    width_px: int = 0
    height_px: int = 0
    jpeg: bytes = b""


def enter() -> None:
    """Runs first in the process: Ctrl-C is the parent's to handle, its death is ours, memory is bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    # The size is checked before anything is decoded; Pillow's own limit is a warning only.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()


def ready() -> int:
    """Nothing but proof that the process is up: its id."""
    return os.getpid()


def develop(file: bytes) -> Developed:
    """Reads a photo: checked by its first bytes and its size before it is decoded, turned upright, made no
    larger than what is kept, and written anew without anything but the picture."""
    kind = type_of(file[:16])
    if kind == "image/heic":
        return Developed(RefusalReason.HEIC)
    if kind not in TAKEN:
        return Developed(RefusalReason.NOT_AN_IMAGE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _developed(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return Developed(RefusalReason.TOO_LARGE)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, IndexError):
        # Pillow's readers let all of these out for files that are broken or made to break them.
        return Developed(RefusalReason.NOT_AN_IMAGE)


def png(rgba: bytes, width_px: int, height_px: int) -> bytes:
    """A cut-out as a file."""
    buffer = io.BytesIO()
    Image.frombytes("RGBA", (width_px, height_px), rgba).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _developed(file: bytes) -> Developed:
    with Image.open(io.BytesIO(file), formats=_FORMATS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            return Developed(RefusalReason.TOO_LARGE)
        # A JPEG can be decoded at a fraction of its size, for a fraction of the work.
        opened.draft("RGB", (KEPT_SIDE_PX, KEPT_SIDE_PX))
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    picture = _opaque(upright)
    picture.thumbnail((KEPT_SIDE_PX, KEPT_SIDE_PX), Image.Resampling.LANCZOS)
    # A new picture of the pixels alone: no EXIF, no profile, no comments come along.
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    return Developed(None, bare.tobytes(), bare.width, bare.height, buffer.getvalue())


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        behind = Image.new("RGBA", picture.size, (*_BACKGROUND, 255))
        return Image.alpha_composite(behind, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


def _end_with_parent() -> None:
    # A process of a pool waits for work on a pipe that it holds both ends of: it would wait for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
