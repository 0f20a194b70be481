"""Settings of the auth service."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from services.auth.domain.sessions import Lifetimes
from services.auth.domain.signing_keys import KeyTimes
from services.auth.domain.throttle import DEFAULT_LIMITS, Limit, Scope
from services.kit.settings import DbSettings, NatsSettings, Section, ServiceSettings, TokenSettings


class PasswordSettings(Section):
    """argon2id. The defaults are the first choice of OWASP's password storage cheat sheet."""

    memory_kib: int = Field(default=19 * 1024, ge=8)
    iterations: int = Field(default=2, ge=1)
    parallelism: int = Field(default=1, ge=1)
    processes: int = Field(default=2, ge=1, le=64)
    """Passwords hashed at a time."""
    timeout_seconds: float = Field(default=10.0, gt=0)
    """How long a person waits for a hash before they are told to come back."""


class ThrottleSettings(Section):
    """Attempts that cost no wait; see services/auth/domain/throttle.py."""

    pair_free: int = Field(default=DEFAULT_LIMITS[Scope.PAIR].free, ge=1)
    email_free: int = Field(default=DEFAULT_LIMITS[Scope.EMAIL].free, ge=1)
    address_free: int = Field(default=DEFAULT_LIMITS[Scope.ADDRESS].free, ge=1)
    sign_up_free: int = Field(default=DEFAULT_LIMITS[Scope.SIGN_UP].free, ge=1)

    @property
    def limits(self) -> dict[Scope, Limit]:
        """The limit of each kind of counter."""
        free = {
            Scope.PAIR: self.pair_free,
            Scope.EMAIL: self.email_free,
            Scope.ADDRESS: self.address_free,
            Scope.SIGN_UP: self.sign_up_free,
        }
        return {
            scope: Limit(free=free[scope], longest=limit.longest, forget_after=limit.forget_after)
            for scope, limit in DEFAULT_LIMITS.items()
        }


class WebSettings(Section):
    """Sign-in for pages; see services/auth/browsers.py."""

    origins: tuple[str, ...] = ()
    """Origins whose pages may sign people in, as in ["https://app.example"]; one that ends in `:*` stands for
    all its ports. None: no page may."""
    secure_cookie: bool = True
    """Whether the refresh cookie is kept from plain HTTP. Off only where there is no other: Safari takes no
    such cookie from http://127.0.0.1."""


class AuthSection(TokenSettings):
    """ENCOMPASS_AUTH__…: what this service has on top of what every service knows of tokens."""

    keys_dir: Path
    """Signing keys: one ed25519 key a file, PKCS8 in PEM, named <kid>.pem."""
    access_minutes: float = Field(default=10, gt=0)
    refresh_days: float = Field(default=30, gt=0)
    session_days: float = Field(default=365, gt=0)
    grace_seconds: float = Field(default=10, ge=0)
    publish_key_minutes: float = Field(default=15, ge=0)
    """How long a new key is published before it signs."""
    password: PasswordSettings = PasswordSettings()
    throttle: ThrottleSettings = ThrottleSettings()
    web: WebSettings = WebSettings()
    edge_service: str = "edge"
    """The peer whose word on where a call came from is taken."""

    @property
    def lifetimes(self) -> Lifetimes:
        """How long tokens and sessions last."""
        return Lifetimes(
            access=timedelta(minutes=self.access_minutes),
            refresh=timedelta(days=self.refresh_days),
            session=timedelta(days=self.session_days),
            grace=timedelta(seconds=self.grace_seconds),
        )

    @property
    def key_times(self) -> KeyTimes:
        """How signing keys come and go."""
        access = timedelta(minutes=self.access_minutes)
        return KeyTimes(
            publish_before_use=timedelta(minutes=self.publish_key_minutes),
            keep_after_use=2 * access,
        )


class AuthSettings(ServiceSettings):
    """All settings of the auth service."""

    auth: AuthSection
    db: DbSettings
    nats: NatsSettings
