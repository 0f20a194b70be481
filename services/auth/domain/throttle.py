"""How many attempts are fair, and how long to wait after more.

Every attempt is counted before its password is looked at, and given back when the password was right: so a
thousand guesses sent at the same moment are no better than a thousand sent one by one.

Four counters, by what they keep apart:

* a **pair** (this e-mail address, from this network address) is where a person mistypes, or somebody
  guesses; its waits grow to a quarter of an hour;
* an **e-mail address** is where guesses from many network addresses add up; its waits stay under half a
  minute, and don't bind a pair that has signed in before: nobody can lock a person out of their account;
* a **network address** is where guesses at many accounts add up; it allows for many people behind a router;
* **sign-ups** are counted by network address.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

_NO_TIME = timedelta(0)
_MOST_DOUBLINGS = 30


class Scope(Enum):
    """What a counter counts."""

    PAIR = "pair"
    EMAIL = "email"
    ADDRESS = "address"
    SIGN_UP = "sign_up"


@dataclass(frozen=True, slots=True)
class Limit:
    """How one kind of counter slows attempts down."""

    free: int
    """Attempts before any wait."""
    longest: timedelta
    """The wait doubles with each attempt, from a second up to this."""
    forget_after: timedelta
    """Without an attempt for so long, all is forgotten."""

    def wait_after(self, count: int) -> timedelta:
        """The wait that follows the attempt of this number."""
        if count <= self.free:
            return _NO_TIME
        doublings = min(count - self.free - 1, _MOST_DOUBLINGS)
        return min(timedelta(seconds=2**doublings), self.longest)


DEFAULT_LIMITS: Mapping[Scope, Limit] = {
    Scope.PAIR: Limit(free=5, longest=timedelta(minutes=15), forget_after=timedelta(hours=1)),
    Scope.EMAIL: Limit(free=20, longest=timedelta(seconds=30), forget_after=timedelta(hours=1)),
    Scope.ADDRESS: Limit(free=100, longest=timedelta(minutes=15), forget_after=timedelta(hours=1)),
    Scope.SIGN_UP: Limit(free=60, longest=timedelta(minutes=10), forget_after=timedelta(hours=1)),
}
TRUST = timedelta(days=30)
"""How long a pair that signed in is known to be the person's own."""


@dataclass(frozen=True, slots=True)
class ThrottleKey:
    """Names a counter. What it is about is hashed: counters tell nobody who tried to sign in from where."""

    scope: Scope
    digest: str

    def __str__(self) -> str:
        return f"{self.scope.value}:{self.digest}"


@dataclass(frozen=True, slots=True)
class Counter:
    """The attempts of late."""

    count: int = 0
    last_at: datetime | None = None
    blocked_until: datetime | None = None
    trusted_until: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long to wait from now before the next attempt."""
        return max(_NO_TIME, self.blocked_until - now) if self.blocked_until else _NO_TIME

    def is_trusted(self, now: datetime) -> bool:
        """Whether the person signed in here before."""
        return self.trusted_until is not None and now < self.trusted_until

    def attempted(self, limit: Limit, now: datetime) -> "Counter":
        """The counter with one attempt more."""
        forgotten = self.last_at is not None and now - self.last_at >= limit.forget_after
        count = 1 if forgotten else self.count + 1
        wait = limit.wait_after(count)
        return replace(self, count=count, last_at=now, blocked_until=now + wait if wait else None)

    def given_back(self) -> "Counter":
        """The counter without an attempt that turned out to be fair."""
        return replace(self, count=max(0, self.count - 1), blocked_until=None)

    def trusted(self, now: datetime) -> "Counter":
        """The counter of a pair that has just signed in."""
        return Counter(last_at=now, trusted_until=now + TRUST)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an attempt may go on, and the counters to store."""

    wait: timedelta
    """None at all: go on."""
    counters: Mapping[ThrottleKey, Counter]
    """Those that changed. An attempt that has to wait isn't counted: it must not make the wait longer."""


def decide(counters: Mapping[ThrottleKey, Counter], limits: Mapping[Scope, Limit], now: datetime) -> Decision:
    """Whether an attempt that concerns all these counters may go on."""
    trusted = any(counter.is_trusted(now) for key, counter in counters.items() if key.scope is Scope.PAIR)
    binding = {key: each for key, each in counters.items() if not (trusted and key.scope is Scope.EMAIL)}
    wait = max((counter.wait(now) for counter in binding.values()), default=_NO_TIME)
    if wait:
        return Decision(wait, {})
    return Decision(_NO_TIME, {key: each.attempted(limits[key.scope], now) for key, each in binding.items()})


def give_back(counters: Mapping[ThrottleKey, Counter], now: datetime) -> Mapping[ThrottleKey, Counter]:
    """The counters after the right password: the pair starts afresh, the others lose this one attempt.

    No more than that, or whoever owns one account could wipe out what they did to others.
    """
    return {
        key: counter.trusted(now) if key.scope is Scope.PAIR else counter.given_back()
        for key, counter in counters.items()
    }


def sign_in_keys(email: str, address: str) -> Sequence[ThrottleKey]:
    """The counters of a sign-in to this (normalised) e-mail address from this network address."""
    return (
        _key(Scope.PAIR, email, address),
        _key(Scope.EMAIL, email),
        _key(Scope.ADDRESS, address),
    )


def sign_up_keys(address: str) -> Sequence[ThrottleKey]:
    """The counter of sign-ups from this network address."""
    return (_key(Scope.SIGN_UP, address),)


def _key(scope: Scope, *parts: str) -> ThrottleKey:
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=16, person=b"throttle").hexdigest()
    return ThrottleKey(scope, digest)
