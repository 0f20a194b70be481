"""Where a call is said to come from, and who may say so."""

from dataclasses import dataclass
from typing import Any, cast

import pytest

from services.auth.client_address import ClientAddresses
from services.kit.grpc.call import ServicerContext

EDGE = b"spiffe://encompass.local/edge"


@dataclass
class Context:
    """As much of a call's context as matters."""

    peer_address: str
    names: tuple[bytes, ...] = ()
    forwarded: str | None = None

    def peer(self) -> str:
        return self.peer_address

    def auth_context(self) -> dict[str, tuple[bytes, ...]]:
        return {"x509_subject_alternative_name": self.names} if self.names else {}

    def invocation_metadata(self) -> Any:
        return (("x-forwarded-for", self.forwarded),) if self.forwarded is not None else ()


@pytest.mark.parametrize(
    ("context", "address"),
    [
        (Context("ipv4:10.0.0.9:5000", (EDGE,), "198.51.100.7"), "198.51.100.7"),
        (Context("ipv4:10.0.0.9:5000", (EDGE,), "6.6.6.6, 198.51.100.7"), "198.51.100.7"),
        (Context("ipv4:10.0.0.9:5000", (EDGE,), "2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64"),
        (Context("ipv4:10.0.0.9:5000", (EDGE,), "rubbish"), "unknown"),
        (Context("ipv4:10.0.0.9:5000", (EDGE,)), "10.0.0.9"),
        (Context("ipv4:10.0.0.9:5000", (b"spiffe://encompass.local/script",), "6.6.6.6"), "10.0.0.9"),
        (Context("ipv4:10.0.0.9:5000", (), "6.6.6.6"), "10.0.0.9"),
        (Context("ipv6:%5B2001:db8:1:2::9%5D:5000"), "2001:db8:1:2::/64"),
        (Context("ipv6:[::ffff:192.0.2.1]:5000"), "192.0.2.1"),
        (Context("unix:/tmp/socket"), "unknown"),
    ],
)
def test_the_edges_word_is_taken_and_nobody_elses(context: Context, address: str) -> None:
    assert ClientAddresses(EDGE).of(cast(ServicerContext, context)) == address
