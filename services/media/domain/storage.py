"""Where the objects of assets lie."""

import uuid

PHOTO_TYPE = "image/jpeg"
CUTOUT_TYPE = "image/png"


def prefix(asset_id: uuid.UUID) -> str:
    """Of everything that belongs to an asset."""
    return f"media/{asset_id}/"


def upload_key(asset_id: uuid.UUID) -> str:
    """The bytes as they came in; gone once they are looked at."""
    return f"{prefix(asset_id)}upload"


def photo_key(asset_id: uuid.UUID) -> str:
    """The photo as it is kept: upright, of bounded size, without the camera's data."""
    return f"{prefix(asset_id)}photo.jpg"


def cutout_key(asset_id: uuid.UUID) -> str:
    """The person cut out of it."""
    return f"{prefix(asset_id)}cutout.png"
