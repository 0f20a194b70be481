"""Content credentials (C2PA): a film says itself, signed, that it was generated, from what and by what.

The manifest is bound to the film by one hash over its boxes (c2pa.hash.bmff.v3, "BMFF-based hash" in the
specification): of each box but those that are left out, first where it begins, as eight bytes, then the whole
of it. The film is hashed here while it is copied, a megabyte at a time, so signing takes the same memory for
any film.
"""

import hashlib
import json
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import c2pa

from services.video.domain.provenance import MadeOf
from services.video.film.boxes import Box, moved_index, top_boxes
from services.video.film.manifest import manifest
from services.video.film.native_manifest import manifest_builder
from services.video.film.stopping import FilmUnwanted, Stopped, never

_MANIFEST_BOX: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
"""The extended type of the uuid box that C2PA keeps manifests in."""
_UNHASHED: Final = (b"ftyp", b"mfra")
"""Left out by every C2PA hash of a film, besides the manifest itself."""
_HASH: Final = "sha256"
_COPIED_AT_ONCE: Final = 1 << 20
_WITHOUT_THUMBNAIL: Final[Mapping[str, object]] = {"builder": {"thumbnail": {"enabled": False}}}
"""The library puts a thumbnail of a picture into its manifest: 80 kB, which may be more than the picture."""


class SigningFailed(Exception):
    """The certificate can't be used, or the time stamp's authority didn't answer."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What films are signed with."""

    certificates: bytes
    """PEM: the certificate, then those up to its root. It needs the extended key usage emailProtection."""
    private_key: bytes
    """PEM, PKCS 8."""
    algorithm: str = "es256"
    timestamp_url: str | None = None
    """An RFC 3161 authority; without one a signature is worth nothing once the certificate has expired."""


def sign_film(film: Path, target: Path, made_of: MadeOf, key: SigningKey, stopped: Stopped = never) -> None:
    """Writes a copy of an MP4 with its credentials in it; its index stays before its contents.

    Args:
        stopped: asked again and again while the film is copied.

    Raises:
        SigningFailed
        FilmUnwanted: it was stopped.
        OSError: the copy can't be written; what there is of it is deleted.
    """
    try:
        with signing_with(key) as context:
            _sign(film, target, made_of, context, stopped)
    except (c2pa.C2paError, ValueError) as error:
        target.unlink(missing_ok=True)
        raise SigningFailed(str(error)) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _sign(film: Path, target: Path, made_of: MadeOf, context: c2pa.Context, stopped: Stopped) -> None:
    with manifest_builder(context, _definition(made_of, bytes(hashlib.new(_HASH).digest_size))) as unbound:
        room = unbound.room()
    with film.open("rb") as source, target.open("wb") as out:
        place, digest = _copy(source, out, room, stopped)
        with manifest_builder(context, _definition(made_of, digest)) as bound:
            bound.room()
            signed = bound.signed()
        if len(signed) != room:
            raise SigningFailed(f"a manifest of {len(signed)} bytes has room for {room}")
        out.seek(place)
        out.write(signed)


def _copy(source: BinaryIO, out: BinaryIO, room: int, stopped: Stopped) -> tuple[int, bytes]:
    """Copies a film with room for a manifest after its first box; says where that is, and the film's hash."""
    boxes = list(top_boxes(source))
    if [box.name for box in boxes[:2]] != [b"ftyp", b"moov"]:
        raise ValueError("not a film whose index comes first")
    place = boxes[0].size
    hashed = hashlib.new(_HASH)
    for box in boxes:
        if box.start == place:
            out.write(bytes(room))
        if box.name in _UNHASHED:
            _take(source, box, out.write, stopped)
            continue
        hashed.update(struct.pack(">Q", out.tell()))

        def keep(data: bytes) -> None:
            hashed.update(data)
            out.write(data)

        if box.name == b"moov":
            source.seek(box.start)
            keep(moved_index(source.read(box.size), room))
        else:
            _take(source, box, keep, stopped)
    return place, hashed.digest()


def _take(source: BinaryIO, box: Box, keep: Callable[[bytes], object], stopped: Stopped) -> None:
    source.seek(box.start)
    left = box.size
    while left:
        if stopped():
            raise FilmUnwanted
        data = source.read(min(left, _COPIED_AT_ONCE))
        if not data:
            raise ValueError("a film that ends within a box")
        keep(data)
        left -= len(data)


def _definition(made_of: MadeOf, digest: bytes) -> bytes:
    left_out: list[Mapping[str, object]] = [
        {"xpath": "/uuid", "data": [{"offset": 8, "value": list(_MANIFEST_BOX)}]},
        *({"xpath": f"/{name.decode()}"} for name in _UNHASHED),
    ]
    binding = {
        "label": "c2pa.hash.bmff.v3",
        "data": {"exclusions": left_out, "alg": _HASH, "hash": list(digest), "name": "film"},
    }
    return json.dumps(manifest(made_of, "video/mp4", more=[binding])).encode()


@contextmanager
def signing_with(key: SigningKey) -> Iterator[c2pa.Context]:
    """What the library signs in."""
    info = c2pa.C2paSignerInfo(
        key.algorithm.encode(),
        key.certificates,
        key.private_key,
        key.timestamp_url.encode() if key.timestamp_url else None,
    )
    with (
        c2pa.Settings.from_dict(_WITHOUT_THUMBNAIL) as settings,
        c2pa.Signer.from_info(info) as signer,
        c2pa.Context(settings, signer) as context,
    ):
        yield context
