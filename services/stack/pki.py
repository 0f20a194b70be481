"""The local certificate authority and the certificates by which services know each other."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from services.stack.layout import Layout

TRUST_DOMAIN = "encompass.local"

_CA_LIFE = timedelta(days=3650)
_CERTIFICATE_LIFE = timedelta(days=90)
_RENEW_BEFORE = timedelta(days=30)
# So that a clock that is a little behind finds them valid.
_BACKDATED = timedelta(minutes=5)


def spiffe_id(service: str) -> str:
    """The name by which others know this service."""
    return f"spiffe://{TRUST_DOMAIN}/{service}"


def prepare_certificates(layout: Layout, services: Sequence[str], now: datetime | None = None) -> list[str]:
    """Makes what is missing or near its end; returns the names of those made."""
    moment = now or datetime.now(UTC)
    authority, authority_key, made = _authority(layout, moment)
    for service in services:
        certificate = layout.certificate_of(service)
        if not made and lasts(certificate, moment + _RENEW_BEFORE) and layout.key_of(service).exists():
            continue
        made.append(service)
        _issue(layout, service, authority, authority_key, moment)
    return made


def prepare_signing_key(folder: Path) -> None:
    """Gives the auth service its first key, when it has none."""
    if any(folder.glob("*.pem")):
        return
    key = ed25519.Ed25519PrivateKey.generate()
    digest = hashes.Hash(hashes.SHA256())
    digest.update(key.public_key().public_bytes_raw())
    write_private(folder / f"{digest.finalize().hex()[:16]}.pem", key)


def _authority(
    layout: Layout, now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey, list[str]]:
    key_file = layout.key_of("ca")
    if lasts(layout.ca, now + _RENEW_BEFORE) and key_file.exists():
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return x509.load_pem_x509_certificate(layout.ca.read_bytes()), key, []
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Encompass local authority")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + _CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    write_private(key_file, key)
    layout.ca.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return certificate, key, ["ca"]


def _issue(
    layout: Layout,
    service: str,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName(
        [
            x509.UniformResourceIdentifier(spiffe_id(service)),
            x509.DNSName(f"{service}.{TRUST_DOMAIN}"),
            x509.DNSName("localhost"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, service)]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + _CERTIFICATE_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(signs_certificates=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]),
            critical=False,
        )
        .add_extension(names, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    write_private(layout.key_of(service), key)
    layout.certificate_of(service).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def lasts(certificate: Path, until: datetime) -> bool:
    """Whether a file has a certificate, first, that is good until then."""
    try:
        return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc > until
    except (FileNotFoundError, ValueError):
        return False


def key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    """What a key is for: signing certificates and their revocations, or anything else."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def write_private(path: Path, key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> None:
    """Writes a private key that only its owner can read."""
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
