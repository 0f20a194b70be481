"""An asset: a photo that somebody sends to be seen in their films."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

AssetId = NewType("AssetId", uuid.UUID)


class Purpose(StrEnum):
    """What an asset is for."""

    PORTRAIT = "PORTRAIT"


class AssetState(StrEnum):
    """Where an asset stands."""

    UPLOADING = "UPLOADING"
    CHECKING = "CHECKING"
    READY = "READY"
    REFUSED = "REFUSED"

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self in (AssetState.READY, AssetState.REFUSED)


class RefusalReason(StrEnum):
    """Why a photo can't be used."""

    NO_FACE = "NO_FACE"
    SEVERAL_FACES = "SEVERAL_FACES"
    FACE_TOO_SMALL = "FACE_TOO_SMALL"
    TOO_BLURRED = "TOO_BLURRED"
    NOT_SAFE = "NOT_SAFE"
    NOT_AN_IMAGE = "NOT_AN_IMAGE"
    TOO_LARGE = "TOO_LARGE"
    HEIC = "HEIC"

    @property
    def advice(self) -> str:
        """What was found and what to do, for a person."""
        return _ADVICE[self]


_ADVICE = {
    RefusalReason.NO_FACE: (
        "We found no face in this photo. Choose one that shows you from the front, in good light, with "
        "nothing over your face."
    ),
    RefusalReason.SEVERAL_FACES: (
        "There is more than one face in this photo. Choose one that shows you alone, or crop it to yourself."
    ),
    RefusalReason.FACE_TOO_SMALL: (
        "Your face is too small in this photo. Choose one taken from nearer, or send it in its full size."
    ),
    RefusalReason.TOO_BLURRED: (
        "Your face is blurred in this photo. Choose one that is in focus, held still and in good light."
    ),
    RefusalReason.NOT_SAFE: "This photo may show nudity, which we don't take. Choose another one.",
    RefusalReason.NOT_AN_IMAGE: (
        "This file can't be read as a photo. Save it again as JPEG, PNG or WebP and send that."
    ),
    RefusalReason.TOO_LARGE: (
        "This photo has more pixels than we can take (50 million). Make it smaller and send it again."
    ),
    RefusalReason.HEIC: (
        "This photo is in the HEIC format, which we can't read. Save it as JPEG and send that: on an iPhone, "
        "choose Settings, Camera, Formats, Most Compatible before you take it, or export it."
    ),
}


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """That the person shown agreed, as it was recorded."""

    wording_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a photo that can be used."""

    width_px: int
    height_px: int
    size_bytes: int
    """Of the photo."""
    cutout_width_px: int
    cutout_height_px: int
    cutout_sha256: str


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset of somebody's."""

    id: AssetId
    purpose: Purpose
    state: AssetState
    content_type: str
    """As it was announced."""
    announced_bytes: int
    announced_sha256: str
    consent: ConsentGiven
    created_at: datetime
    updated_at: datetime
    upload_until: datetime | None
    """When its form expires; None once nothing can come in by it any more."""
    refusal: RefusalReason | None = None
    kept: Kept | None = None
