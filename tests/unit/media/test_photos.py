"""Reading photos of strangers: what they are, what they hide, and what they are made to break."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from services.media.adapters.darkroom_worker import Developed, develop, png
from services.media.domain.asset import RefusalReason
from services.media.domain.photos import KEPT_SIDE_PX, type_of

ASTRONAUT = Path(__file__).resolve().parents[2] / "support" / "photos" / "astronaut.jpg"
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def half_red(width: int = 80, height: int = 40) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), (0, 0, 255))
    picture.paste((255, 0, 0), (0, 0, width // 2, height))
    return picture


def opened(developed: Developed) -> Image.Image:
    assert developed.refusal is None
    return Image.open(io.BytesIO(developed.jpeg))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_of_three_kinds_are_read(kind: str) -> None:
    developed = develop(encoded(half_red(), kind))
    assert (developed.width_px, developed.height_px) == (80, 40)
    assert len(developed.rgb) == 80 * 40 * 3
    red, _, blue = developed.rgb[:3]
    assert red > 240
    assert blue < 20


def test_a_photo_is_turned_upright_and_nothing_of_the_camera_stays() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned right
    exif[MAKER] = "SecretCam"
    exif.get_ifd(GPS)[1] = "N"
    file = encoded(half_red(), "JPEG", exif=exif, comment=b"at home")
    assert b"SecretCam" in file
    kept = opened(develop(file))
    assert kept.size == (40, 80)
    red, _, blue = kept.getpixel((20, 5))  # type: ignore[misc]
    assert (red > 200, blue < 60) == (True, True), "what was on the left is above now"
    assert not kept.getexif()
    assert b"SecretCam" not in develop(file).jpeg
    assert b"at home" not in develop(file).jpeg


def test_a_large_photo_is_kept_smaller() -> None:
    developed = develop(encoded(half_red(4000, 3000), "JPEG"))
    assert (developed.width_px, developed.height_px) == (KEPT_SIDE_PX, KEPT_SIDE_PX * 3 // 4)


def test_what_is_transparent_gets_a_plain_background() -> None:
    developed = develop(encoded(Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "PNG"))
    assert developed.rgb[:3] == bytes((236, 236, 236))


def test_of_a_picture_that_moves_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (64, 64), color) for color in ((255, 0, 0), (0, 255, 0))]
    developed = develop(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True))
    assert developed.rgb[0] > 240


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_what_phones_store_is_refused_by_its_name(brand: bytes) -> None:
    file = struct.pack(">I", 24) + b"ftyp" + brand + bytes(200)
    assert develop(file).refusal is RefusalReason.HEIC
    assert "JPEG" in RefusalReason.HEIC.advice


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    assert develop(bomb + chunk(b"IEND", b"")).refusal is RefusalReason.TOO_LARGE


def test_a_text_that_unpacks_to_gigabytes_is_refused() -> None:
    text = zlib.compress(bytes(200_000_000))
    body = b"Comment\x00\x00" + text
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    plain = encoded(half_red(), "PNG")
    assert develop(plain[:33] + chunk + plain[33:]).refusal is RefusalReason.NOT_AN_IMAGE


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7 and so on",
        b"GIF89a" + bytes(40),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + bytes(3000),
        b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
    ],
)
def test_what_is_no_photo_is_refused(file: bytes) -> None:
    assert develop(file).refusal is RefusalReason.NOT_AN_IMAGE


def test_half_a_photo_is_refused() -> None:
    whole = ASTRONAUT.read_bytes()
    assert develop(whole[: len(whole) // 2]).refusal is RefusalReason.NOT_AN_IMAGE


def test_a_format_is_told_by_its_bytes_and_not_by_a_name() -> None:
    assert type_of(encoded(half_red(), "WEBP")[:16]) == "image/webp"
    assert type_of(b"\x00\x00\x00\x18ftypisom") == "", "a video"


def test_a_cut_out_keeps_its_colours_where_it_is_transparent() -> None:
    rgba = bytes((10, 20, 30, 0)) * 12
    kept = Image.open(io.BytesIO(png(rgba, 4, 3)))
    assert kept.mode == "RGBA"
    assert kept.tobytes() == rgba


def test_every_refusal_says_what_to_do() -> None:
    advices = {reason.advice for reason in RefusalReason}
    assert len(advices) == len(RefusalReason)
    for advice in advices:
        assert any(word in advice for word in ("Choose", "Save", "Make")), advice
