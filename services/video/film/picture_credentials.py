"""Content credentials (C2PA) of the pictures beside a film, which travel further than the film does."""

import io
import json

import c2pa

from services.video.domain.provenance import MadeOf, Shows
from services.video.film.credentials import SigningFailed, SigningKey, signing_with
from services.video.film.manifest import manifest


def sign_picture(
    picture: bytes, content_type: str, made_of: MadeOf, key: SigningKey, *, shows: Shows
) -> bytes:
    """A JPEG or WebP, one that moves too, with its credentials in it; its pixels stay as they are.

    Args:
        made_of: what the film was made of that it shows.

    Raises:
        SigningFailed
    """
    definition = json.dumps(manifest(made_of, content_type, shows=shows))
    signed = io.BytesIO()
    try:
        with signing_with(key) as context, c2pa.Builder(definition, context=context) as builder:
            builder.sign(content_type, io.BytesIO(picture), signed)
    except c2pa.C2paError as error:
        raise SigningFailed(str(error)) from error
    return signed.getvalue()
