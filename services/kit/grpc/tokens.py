"""Access tokens: EdDSA JWTs, checked against the public keys of the auth service."""

from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class KeySet(Protocol):
    """Public keys that access tokens may be signed with."""

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The key of this id; None where there is none (which may mean looking for new ones first)."""
        ...
