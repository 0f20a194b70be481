"""Signing up: an entry in the directory and an account on a shard; no transaction spans the two.

1. The address is reserved in the directory, pending, for a new user id.
2. The account, its password and its first session are stored on that id's shard, in one transaction.
3. The reservation is made final.

Whatever breaks off in between, nobody is locked out. After 1 there is a reservation without an account: the
next sign-up takes the reserved id and goes on from there. After 2 the account is whole: its owner can sign
in, or sign up again with the same password, and either finishes step 3. Two sign-ups at once for one address
get one id, and the account's key on the shard lets one of them through.
"""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from services.auth.domain.accounts import Account, Identity, clean_label, normalize_email
from services.auth.domain.passwords import canonical_password, is_easy_to_guess
from services.auth.domain.throttle import sign_up_keys
from services.auth.errors import CredentialsInvalid, EmailTaken, PasswordTooCommon, SignInThrottled
from services.auth.ports import Accounts, Identities, Passwords, Throttle
from services.auth.use_cases.opening import SignedIn, TokenDesk
from services.auth.use_cases.proof import PasswordProof
from services.kit.clock import Clock
from services.kit.ids import UserId, WorkspaceId, new_id

DEFAULT_WORKSPACE: Final = WorkspaceId(UUID("00000000-0000-7000-8000-000000000001"))
"""The workspace that people sign up into; the directory's first migration of auth makes it."""

_SAME_SIGN_UP: Final = timedelta(minutes=10)
"""A sign-up that comes again so soon, with the same password, is one whose reply got lost."""


@dataclass(frozen=True, slots=True)
class SignUpCommand:
    """What a person gives to get an account."""

    email: str
    password: str = field(repr=False)
    display_name: str
    device_name: str
    address: str
    """Network address that the call came from."""


@dataclass(frozen=True, slots=True)
class SignUp:
    """Creates accounts."""

    identities: Identities
    accounts: Accounts
    passwords: Passwords
    throttle: Throttle
    proof: PasswordProof
    desk: TokenDesk
    common_passwords: Set[str]
    clock: Clock

    async def __call__(self, command: SignUpCommand) -> SignedIn:
        """Signs up.

        Raises:
            PasswordTooCommon: the password is easy to guess.
            SignInThrottled: too many sign-ups from this network address of late.
            EmailTaken: another account has this address.
        """
        if is_easy_to_guess(
            command.password,
            email=command.email,
            display_name=command.display_name,
            common=self.common_passwords,
        ):
            raise PasswordTooCommon
        wait = await self.throttle.attempt(sign_up_keys(command.address), self.clock.now())
        if wait:
            raise SignInThrottled(wait)
        email = normalize_email(command.email)
        identity = await self.identities.reserve(email, UserId(new_id()), DEFAULT_WORKSPACE, self.clock.now())
        signed_up = await self._create(command, identity) if identity.pending else None
        if signed_up is None:
            signed_up = await self._come_again(command, identity)
        if identity.pending:
            await self.identities.activate(email, identity.user_id, self.clock.now())
        return signed_up

    async def _create(self, command: SignUpCommand, identity: Identity) -> SignedIn | None:
        """Stores the account; None if an earlier sign-up, or one at the same time, has done so."""
        password_hash = await self.passwords.hash(canonical_password(command.password))
        now = self.clock.now()
        account = Account(
            id=identity.user_id,
            email=command.email.strip(),
            display_name=clean_label(command.display_name),
            workspace_id=identity.workspace_id,
            created_at=now,
        )
        plan = await self.desk.plan_of(account)
        async with self.accounts.begin(account.id) as store:
            if not await store.create(account, password_hash):
                return None
            return await self.desk.open_session(
                store, account, plan=plan, device_name=command.device_name, now=now
            )

    async def _come_again(self, command: SignUpCommand, identity: Identity) -> SignedIn:
        """Signs in whoever made this account with this sign-up before; tells anybody else that it's taken.

        A pending identity's account is finished either way: whose it is has been decided.
        """
        async with self.accounts.read(identity.user_id) as reader:
            account = await reader.account()
        now = self.clock.now()
        is_recent = account is not None and now - account.created_at < _SAME_SIGN_UP
        email = normalize_email(command.email)
        try:
            if not is_recent:
                raise EmailTaken
            # A guess like any other, so it is counted like any other.
            await self.proof.admit(email, command.address)
            credentials = await self.proof.check(identity, command.password)
        except CredentialsInvalid:
            raise EmailTaken from None
        finally:
            if identity.pending:
                await self.identities.activate(email, identity.user_id, now)
        plan = await self.desk.plan_of(credentials.account)
        async with self.accounts.begin(identity.user_id) as store:
            signed_in = await self.desk.open_session(
                store, credentials.account, plan=plan, device_name=command.device_name, now=now
            )
        await self.proof.succeeded(email, command.address)
        return signed_in
