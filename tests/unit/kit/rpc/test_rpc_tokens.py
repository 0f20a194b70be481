"""Access tokens: which are let in, and what the others are told."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.kit.errors import TokenExpired, TokenInvalid, Unavailable
from services.kit.grpc import keys as keys_module
from services.kit.grpc.keys import FetchedKeySet
from services.kit.grpc.status import read_remote_error
from services.kit.grpc.tokens import StaticKeySet, TokenVerifier, read_jwks
from services.kit.plans import Plan
from services.kit.settings import TokenSettings
from tests.fakes.clock import FakeClock
from tests.unit.kit.rpc.conftest import Issuer, Running
from tests.unit.kit.rpc.echo import call


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime.now(UTC))


@pytest.fixture
def verifier(issuer: Issuer, clock: FakeClock) -> TokenVerifier:
    return TokenVerifier(issuer.keys, TokenSettings(), clock=clock)


async def test_a_good_token_names_the_person_their_workspace_and_their_session(
    verifier: TokenVerifier, issuer: Issuer
) -> None:
    token = issuer.token()
    principal = await verifier.verify(token)
    assert (principal.user_id, principal.workspace_id, principal.session_id, principal.token) == (
        issuer.user_id,
        issuer.workspace_id,
        issuer.session_id,
        token,
    )
    assert token not in repr(principal)


@pytest.mark.parametrize(("claim", "plan"), [("PRO", Plan.PRO), (None, Plan.FREE), ("PLATINUM", Plan.FREE)])
async def test_a_token_names_a_plan_and_means_the_free_one_where_it_does_not(
    verifier: TokenVerifier, issuer: Issuer, claim: str | None, plan: Plan
) -> None:
    assert (await verifier.verify(issuer.token(plan=claim))).plan is plan


async def test_an_expired_token_is_told_apart_from_an_invalid_one(
    verifier: TokenVerifier, issuer: Issuer, clock: FakeClock
) -> None:
    token = issuer.token()
    clock.advance(timedelta(minutes=11))
    with pytest.raises(TokenExpired):
        await verifier.verify(token)


def forged(issuer: Issuer) -> str:
    return jwt.encode(
        issuer.claims(), Ed25519PrivateKey.generate(), algorithm="EdDSA", headers={"kid": issuer.kid}
    )


def unsigned(issuer: Issuer) -> str:
    return jwt.encode(issuer.claims(), "", algorithm="none", headers={"kid": issuer.kid})


def symmetric(issuer: Issuer) -> str:
    """Signed with the public key as if it were a shared secret, which everybody knows."""
    public = issuer.key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return jwt.encode(issuer.claims(), public, algorithm="HS256", headers={"kid": issuer.kid})


def changed(issuer: Issuer) -> str:
    header, _, signature = issuer.token().split(".")
    claims = {**issuer.claims(iat=1, exp=9999999999), "sub": "0b8a1f5e-3c52-4e55-9a86-3f2b9b8f6f00"}
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"{header}.{payload}.{signature}"


def of_unknown_key(issuer: Issuer) -> str:
    return jwt.encode(issuer.claims(), issuer.key, algorithm="EdDSA", headers={"kid": "unknown"})


def without_key_id(issuer: Issuer) -> str:
    return jwt.encode(issuer.claims(), issuer.key, algorithm="EdDSA")


BAD_TOKENS: dict[str, Callable[[Issuer], str]] = {
    "forged": forged,
    "without a signature": unsigned,
    "signed with the public key": symmetric,
    "changed": changed,
    "of an unknown key": of_unknown_key,
    "without a key id": without_key_id,
    "for somebody else": lambda issuer: issuer.token(aud="other"),
    "of another issuer": lambda issuer: issuer.token(iss="https://evil.test"),
    "without an expiry": lambda issuer: issuer.token(exp=None),
    "without a workspace": lambda issuer: issuer.token(wid=None),
    "of nobody": lambda issuer: issuer.token(sub="root"),
    "of the future": lambda issuer: issuer.token(iat=datetime.now(UTC) + timedelta(hours=1)),
    "malformed": lambda issuer: "not.a.token",
    "too long": lambda issuer: "x" * 5000,
}


@pytest.mark.parametrize("kind", BAD_TOKENS)
async def test_a_bad_token_is_invalid(verifier: TokenVerifier, issuer: Issuer, kind: str) -> None:
    token = BAD_TOKENS[kind](issuer)
    with pytest.raises(TokenInvalid):
        await verifier.verify(token)
    assert verifier.known(token) is None


async def test_a_token_that_was_checked_is_known_until_it_expires(
    verifier: TokenVerifier, issuer: Issuer, clock: FakeClock
) -> None:
    token = issuer.token()
    assert verifier.known(token) is None
    principal = await verifier.verify(token)
    assert verifier.known(token) == principal
    clock.advance(timedelta(minutes=11))
    assert verifier.known(token) is None


async def test_no_more_tokens_are_remembered_than_the_setting_allows(issuer: Issuer) -> None:
    verifier = TokenVerifier(issuer.keys, TokenSettings(cache_size=2))
    tokens = [issuer.token() for _ in range(3)]
    for token in tokens:
        await verifier.verify(token)
    assert [verifier.known(token) is not None for token in tokens] == [False, True, True]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("Bearer nonsense", "TOKEN_INVALID"),
        ("Basic dXNlcjpwYXNz", "TOKEN_MISSING"),
        ("", "TOKEN_MISSING"),
    ],
)
async def test_the_caller_is_told_what_is_wrong_with_the_header(
    running: Running, header: str, reason: str
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call(running.stub, "GetEcho", "hello", metadata=(("authorization", header),))
    assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED
    assert read_remote_error(caught.value).reason == reason


async def test_an_expired_token_is_told_so_over_the_wire(running: Running, issuer: Issuer) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    metadata = issuer.metadata(iat=past, exp=past + timedelta(minutes=10))
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call(running.stub, "GetEcho", "hello", metadata=metadata)
    assert read_remote_error(caught.value).reason == "TOKEN_EXPIRED"


def jwks(**keys: Ed25519PublicKey) -> bytes:
    def entry(kid: str, key: Ed25519PublicKey) -> dict[str, Any]:
        raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        x = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        return {"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": x, "use": "sig", "alg": "EdDSA"}

    return json.dumps({"keys": [entry(kid, key) for kid, key in keys.items()]}).encode()


class Source:
    """A key set as the auth service serves it."""

    def __init__(self, document: bytes) -> None:
        self.document = document
        self.fetches = 0
        self.down = False

    async def fetch(self) -> bytes:
        self.fetches += 1
        if self.down:
            raise TimeoutError
        return self.document


async def test_an_unknown_key_id_fetches_the_keys_again_but_not_at_every_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = (Ed25519PrivateKey.generate().public_key() for _ in range(2))
    source = Source(jwks(old=old))
    keys = FetchedKeySet(source.fetch)
    assert await keys.key("old") == old
    source.document = jwks(old=old, new=new)
    assert [await keys.key("new"), await keys.key("invented")] == [None, None]
    assert source.fetches == 1, "a stranger's key ids must not cause a fetch each"

    monkeypatch.setattr(keys_module, "_AT_MOST_EVERY_SECONDS", 0.0)
    assert await keys.key("new") == new
    assert source.fetches == 2
    assert await keys.key("old") == old
    assert source.fetches == 2


async def test_a_withdrawn_key_is_gone_after_the_next_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (Ed25519PrivateKey.generate().public_key() for _ in range(2))
    source = Source(jwks(old=old))
    keys = FetchedKeySet(source.fetch)
    await keys.key("old")
    source.document = jwks(new=new)
    monkeypatch.setattr(keys_module, "_AT_MOST_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(keys_module, "_AT_LEAST_EVERY_SECONDS", 0.0)
    assert await keys.key("old") is None


async def test_known_keys_go_on_working_while_auth_is_down_and_unknown_ones_may_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = Ed25519PrivateKey.generate().public_key()
    source = Source(jwks(old=old))
    keys = FetchedKeySet(source.fetch)
    await keys.key("old")
    source.down = True
    monkeypatch.setattr(keys_module, "_AT_MOST_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(keys_module, "_AT_LEAST_EVERY_SECONDS", 0.0)
    assert await keys.key("old") == old
    with pytest.raises(Unavailable):
        await keys.key("new")


def test_keys_of_other_kinds_are_left_out() -> None:
    key = Ed25519PrivateKey.generate().public_key()
    document = json.loads(jwks(ours=key))
    document["keys"].append({"kty": "RSA", "kid": "theirs", "n": "AQAB", "e": "AQAB"})
    assert read_jwks(json.dumps(document).encode()) == {"ours": key}


@pytest.mark.parametrize(
    "document", [b"{}", b"[]", b"no json", b'{"keys": [{"kty": "OKP", "crv": "Ed25519"}]}']
)
def test_what_is_no_key_set_is_refused(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|Expecting"):
        read_jwks(document)


async def test_static_keys_know_only_themselves() -> None:
    assert await StaticKeySet({}).key("any") is None
