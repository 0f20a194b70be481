"""The caller's account and sessions."""

from dataclasses import dataclass

from services.auth.domain.accounts import Account
from services.auth.domain.sessions import SessionEnd
from services.auth.errors import AccountNotFound, SessionNotFound
from services.auth.ports import Accounts, Plans, SessionPage
from services.kit.clock import Clock
from services.kit.ids import SessionId, UserId
from services.kit.plans import Plan


@dataclass(frozen=True, slots=True)
class Sessions:
    """Looks at an account and its sessions, and closes sessions."""

    accounts: Accounts
    plans: Plans
    clock: Clock

    async def account_of(self, owner: UserId) -> tuple[Account, Plan]:
        """The caller's account, and what its workspace pays for.

        Raises:
            AccountNotFound: it no longer exists.
        """
        async with self.accounts.read(owner) as reader:
            account = await reader.account()
        if account is None:
            raise AccountNotFound
        return account, await self.plans.plan_of(account.workspace_id)

    async def page(self, owner: UserId, *, page_size: int, page_token: str) -> SessionPage:
        """Open sessions, newest first."""
        async with self.accounts.read(owner) as reader:
            return await reader.open_sessions(self.clock.now(), page_size=page_size, page_token=page_token)

    async def sign_out(self, owner: UserId, session_id: SessionId) -> None:
        """Closes the session of the call. One that is gone needs no closing."""
        async with self.accounts.begin(owner) as store:
            await store.end_session(session_id, SessionEnd.SIGNED_OUT, self.clock.now())

    async def revoke(self, owner: UserId, session_id: SessionId) -> None:
        """Closes one of the caller's sessions; closing it again changes nothing.

        Raises:
            SessionNotFound: the caller has no such session.
        """
        async with self.accounts.begin(owner) as store:
            if await store.session(session_id) is None:
                raise SessionNotFound(session_id)
            await store.end_session(session_id, SessionEnd.REVOKED, self.clock.now())
