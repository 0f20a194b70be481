"""Proving that somebody is who they say: the right password, at a fair number of tries."""

from dataclasses import dataclass
from uuid import uuid4

from services.auth.domain.accounts import Credentials, Identity
from services.auth.domain.passwords import canonical_password
from services.auth.domain.throttle import sign_in_keys
from services.auth.errors import CredentialsInvalid, SignInThrottled
from services.auth.ports import Accounts, Passwords, Throttle
from services.kit.clock import Clock
from services.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class PasswordProof:
    """Checks passwords."""

    accounts: Accounts
    passwords: Passwords
    throttle: Throttle
    clock: Clock

    async def admit(self, email: str, address: str) -> None:
        """Counts an attempt on this normalised e-mail address.

        Raises:
            SignInThrottled: there were too many of late.
        """
        wait = await self.throttle.attempt(sign_in_keys(email, address), self.clock.now())
        if wait:
            raise SignInThrottled(wait)

    async def check(self, identity: Identity | None, password: str) -> Credentials:
        """The credentials of the account, if this is its password.

        For an address that nobody has, the same work is done on a stranger's shard and a decoy's hash:
        how long the answer takes says nothing about who has an account.

        Raises:
            CredentialsInvalid: there is no such account, or it has another password.
        """
        owner = identity.user_id if identity else UserId(uuid4())
        async with self.accounts.read(owner) as reader:
            credentials = await reader.credentials()
        password_hash = credentials.password_hash if credentials else self.passwords.decoy
        fits = await self.passwords.verify(password_hash, canonical_password(password))
        if credentials is None or not fits:
            raise CredentialsInvalid
        return credentials

    async def succeeded(self, email: str, address: str) -> None:
        """Takes the attempt back."""
        await self.throttle.give_back(sign_in_keys(email, address), self.clock.now())
