"""The whole of auth's use cases over fakes, for the tests beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.auth.domain.sessions import Lifetimes
from services.auth.domain.throttle import DEFAULT_LIMITS, Limit, Scope
from services.auth.use_cases.delete_account import AccountErasure, DeleteAccount, DeleteAccountCommand
from services.auth.use_cases.end_session import EndSession
from services.auth.use_cases.opening import SignedIn, TokenDesk, TokenPair
from services.auth.use_cases.proof import PasswordProof
from services.auth.use_cases.refresh import Refresh
from services.auth.use_cases.sessions import Sessions
from services.auth.use_cases.sign_in import SignIn, SignInCommand
from services.auth.use_cases.sign_up import SignUp, SignUpCommand
from services.kit.ids import UserId
from tests.fakes.auth import (
    FakeAccessTokens,
    FakeAccounts,
    FakeIdentities,
    FakePasswords,
    FakePlans,
    FakeThrottle,
)
from tests.fakes.clock import FakeClock

EMAIL = "ada@example.com"
PASSWORD = "violet kettle marsh"


@dataclass
class Auth:
    """Auth without servers."""

    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    limits: Mapping[Scope, Limit] = field(default_factory=lambda: DEFAULT_LIMITS)

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.identities = FakeIdentities()
        self.accounts = FakeAccounts()
        self.passwords = FakePasswords()
        self.throttle = FakeThrottle(self.limits)
        self.plans = FakePlans()
        desk = TokenDesk(FakeAccessTokens(), self.lifetimes, self.plans)
        proof = PasswordProof(self.accounts, self.passwords, self.throttle, self.clock)
        self._sign_up = SignUp(
            identities=self.identities,
            accounts=self.accounts,
            passwords=self.passwords,
            throttle=self.throttle,
            proof=proof,
            desk=desk,
            common_passwords=frozenset({"password", "sunshine"}),
            clock=self.clock,
        )
        self._sign_in = SignIn(self.identities, self.accounts, self.passwords, proof, desk, self.clock)
        self._refresh = Refresh(self.accounts, desk, self.clock)
        self.sessions = Sessions(self.accounts, self.plans, self.clock)
        self._delete_account = DeleteAccount(self.identities, self.accounts, proof, self.clock)
        self.erasure = AccountErasure(self.identities, self.accounts, self.clock)
        self.end_session = EndSession(self.accounts, self.clock)

    async def sign_up(
        self,
        email: str = EMAIL,
        password: str = PASSWORD,
        *,
        address: str = "198.51.100.1",
        name: str = "Ada",
    ) -> SignedIn:
        """Signs up, from a laptop."""
        return await self._sign_up(SignUpCommand(email, password, name, "laptop", address))

    async def sign_in(
        self, email: str = EMAIL, password: str = PASSWORD, *, address: str = "198.51.100.1"
    ) -> SignedIn:
        """Signs in, from a phone."""
        return await self._sign_in(SignInCommand(email, password, "phone", address))

    async def delete_account(self, owner: UserId, password: str = PASSWORD) -> None:
        """Deletes an account, from a laptop."""
        await self._delete_account(DeleteAccountCommand(owner, password, "198.51.100.1"))

    async def refresh(self, token: str) -> TokenPair:
        """Exchanges a refresh token."""
        return (await self._refresh(token)).tokens
