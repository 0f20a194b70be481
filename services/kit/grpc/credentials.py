"""mTLS from files that may be replaced while the process runs."""

import grpc

from services.kit.errors import Unavailable
from services.kit.logging import get_logger
from services.kit.settings import TlsSettings

log = get_logger(__name__)


def server_credentials(tls: TlsSettings) -> grpc.ServerCredentials:
    """Credentials that ask every client for a certificate of the mesh's CA, and follow renewed files."""
    configuration = _configuration(tls)
    seen = _versions(tls)

    def fetch() -> grpc.ServerCertificateConfiguration | None:
        """Called at every handshake; None keeps what there is."""
        nonlocal seen
        try:
            now = _versions(tls)
            if now == seen:
                return None
            renewed = _configuration(tls)
        except (OSError, Unavailable) as error:
            log.warning("tls.reload_failed", error=type(error).__name__)
            return None
        seen = now
        log.info("tls.reloaded")
        return renewed

    # The stubs don't know that None keeps the present certificate.
    return grpc.dynamic_ssl_server_credentials(
        configuration,
        fetch,  # type: ignore[arg-type]
        require_client_authentication=True,
    )


def channel_credentials(tls: TlsSettings) -> grpc.ChannelCredentials:
    """Credentials that show this service's certificate and accept only the mesh's."""
    ca, cert, key = _read(tls)
    return grpc.ssl_channel_credentials(ca, key, cert)


def _configuration(tls: TlsSettings) -> grpc.ServerCertificateConfiguration:
    ca, cert, key = _read(tls)
    return grpc.ssl_server_certificate_configuration([(key, cert)], root_certificates=ca)


def _read(tls: TlsSettings) -> tuple[bytes, bytes, bytes]:
    try:
        return tls.ca.read_bytes(), tls.cert.read_bytes(), tls.key.read_bytes()
    except OSError as error:
        raise Unavailable(
            f"The certificate files can't be read: {error.strerror}: {error.filename}"
        ) from error


def _versions(tls: TlsSettings) -> tuple[int, ...]:
    return tuple(path.stat().st_mtime_ns for path in (tls.ca, tls.cert, tls.key))
