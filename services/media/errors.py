"""How a request about an asset fails."""

import uuid
from typing import ClassVar

from services.kit.errors import Code, DomainError


class MediaError(DomainError):
    """An error of this domain."""

    domain: ClassVar[str] = "encompass.media"


class AssetNotFound(MediaError):
    """The caller has no such asset."""

    code = Code.NOT_FOUND
    reason = "ASSET_NOT_FOUND"

    def __init__(self, asset_id: uuid.UUID) -> None:
        super().__init__(f"You have no photo {asset_id}.", metadata={"asset_id": str(asset_id)})


class ConsentMissing(MediaError):
    """Nobody says that the person shown agrees."""

    code = Code.FAILED_PRECONDITION
    reason = "CONSENT_MISSING"

    def __init__(self, purpose: str) -> None:
        super().__init__(
            "The person in the photo has to agree to its use before you send it.",
            metadata={"purpose": purpose},
        )


class ConsentOutdated(MediaError):
    """They agreed to other words than those that are asked for now."""

    code = Code.FAILED_PRECONDITION
    reason = "CONSENT_OUTDATED"

    def __init__(self, given: str, current: str) -> None:
        super().__init__(
            f"What was agreed to ({given or 'nothing'}) isn't what is asked for now ({current}): "
            "read it and agree again.",
            metadata={"wording_version": given, "current_version": current},
        )


class ContentTypeUnsupported(MediaError):
    """Photos of this type can't be read."""

    code = Code.INVALID_ARGUMENT
    reason = "CONTENT_TYPE_UNSUPPORTED"

    def __init__(self, content_type: str) -> None:
        super().__init__(
            f"Photos of the type {content_type} can't be read. Save it as JPEG, PNG or WebP and send that.",
            metadata={"content_type": content_type},
        )


class TooManyAssets(MediaError):
    """The caller keeps as many as anybody may."""

    code = Code.RESOURCE_EXHAUSTED
    reason = "TOO_MANY_ASSETS"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You keep {limit} photos, which is as many as one person can have. Delete one first.",
            metadata={"limit": str(limit)},
        )


class UploadMissing(MediaError):
    """Nothing has come in yet."""

    code = Code.FAILED_PRECONDITION
    reason = "UPLOAD_MISSING"

    def __init__(self, asset_id: uuid.UUID) -> None:
        super().__init__(
            f"Nothing has been sent for photo {asset_id} yet.", metadata={"asset_id": str(asset_id)}
        )


class AssetNotReady(MediaError):
    """It can't be used as a portrait."""

    code = Code.FAILED_PRECONDITION
    reason = "ASSET_NOT_READY"

    def __init__(self, asset_id: uuid.UUID, state: str) -> None:
        super().__init__(
            f"Photo {asset_id} is {state}: only a READY one can be used.",
            metadata={"asset_id": str(asset_id), "state": state},
        )
