"""What a finished film says of itself, and that nobody can change it unseen."""

import asyncio
import json
import os
import shutil
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import av
import c2pa
import numpy as np
import pytest
from cryptography import x509

from services.stack.film_pki import prepare_film_certificate
from services.stack.layout import Layout
from services.video.adapters.signing import signing_key
from services.video.adapters.studio import FilmStudio
from services.video.domain.chapters import Chapter
from services.video.domain.provenance import COMPOSITE_SYNTHETIC, MadeOf, hashed
from services.video.film.aac import encode_soundtrack, read_soundtrack
from services.video.film.credentials import SigningFailed, SigningKey, sign_film
from services.video.film.encoder import SegmentEncoder, video_config
from services.video.film.finishing import remux
from services.video.film.fmp4 import init_segment, media_segment
from services.video.film.manifest import PROVENANCE
from services.video.film.picture import Size
from services.video.film.sound import SAMPLE_RATE
from services.video.film.stopping import FilmUnwanted
from services.video.settings import CredentialsSection

SIZE = Size(128, 72)
MADE_OF = MadeOf(
    "The Slug Called Ben",
    "0.1.0",
    hashed(["a script"]),
    hashed(["She counts two crabs."]),
    (("scene_video", "1"), ("narrator/lark", "1")),
    shows_a_person=False,
)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds, as the studio joins them."""
    track = read_soundtrack(encode_soundtrack([np.zeros((2, 2 * SAMPLE_RATE), np.float32)]))
    encoder = SegmentEncoder(SIZE)
    for index in range(48):
        frame = np.full((SIZE.i420_rows, SIZE.width), 128, np.uint8)
        frame[index : index + 8] = 200
        encoder.add(frame)
    folder = tmp_path_factory.mktemp("film")
    fragments, target = folder / "film.fmp4", folder / "film.mp4"
    parts = (
        init_segment(video_config(SIZE), track.config),
        media_segment(0, 0, encoder.finish(), track.segment(0)),
    )
    fragments.write_bytes(b"".join(parts))
    remux(fragments, target, [Chapter("One", 0, 2000)])
    return target


@pytest.fixture(scope="module")
def signed(film: Path, key: SigningKey) -> Path:
    target = film.with_name("signed.mp4")
    sign_film(film, target, MADE_OF, key)
    return target


def read_back(film: Path, layout: Layout) -> tuple[str | None, dict[str, object]]:
    """How far the credentials of a film can be trusted, and what they say."""
    anchors = layout.film_certificates.read_text(encoding="utf-8")
    trusting = c2pa.Context.from_dict({"trust": {"trust_anchors": anchors}, "verify": {"verify_trust": True}})
    with film.open("rb") as stream:
        reader = c2pa.Reader.try_create("video/mp4", stream, context=trusting)
        if reader is None:
            return None, {}
        manifest: dict[str, object] = reader.get_active_manifest()
        return reader.get_validation_state(), manifest


def test_a_film_says_that_it_is_generated_and_from_what_and_by_what(signed: Path, layout: Layout) -> None:
    state, manifest = read_back(signed, layout)
    assert state == "Trusted"
    said = {each["label"]: each["data"] for each in json.loads(json.dumps(manifest["assertions"]))}
    (action,) = said["c2pa.actions.v2"]["actions"]
    assert (action["action"], action["digitalSourceType"]) == ("c2pa.created", COMPOSITE_SYNTHETIC)
    assert said[PROVENANCE]["script_id_sha256"] == MADE_OF.script_id_sha256
    assert said[PROVENANCE]["models"] == [
        {"name": "scene_video", "version": "1"},
        {"name": "narrator/lark", "version": "1"},
    ]


@pytest.mark.parametrize(
    ("box", "place"),
    [(b"moov", 40), (b"stsz", 20), (b"stco", 15), (b"mdat", 900), (b"mdat", -1)],
)
def test_a_byte_that_was_changed_is_noticed(signed: Path, layout: Layout, box: bytes, place: int) -> None:
    data = bytearray(signed.read_bytes())
    data[place if place < 0 else data.rfind(box) + place] ^= 1
    changed = signed.with_name("changed.mp4")
    changed.write_bytes(data)
    assert read_back(changed, layout)[0] in ("Invalid", None)


def test_what_is_put_behind_a_film_is_noticed(signed: Path, layout: Layout) -> None:
    longer = signed.with_name("longer.mp4")
    longer.write_bytes(signed.read_bytes() + b"\0\0\0\x0cfreemore")
    assert read_back(longer, layout)[0] == "Invalid"


def test_a_claim_that_was_changed_is_noticed(signed: Path, layout: Layout) -> None:
    data = signed.read_bytes()
    hashed_id = MADE_OF.script_id_sha256.encode()
    assert hashed_id in data
    changed = signed.with_name("another.mp4")
    changed.write_bytes(data.replace(hashed_id, b"0" * len(hashed_id)))
    assert read_back(changed, layout)[0] == "Invalid"


def test_whoever_does_not_know_the_authority_does_not_trust_it(signed: Path, tmp_path: Path) -> None:
    strange = Layout(tmp_path)
    strange.create()
    prepare_film_certificate(strange)
    assert read_back(signed, strange)[0] == "Valid", "whole, but by nobody that is known"


def test_a_signed_film_plays_as_before(signed: Path, film: Path) -> None:
    data = signed.read_bytes()
    assert data.find(b"moov") < data.rfind(b"mdat"), "its index still comes first"
    with av.open(str(signed)) as after, av.open(str(film)) as before:
        assert after.duration == before.duration
        assert len(after.chapters()) == 1
        assert [bytes(packet) for packet in after.demux(video=0)] == [
            bytes(packet) for packet in before.demux(video=0)
        ]


def test_a_key_that_is_none_is_refused(film: Path, tmp_path: Path) -> None:
    with pytest.raises(SigningFailed):
        sign_film(film, tmp_path / "out.mp4", MADE_OF, SigningKey(b"nonsense", b"nonsense"))


def test_a_key_that_is_not_the_certificates_is_refused(film: Path, key: SigningKey, tmp_path: Path) -> None:
    another = Layout(tmp_path)
    another.create()
    prepare_film_certificate(another)
    mixed = SigningKey(key.certificates, another.film_key.read_bytes())
    with pytest.raises(SigningFailed, match="does not match"):
        sign_film(film, tmp_path / "out.mp4", MADE_OF, mixed)
    assert not (tmp_path / "out.mp4").exists()


def test_an_authority_for_time_that_does_not_answer_is_told(
    film: Path, key: SigningKey, tmp_path: Path
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        with pytest.raises(SigningFailed):
            sign_film(film, tmp_path / "out.mp4", MADE_OF, replace(key, timestamp_url=url))
    assert not (tmp_path / "out.mp4").exists()


def test_what_is_no_film_is_refused(key: SigningKey, tmp_path: Path) -> None:
    for data in (b"", b"nothing of a film", b"\0\0\0\x08ftyp\0\0\0\x08mdat", b"\0\0\0\x08ftyp\0\0\1\0moov"):
        (tmp_path / "film.mp4").write_bytes(data)
        with pytest.raises(SigningFailed):
            sign_film(tmp_path / "film.mp4", tmp_path / "out.mp4", MADE_OF, key)
    assert list(tmp_path.iterdir()) == [tmp_path / "film.mp4"]


def test_a_film_that_is_not_wanted_any_more_is_left_unsigned(
    film: Path, key: SigningKey, tmp_path: Path
) -> None:
    with pytest.raises(FilmUnwanted):
        sign_film(film, tmp_path / "out.mp4", MADE_OF, key, stopped=lambda: True)
    assert not (tmp_path / "out.mp4").exists()


@pytest.fixture
def copy(film: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(film, tmp_path / "film.mp4"))


async def test_the_studio_signs_in_place_if_it_has_a_key(layout: Layout, copy: Path) -> None:
    with FilmStudio(threads=1) as studio:
        await studio.sign(copy, MADE_OF)
    assert read_back(copy, layout)[0] is None
    settings = CredentialsSection(certificates=layout.film_certificates, private_key=layout.film_key)
    with FilmStudio(threads=1, signing_key=await signing_key(settings)) as studio:
        await studio.sign(copy, MADE_OF)
    assert read_back(copy, layout)[0] == "Trusted"
    assert await asyncio.to_thread(os.listdir, copy.parent) == ["film.mp4"]


async def test_without_a_certificate_there_is_no_key() -> None:
    assert await signing_key(CredentialsSection()) is None
    with pytest.raises(ValueError, match="go together"):
        CredentialsSection(certificates=Path("films.crt"))


def test_the_certificate_of_a_development_machine_is_renewed_in_time(layout: Layout) -> None:
    now = datetime.now(UTC)
    before = layout.film_certificates.read_bytes()
    assert not prepare_film_certificate(layout, now)
    assert prepare_film_certificate(layout, now + timedelta(days=330))
    after = x509.load_pem_x509_certificates(layout.film_certificates.read_bytes())
    assert layout.film_certificates.read_bytes() != before
    after[0].verify_directly_issued_by(after[1])
    assert layout.film_key.stat().st_mode & 0o077 == 0
