"""Giving roles to accounts, and taking them back."""

from dataclasses import dataclass

from services.auth.domain.accounts import Account, normalize_email
from services.auth.errors import AccountNotFound
from services.auth.ports import Accounts, Identities
from services.kit.logging import get_logger
from services.kit.roles import Role

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Roles:
    """For whoever runs the platform: no call of the API comes here."""

    identities: Identities
    accounts: Accounts

    async def grant(self, email: str, role: Role) -> Account:
        """Gives a role; the account has it with its next access token.

        Raises:
            AccountNotFound: nobody has signed up with this address.
        """
        return await self._change(email, role, given=True)

    async def revoke(self, email: str, role: Role) -> Account:
        """Takes a role back; access tokens that name it are accepted until they expire, within minutes.

        Raises:
            AccountNotFound: nobody has signed up with this address.
        """
        return await self._change(email, role, given=False)

    async def _change(self, email: str, role: Role, *, given: bool) -> Account:
        identity = await self.identities.find(normalize_email(email))
        if identity is None:
            raise AccountNotFound
        async with self.accounts.begin(identity.user_id) as store:
            account = await store.account()
            if account is None:
                raise AccountNotFound
            roles = account.roles | {role} if given else account.roles - {role}
            await store.set_roles(roles)
        log.info("role.granted" if given else "role.revoked", user_id=str(account.id), role=role.value)
        return account
