"""Where a call came from, for the counters of attempts."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote

from services.kit.grpc.call import ServicerContext
from services.kit.grpc.interceptors.authentication import peer_names

_HEADER = "x-forwarded-for"
_UNKNOWN = "unknown"
_IPV6_NETWORK = 64


@dataclass(frozen=True, slots=True)
class ClientAddresses:
    """Reads the address of a call's client: what the edge says, and of others their own."""

    edge_id: bytes
    """SPIFFE id of the edge. Anybody can write the header; the edge appends what it saw itself."""

    def of(self, context: ServicerContext) -> str:
        """The client's address, an IPv6 one as its /64: a person's router has all of that."""
        if self.edge_id in peer_names(context):
            for key, value in context.invocation_metadata() or ():
                if key == _HEADER:
                    return _network(str(value).rsplit(",", 1)[-1].strip())
        return _network(_host_of(context.peer()))


def _host_of(peer: str) -> str:
    """The host in gRPC's `ipv4:127.0.0.1:5000` or `ipv6:%5B::1%5D:5000`."""
    _, _, rest = unquote(peer).partition(":")
    host, _, _ = rest.rpartition(":")
    return host.strip("[]")


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return _UNKNOWN
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))
    return str(address)
