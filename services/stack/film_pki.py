"""What a development machine signs films with (C2PA): a certificate of an authority made for nothing else.

No player trusts it until it is told to: it shows that signing works. A real one comes from an authority on
the C2PA's trust list, through ENCOMPASS_CREDENTIALS__CERTIFICATES and ENCOMPASS_CREDENTIALS__PRIVATE_KEY.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from services.stack.layout import Layout
from services.stack.pki import key_usage, lasts, write_private

_LIFE: Final = timedelta(days=365)
_RENEW_BEFORE: Final = timedelta(days=60)
_BACKDATED: Final = timedelta(minutes=5)


def prepare_film_certificate(layout: Layout, now: datetime | None = None) -> bool:
    """Makes the certificate and its authority where they are missing or near their end; says whether."""
    moment = now or datetime.now(UTC)
    if lasts(layout.film_certificates, moment + _RENEW_BEFORE) and layout.film_key.exists():
        return False
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = _name("Encompass development authority for films")
    authority = (
        _begun(name, name, authority_key, moment)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(signs_certificates=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    certificate = (
        _begun(_name("Encompass development films"), name, key, moment)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    # The authority's key is needed no more, so it isn't kept.
    write_private(layout.film_key, key)
    chain = b"".join(each.public_bytes(serialization.Encoding.PEM) for each in (certificate, authority))
    layout.film_certificates.write_bytes(chain)
    return True


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Encompass development"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + _LIFE)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
