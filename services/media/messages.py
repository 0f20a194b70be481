"""Assets as the contract says them."""

from encompass.media.v1 import media_pb2

from services.kit.blobs.port import PresignedPost
from services.kit.grpc.moments import timestamp
from services.media.domain.asset import Asset, AssetState, Purpose, RefusalReason

_STATES = {
    AssetState.UPLOADING: media_pb2.ASSET_STATE_UPLOADING,
    AssetState.CHECKING: media_pb2.ASSET_STATE_CHECKING,
    AssetState.READY: media_pb2.ASSET_STATE_READY,
    AssetState.REFUSED: media_pb2.ASSET_STATE_REFUSED,
}
_PURPOSES = {Purpose.PORTRAIT: media_pb2.ASSET_PURPOSE_PORTRAIT}
_REASONS = {
    RefusalReason.NO_FACE: media_pb2.REFUSAL_REASON_NO_FACE,
    RefusalReason.SEVERAL_FACES: media_pb2.REFUSAL_REASON_SEVERAL_FACES,
    RefusalReason.FACE_TOO_SMALL: media_pb2.REFUSAL_REASON_FACE_TOO_SMALL,
    RefusalReason.TOO_BLURRED: media_pb2.REFUSAL_REASON_TOO_BLURRED,
    RefusalReason.NOT_SAFE: media_pb2.REFUSAL_REASON_NOT_SAFE,
    RefusalReason.NOT_AN_IMAGE: media_pb2.REFUSAL_REASON_NOT_AN_IMAGE,
    RefusalReason.TOO_LARGE: media_pb2.REFUSAL_REASON_TOO_LARGE,
    RefusalReason.HEIC: media_pb2.REFUSAL_REASON_HEIC,
}


def purpose_of(purpose: media_pb2.AssetPurpose) -> Purpose:
    """What an asset is asked for; the contract lets no other value through."""
    return next(ours for ours, theirs in _PURPOSES.items() if theirs == purpose)


def asset_message(asset: Asset) -> media_pb2.Asset:
    """An asset for its owner."""
    message = media_pb2.Asset(
        id=str(asset.id),
        purpose=_PURPOSES[asset.purpose],
        state=_STATES[asset.state],
        consent=media_pb2.ConsentRecord(
            wording_version=asset.consent.wording_version, agree_time=timestamp(asset.consent.at)
        ),
        create_time=timestamp(asset.created_at),
        update_time=timestamp(asset.updated_at),
    )
    if asset.refusal is not None:
        message.refusal.reason = _REASONS[asset.refusal]
        message.refusal.message = asset.refusal.advice
    if asset.kept is not None:
        message.width_px = asset.kept.width_px
        message.height_px = asset.kept.height_px
        message.size_bytes = asset.kept.size_bytes
    return message


def form_message(asset: Asset, form: PresignedPost | None) -> media_pb2.UploadForm | None:
    """The form by which an asset's bytes come in; None where there is none."""
    if form is None or asset.upload_until is None:
        return None
    return media_pb2.UploadForm(
        url=form.url,
        fields=[media_pb2.UploadField(name=name, value=value) for name, value in form.fields.items()],
        expire_time=timestamp(asset.upload_until),
    )
