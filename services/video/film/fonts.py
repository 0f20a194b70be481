"""The typefaces of titles and captions, both under the Open Font License, from their packages."""

import unicodedata
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final, Literal

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

Face = Literal["caption", "bold", "title", "italic"]

_SANS: Final = Path(str(resources.files("fontpkg_noto_sans"))) / "files"
_SERIF: Final = Path(str(resources.files("fontpkg_cormorant_garamond"))) / "files"
_FACES: Final[dict[Face, tuple[Path, list[float]]]] = {
    "caption": (_SANS / "NotoSans[wdth,wght].ttf", [100, 600]),
    "bold": (_SANS / "NotoSans[wdth,wght].ttf", [100, 800]),
    "title": (_SERIF / "CormorantGaramond[wght].ttf", [600]),
    "italic": (_SERIF / "CormorantGaramond-Italic[wght].ttf", [600]),
}


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> FreeTypeFont:
    """A typeface at a size in pixels."""
    path, axes = _FACES[face]
    loaded = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    # A font of several axes takes them in the order that it names them.
    names = [axis["name"] for axis in loaded.get_variation_axes()]
    if len(names) == 2 and names[0] in (b"Weight", "Weight"):
        axes = axes[::-1]
    loaded.set_variation_by_axes(axes)
    return loaded


def printable(text: str) -> str:
    """Text as letters stand on a screen: composed, in one line, without control characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if char.isspace() else char for char in composed if char.isspace() or char.isprintable()
    )
    return " ".join(kept.split())
