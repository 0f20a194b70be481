"""Deleting an account: on its shard, then in the directory; no transaction spans the two.

1. The account, its password and its sessions are deleted on the shard, in one transaction with the event that
   tells every service to erase what it has of the person.
2. The address is released in the directory. If it breaks off in between, this service hears the event, too,
   and releases it then (`AccountErasure`).

In the other order, somebody else could sign up with the address while the account is still there.
"""

from dataclasses import dataclass, field

from services.auth.domain.accounts import Identity, normalize_email
from services.auth.errors import AccountNotFound
from services.auth.ports import Accounts, Identities
from services.auth.use_cases.proof import PasswordProof
from services.kit.clock import Clock
from services.kit.ids import UserId
from services.kit.logging import get_logger

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DeleteAccountCommand:
    """What a person gives to be forgotten."""

    owner: UserId
    password: str = field(repr=False)
    address: str
    """Network address that the call came from."""


@dataclass(frozen=True, slots=True)
class DeleteAccount:
    """Deletes the account of whoever is signed in and knows its password."""

    identities: Identities
    accounts: Accounts
    proof: PasswordProof
    clock: Clock

    async def __call__(self, command: DeleteAccountCommand) -> None:
        """Deletes it.

        Raises:
            SignInThrottled: too many attempts of late.
            CredentialsInvalid: that isn't the password.
            AccountNotFound: it no longer exists.
        """
        async with self.accounts.read(command.owner) as reader:
            account = await reader.account()
        if account is None:
            raise AccountNotFound
        email = normalize_email(account.email)
        await self.proof.admit(email, command.address)
        await self.proof.check(Identity(account.id, account.workspace_id, pending=False), command.password)
        async with self.accounts.begin(account.id) as store:
            if not await store.delete(self.clock.now()):
                raise AccountNotFound
        await self.identities.release(account.id)
        await self.proof.succeeded(email, command.address)
        log.info("account.deleted", user_id=str(account.id))


@dataclass(frozen=True, slots=True)
class AccountErasure:
    """Erases what is left of a deleted account, by a deletion that broke off or a sign-in that was under way.
    Doing it again changes nothing."""

    identities: Identities
    accounts: Accounts
    clock: Clock

    async def __call__(self, owner: UserId) -> None:
        """Erases it.

        Raises:
            DatabaseUnavailable, WriteConflict: what is left is found again.
        """
        async with self.accounts.begin(owner) as store:
            await store.delete(self.clock.now())
        await self.identities.release(owner)
