"""Signing in."""

from dataclasses import dataclass, field

from services.auth.domain.accounts import Credentials, normalize_email
from services.auth.domain.passwords import canonical_password
from services.auth.errors import CredentialsInvalid, SignInThrottled
from services.auth.ports import Accounts, Identities, Passwords
from services.auth.use_cases.opening import SignedIn, TokenDesk
from services.auth.use_cases.proof import PasswordProof
from services.kit.clock import Clock
from services.kit.metrics import METRICS


@dataclass(frozen=True, slots=True)
class SignInCommand:
    """What a person gives to sign in."""

    email: str
    password: str = field(repr=False)
    device_name: str
    address: str
    """Network address that the call came from."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Opens a session for whoever knows the password."""

    identities: Identities
    accounts: Accounts
    passwords: Passwords
    proof: PasswordProof
    desk: TokenDesk
    clock: Clock

    async def __call__(self, command: SignInCommand) -> SignedIn:
        """Signs in.

        Raises:
            SignInThrottled: too many attempts of late.
            CredentialsInvalid: no account has this address with this password.
        """
        try:
            signed_in = await self._sign_in(command)
        except SignInThrottled:
            METRICS.sign_in_attempts.labels("throttled").inc()
            raise
        except CredentialsInvalid:
            METRICS.sign_in_attempts.labels("invalid").inc()
            raise
        METRICS.sign_in_attempts.labels("ok").inc()
        return signed_in

    async def _sign_in(self, command: SignInCommand) -> SignedIn:
        email = normalize_email(command.email)
        await self.proof.admit(email, command.address)
        identity = await self.identities.find(email)
        credentials = await self.proof.check(identity, command.password)
        rehashed = await self._rehash_if_outdated(credentials, command.password)
        account, now = credentials.account, self.clock.now()
        plan = await self.desk.plan_of(account)
        async with self.accounts.begin(account.id) as store:
            if rehashed:
                await store.replace_password_hash(credentials.password_hash, rehashed, now)
            await store.forget_old(now)
            signed_in = await self.desk.open_session(
                store, account, plan=plan, device_name=command.device_name, now=now
            )
        if identity is not None and identity.pending:
            # The sign-up stored the account and then broke off; its owner is here to finish it.
            await self.identities.activate(email, account.id, now)
        await self.proof.succeeded(email, command.address)
        return signed_in

    async def _rehash_if_outdated(self, credentials: Credentials, password: str) -> str | None:
        if not self.passwords.is_outdated(credentials.password_hash):
            return None
        return await self.passwords.hash(canonical_password(password))
