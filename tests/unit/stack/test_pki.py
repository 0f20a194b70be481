"""Certificates by which services know each other."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from services.stack.layout import Layout
from services.stack.pki import prepare_certificates, prepare_signing_key

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    layout.create()
    return layout


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_a_certificate_names_its_service_and_is_signed_by_the_local_authority(layout: Layout) -> None:
    prepare_certificates(layout, ["script"], NOW)
    certificate = _certificate(layout.certificate_of("script"))
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.UniformResourceIdentifier) == ["spiffe://encompass.local/script"]
    assert names.get_values_for_type(x509.DNSName) == ["script.encompass.local", "localhost"]
    certificate.verify_directly_issued_by(_certificate(layout.ca))


def test_keys_are_their_owners_alone(layout: Layout) -> None:
    prepare_certificates(layout, ["script"], NOW)
    prepare_signing_key(layout.auth_keys)
    keys = [layout.key_of("script"), layout.key_of("ca"), *layout.auth_keys.glob("*.pem")]
    assert len(keys) == 3
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}
    assert stat.S_IMODE(layout.pki.stat().st_mode) == 0o700


def test_nothing_is_made_again_while_it_lasts(layout: Layout) -> None:
    assert prepare_certificates(layout, ["auth", "script"], NOW) == ["ca", "auth", "script"]
    assert prepare_certificates(layout, ["auth", "script"], NOW + timedelta(days=30)) == []


def test_a_certificate_near_its_end_is_renewed_by_the_same_authority(layout: Layout) -> None:
    prepare_certificates(layout, ["auth"], NOW)
    authority = layout.ca.read_bytes()
    assert prepare_certificates(layout, ["auth"], NOW + timedelta(days=61)) == ["auth"]
    assert layout.ca.read_bytes() == authority


def test_a_lost_authority_renews_every_certificate(layout: Layout) -> None:
    prepare_certificates(layout, ["auth"], NOW)
    layout.ca.unlink()
    assert prepare_certificates(layout, ["auth"], NOW) == ["ca", "auth"]
    _certificate(layout.certificate_of("auth")).verify_directly_issued_by(_certificate(layout.ca))


def test_the_first_signing_key_is_made_once(layout: Layout) -> None:
    prepare_signing_key(layout.auth_keys)
    before = list(layout.auth_keys.iterdir())
    prepare_signing_key(layout.auth_keys)
    assert list(layout.auth_keys.iterdir()) == before
