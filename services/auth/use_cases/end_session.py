"""Signing out with a refresh token, for whoever has no access token any more."""

from dataclasses import dataclass

from services.auth.domain.refresh_tokens import decode_refresh_token
from services.auth.domain.sessions import SessionEnd
from services.auth.ports import Accounts
from services.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class EndSession:
    """Closes the session that a refresh token is of."""

    accounts: Accounts
    clock: Clock

    async def __call__(self, refresh_token: str) -> None:
        """Closes it. A token that is spent or has expired will do; one that is nobody's closes nothing."""
        presented = decode_refresh_token(refresh_token)
        if presented is None:
            return
        async with self.accounts.begin(presented.user_id) as store:
            token = await store.refresh_token(presented.token_id)
            if token is not None and token.is_made_of(presented.secret):
                await store.end_session(token.session_id, SessionEnd.SIGNED_OUT, self.clock.now())
