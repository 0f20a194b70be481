"""Opening a session, and giving out its tokens."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.auth.domain.accounts import Account, clean_label
from services.auth.domain.refresh_tokens import PresentedToken, encode_refresh_token
from services.auth.domain.sessions import Lifetimes, Session, issued, new_secret
from services.auth.ports import AccessToken, AccessTokens, AccountStore, Plans
from services.kit.ids import SessionId, new_id
from services.kit.plans import Plan


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client gets to call with, and to stay signed in."""

    access: AccessToken
    refresh_token: str = field(repr=False)
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with what a client gets for them."""

    account: Account
    plan: Plan
    tokens: TokenPair


@dataclass(frozen=True, slots=True)
class TokenDesk:
    """Where sessions and token pairs are made."""

    access_tokens: AccessTokens
    lifetimes: Lifetimes
    plans: Plans

    async def plan_of(self, account: Account) -> Plan:
        """What the account's next access token says of its workspace. Ask before a transaction, not in it."""
        return await self.plans.plan_of(account.workspace_id)

    async def open_session(
        self, store: AccountStore, account: Account, *, plan: Plan, device_name: str, now: datetime
    ) -> SignedIn:
        """A new session of this account with its first pair."""
        session = Session.opened(
            SessionId(new_id()), device_name=clean_label(device_name), now=now, lifetimes=self.lifetimes
        )
        await store.add_session(session)
        pair = await self.give_pair(store, account, session, plan=plan, parent_id=None, now=now)
        return SignedIn(account, plan, pair)

    async def give_pair(
        self,
        store: AccountStore,
        account: Account,
        session: Session,
        *,
        plan: Plan,
        parent_id: UUID | None,
        now: datetime,
    ) -> TokenPair:
        """A fresh pair of an open session."""
        secret = new_secret()
        token = issued(new_id(), secret, session, parent_id=parent_id, now=now)
        await store.add_refresh_token(token)
        return TokenPair(
            access=self.access_tokens.issue(account, session.id, now, plan=plan),
            refresh_token=encode_refresh_token(PresentedToken(account.id, token.id, secret)),
            refresh_expires_at=token.expires_at,
        )
