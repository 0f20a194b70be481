"""Content credentials (C2PA): a film says itself, signed, that it was generated, from what and by what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import c2pa

from services.video.domain.provenance import MadeOf
from services.video.film.manifest import manifest

_SPARING: Final[Mapping[str, object]] = {"core": {"backing_store_memory_threshold_in_mb": 16}}
"""Keeps one copy of the film in memory instead of two; the library can't do without."""


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


def sign_film(film: Path, target: Path, made_of: MadeOf, key: SigningKey) -> None:
    """Writes a copy of an MP4 with its credentials in it; its index stays before its contents.

    Raises:
        SigningFailed
    """
    info = c2pa.C2paSignerInfo(
        key.algorithm.encode(),
        key.certificates,
        key.private_key,
        key.timestamp_url.encode() if key.timestamp_url else None,
    )
    try:
        with (
            c2pa.Settings.from_dict(_SPARING) as settings,
            c2pa.Context(settings) as context,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(json.dumps(manifest(made_of, "video/mp4")), context=context) as builder,
        ):
            builder.sign_file(film, target, signer)
    except c2pa.C2paError as error:
        raise SigningFailed(str(error)) from error
