"""What photos are taken, by how they begin."""

from typing import Final

MOST_BYTES: Final = 25 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
KEPT_SIDE_PX: Final = 2048
"""The longer side of a photo that is kept."""

TAKEN: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
)


def type_of(head: bytes) -> str:
    """The media type that the first bytes of a file say; empty for one that isn't known here.

    HEIF in all its kinds, AVIF among them, is `image/heic`.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return ""
