"""Exchanging a refresh token for a new pair."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from services.auth.domain.accounts import Account
from services.auth.domain.refresh_tokens import PresentedToken, decode_refresh_token
from services.auth.domain.sessions import RefreshToken, Session, SessionEnd, Verdict, judge
from services.auth.errors import RefreshTokenInvalid, RefreshTokenReused, SessionEnded
from services.auth.ports import Accounts, AccountStore
from services.auth.use_cases.opening import SignedIn, TokenDesk
from services.kit.clock import Clock
from services.kit.metrics import METRICS
from services.kit.plans import Plan


@dataclass(frozen=True, slots=True)
class Refresh:
    """Rotates refresh tokens, and closes the session of one that was stolen."""

    accounts: Accounts
    desk: TokenDesk
    clock: Clock

    async def __call__(self, refresh_token: str) -> SignedIn:
        """A new pair for this token, and whose it is.

        Raises:
            RefreshTokenInvalid: it is malformed, unknown or expired.
            RefreshTokenReused: it was used before; its session is closed now.
            SessionEnded: its session is closed.
        """
        presented = decode_refresh_token(refresh_token)
        if presented is None:
            METRICS.refreshes.labels("invalid").inc()
            raise RefreshTokenInvalid
        async with self.accounts.read(presented.user_id) as reader:
            account = await reader.account()
        plan = Plan.FREE if account is None else await self.desk.plan_of(account)
        async with self.accounts.begin(presented.user_id) as store:
            verdict, signed_in = await self._exchange(store, presented, plan)
        # Errors are raised here, after the transaction: what a reuse has closed has to stay closed.
        METRICS.refreshes.labels(verdict.value if verdict else "invalid").inc()
        match verdict:
            case Verdict.ROTATE | Verdict.REPEAT if signed_in is not None:
                return signed_in
            case Verdict.REUSED:
                raise RefreshTokenReused
            case Verdict.SESSION_ENDED:
                raise SessionEnded
            case _:
                raise RefreshTokenInvalid

    async def _exchange(
        self, store: AccountStore, presented: PresentedToken, plan: Plan
    ) -> tuple[Verdict | None, SignedIn | None]:
        token = await store.refresh_token(presented.token_id)
        if token is None or not token.is_made_of(presented.secret):
            return None, None
        session = await store.session(token.session_id)
        account = await store.account()
        if session is None or account is None:
            return None, None
        now = self.clock.now()
        verdict = judge(token, session, now, self.desk.lifetimes)
        match verdict:
            case Verdict.ROTATE:
                await store.mark_used(token.spent(now))
                return verdict, await self._next_pair(store, account, session, token, plan, now)
            case Verdict.REPEAT:
                return verdict, await self._next_pair(store, account, session, token, plan, now)
            case Verdict.REUSED:
                await store.end_session(session.id, SessionEnd.TOKEN_REUSED, now)
                return verdict, None
            case Verdict.EXPIRED | Verdict.SESSION_ENDED:
                return verdict, None
            case _:
                assert_never(verdict)

    async def _next_pair(
        self,
        store: AccountStore,
        account: Account,
        session: Session,
        token: RefreshToken,
        plan: Plan,
        now: datetime,
    ) -> SignedIn:
        used = session.used(now, self.desk.lifetimes)
        await store.touch_session(used)
        pair = await self.desk.give_pair(store, account, used, plan=plan, parent_id=token.id, now=now)
        return SignedIn(account, plan, pair)
