"""What posters and previews say of themselves, and that nobody can change them unseen."""

import io
import json

import c2pa
import pytest
from PIL import Image

from services.stack.layout import Layout
from services.video.adapters.studio import FilmStudio
from services.video.domain import storage
from services.video.domain.provenance import COMPOSITE_SYNTHETIC, MadeOf, Shows, hashed
from services.video.film.credentials import SigningFailed, SigningKey
from services.video.film.manifest import PROVENANCE
from services.video.film.picture_credentials import sign_picture

MADE_OF = MadeOf(
    "The Slug Called Ben",
    "0.1.0",
    hashed(["a script"]),
    hashed(["She counts two crabs."]),
    (("scene_video", "1"), ("narrator/lark", "1")),
    shows_a_person=True,
)
STILLS = [Image.effect_mandelbrot((96, 54), (-2 - n, -1, 1 + n, 1), 60).convert("RGB") for n in range(3)]


def a_poster() -> bytes:
    out = io.BytesIO()
    STILLS[0].save(out, "JPEG", quality=90, progressive=True)
    return out.getvalue()


def a_preview() -> bytes:
    out = io.BytesIO()
    STILLS[0].save(out, "WEBP", save_all=True, append_images=STILLS[1:], duration=125, loop=0)
    return out.getvalue()


KINDS = [
    pytest.param(a_poster(), storage.JPEG, Shows.POSTER, id="poster"),
    pytest.param(a_preview(), storage.WEBP, Shows.PREVIEW, id="preview"),
]


def read_back(picture: bytes, content_type: str, layout: Layout) -> tuple[str | None, dict[str, object]]:
    """How far the credentials of a picture can be trusted, and what they say."""
    anchors = layout.film_certificates.read_text(encoding="utf-8")
    trusting = c2pa.Context.from_dict({"trust": {"trust_anchors": anchors}, "verify": {"verify_trust": True}})
    reader = c2pa.Reader.try_create(content_type, io.BytesIO(picture), context=trusting)
    if reader is None:
        return None, {}
    manifest: dict[str, object] = reader.get_active_manifest()
    return reader.get_validation_state(), manifest


@pytest.mark.parametrize(("picture", "content_type", "shows"), KINDS)
def test_a_picture_says_that_it_is_generated_and_what_of_which_film_it_shows(
    picture: bytes, content_type: str, shows: Shows, layout: Layout, key: SigningKey
) -> None:
    signed = sign_picture(picture, content_type, MADE_OF, key, shows=shows)
    state, manifest = read_back(signed, content_type, layout)
    assert state == "Trusted"
    assert manifest["title"] == MADE_OF.title
    said = {each["label"]: each["data"] for each in json.loads(json.dumps(manifest["assertions"]))}
    (action,) = said["c2pa.actions.v2"]["actions"]
    assert (action["action"], action["digitalSourceType"]) == ("c2pa.created", COMPOSITE_SYNTHETIC)
    assert said[PROVENANCE]["shows"] == shows.value
    assert said[PROVENANCE]["script_id_sha256"] == MADE_OF.script_id_sha256
    assert said[PROVENANCE]["shows_a_person"] is True
    assert len(signed) - len(picture) < 24_000


@pytest.mark.parametrize(("picture", "content_type", "shows"), KINDS)
def test_a_signed_picture_looks_and_moves_as_before(
    picture: bytes, content_type: str, shows: Shows, key: SigningKey
) -> None:
    signed = sign_picture(picture, content_type, MADE_OF, key, shows=shows)
    with Image.open(io.BytesIO(picture)) as before, Image.open(io.BytesIO(signed)) as after:
        frames = getattr(before, "n_frames", 1)
        assert getattr(after, "n_frames", 1) == frames
        assert after.info.get("loop") == before.info.get("loop")
        for number in range(frames):
            before.seek(number)
            after.seek(number)
            assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


@pytest.mark.parametrize(("picture", "content_type", "shows"), KINDS)
def test_a_pixel_that_was_changed_is_noticed(
    picture: bytes, content_type: str, shows: Shows, layout: Layout, key: SigningKey
) -> None:
    signed = bytearray(sign_picture(picture, content_type, MADE_OF, key, shows=shows))
    place = signed.find(picture[-400:-300])
    assert place > 0
    signed[place] ^= 1
    assert read_back(bytes(signed), content_type, layout)[0] == "Invalid"


def test_what_is_no_picture_is_refused(key: SigningKey) -> None:
    with pytest.raises(SigningFailed):
        sign_picture(b"nothing of the kind", storage.WEBP, MADE_OF, key, shows=Shows.PREVIEW)


async def test_a_studio_without_a_key_leaves_pictures_as_they_are() -> None:
    with FilmStudio(threads=1) as studio:
        assert await studio.sign_picture(a_poster(), storage.JPEG, MADE_OF, Shows.POSTER) == a_poster()


async def test_a_studio_with_a_key_signs_pictures(layout: Layout, key: SigningKey) -> None:
    with FilmStudio(threads=1, signing_key=key) as studio:
        signed = await studio.sign_picture(a_poster(), storage.JPEG, MADE_OF, Shows.POSTER)
    assert read_back(signed, storage.JPEG, layout)[0] == "Trusted"
