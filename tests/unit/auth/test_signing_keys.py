"""Keys that come, sign and go while the service runs."""

import json
import os
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
import typer
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis.strategies import integers, lists
from typer.testing import CliRunner

from services.auth.adapters.jwt_issuer import JwtIssuer
from services.auth.adapters.key_folder import KeyFolder, NoSigningKey, add_key, read_keys
from services.auth.domain.accounts import Account
from services.auth.domain.signing_keys import KeyAge, KeyTimes, plan_keys
from services.auth.rotate_keys import rotate
from services.kit.grpc.tokens import TokenVerifier
from services.kit.ids import SessionId, UserId, WorkspaceId, new_id
from services.kit.plans import Plan
from services.kit.roles import Role
from services.kit.settings import TokenSettings
from tests.fakes.clock import FakeClock

TIMES = KeyTimes(publish_before_use=timedelta(minutes=15), keep_after_use=timedelta(minutes=20))
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def published(folder: KeyFolder) -> list[str]:
    return [key["kid"] for key in json.loads(folder.jwks())["keys"]]


def test_a_new_key_is_published_at_once_and_signs_later_and_the_old_one_goes_when_its_tokens_have(
    tmp_path: Path, clock: FakeClock
) -> None:
    old = add_key(tmp_path, clock.now())
    keys = KeyFolder(tmp_path, TIMES, clock)
    assert keys.signing_key().age.kid == old

    clock.advance(timedelta(days=30))
    new = add_key(tmp_path, clock.now())
    clock.advance(SECOND)
    assert published(keys) == [old, new]
    assert keys.signing_key().age.kid == old

    clock.advance(timedelta(minutes=15))
    assert keys.signing_key().age.kid == new
    assert published(keys) == [old, new]

    clock.advance(timedelta(minutes=20))
    assert published(keys) == [new]


async def test_tokens_of_both_keys_are_good_throughout_a_rotation(tmp_path: Path, clock: FakeClock) -> None:
    add_key(tmp_path, clock.now())
    keys = KeyFolder(tmp_path, TIMES, clock)
    settings = TokenSettings()
    issuer = JwtIssuer(keys, settings.issuer, settings.audience, timedelta(minutes=10))
    account = Account(UserId(new_id()), "ada@example.com", "Ada", WorkspaceId(new_id()), clock.now())
    session = SessionId(new_id())
    verifier = TokenVerifier(keys, TokenSettings(cache_size=0), clock=clock)
    kids = set()
    for minute in range(60):
        if minute == 10:
            add_key(tmp_path, clock.now())
        token = issuer.issue(account, session, clock.now(), plan=Plan.PRO)
        kids.add(jwt.get_unverified_header(token.text)["kid"])
        clock.advance(token.expires_at - clock.now() - SECOND)
        principal = await verifier.verify(token.text)
        assert (principal.user_id, principal.workspace_id) == (account.id, account.workspace_id)
        assert (principal.session_id, principal.plan) == (session, Plan.PRO)
    assert len(kids) == 2


async def test_a_token_carries_the_roles_of_its_account(tmp_path: Path, clock: FakeClock) -> None:
    add_key(tmp_path, clock.now())
    keys = KeyFolder(tmp_path, TIMES, clock)
    settings = TokenSettings()
    issuer = JwtIssuer(keys, settings.issuer, settings.audience, timedelta(minutes=10))
    ada = Account(
        UserId(new_id()),
        "ada@example.com",
        "Ada",
        WorkspaceId(new_id()),
        clock.now(),
        frozenset({Role.OPERATOR}),
    )
    token = issuer.issue(ada, SessionId(new_id()), clock.now(), plan=Plan.FREE)
    verifier = TokenVerifier(keys, settings, clock=clock)
    assert (await verifier.verify(token.text)).roles == {Role.OPERATOR}
    known = verifier.known(token.text)
    assert known is not None
    assert known.roles == {Role.OPERATOR}


def test_claims_are_those_that_others_rely_on(tmp_path: Path, clock: FakeClock) -> None:
    add_key(tmp_path, clock.now())
    issuer = JwtIssuer(
        KeyFolder(tmp_path, TIMES, clock), "https://issuer", "everybody", timedelta(minutes=10)
    )
    account = Account(UserId(new_id()), "ada@example.com", "Ada", WorkspaceId(new_id()), clock.now())
    texts = [issuer.issue(account, SessionId(new_id()), clock.now(), plan=Plan.PLUS).text for _ in range(2)]
    claims = [jwt.decode(text, options={"verify_signature": False}) for text in texts]
    assert set(claims[0]) == {"iss", "aud", "sub", "wid", "sid", "plan", "roles", "jti", "iat", "exp"}
    assert claims[0]["roles"] == []
    assert claims[0]["exp"] - claims[0]["iat"] == 600
    assert claims[0]["jti"] != claims[1]["jti"]
    assert "ada@example.com" not in str(claims)


def test_the_key_set_holds_nothing_private(tmp_path: Path, clock: FakeClock) -> None:
    add_key(tmp_path, clock.now())
    (key,) = json.loads(KeyFolder(tmp_path, TIMES, clock).jwks())["keys"]
    assert set(key) == {"kty", "crv", "use", "alg", "kid", "x"}


def test_files_that_are_no_key_are_left_out(tmp_path: Path, clock: FakeClock) -> None:
    good = add_key(tmp_path, clock.now())
    (tmp_path / "broken.pem").write_text("-----BEGIN PRIVATE KEY-----\nhm\n")
    other = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "wrong.pem").write_bytes(other)
    (tmp_path / "README").write_text("keys")
    assert list(read_keys(tmp_path)) == [good]


def test_a_folder_without_keys_says_what_to_do(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(NoSigningKey, match="rotate_keys"):
        KeyFolder(tmp_path, TIMES, clock)
    with pytest.raises(NoSigningKey, match="rotate_keys"):
        KeyFolder(tmp_path / "missing", TIMES, clock)


def test_keys_that_vanish_by_mistake_go_on_being_used(tmp_path: Path, clock: FakeClock) -> None:
    kid = add_key(tmp_path, clock.now())
    keys = KeyFolder(tmp_path, TIMES, clock)
    (tmp_path / f"{kid}.pem").unlink()
    clock.advance(timedelta(minutes=1))
    assert keys.signing_key().age.kid == kid


def test_a_key_of_another_name_is_as_old_as_its_file(tmp_path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "first.pem"
    path.write_bytes(pem)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert read_keys(tmp_path)["first"].age.created_at.timestamp() == 1_700_000_000


def test_a_new_key_can_be_read_by_its_owner_only(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "keys"
    kid = add_key(folder, clock.now())
    assert (folder / f"{kid}.pem").stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir()] == [f"{kid}.pem"]


def test_the_command_adds_a_key_and_deletes_what_nothing_needs(tmp_path: Path, clock: FakeClock) -> None:
    app = typer.Typer()
    app.command()(rotate)
    ancient = [add_key(tmp_path, clock.now() - timedelta(days=days)) for days in (900, 800)]
    result = CliRunner().invoke(app, [str(tmp_path)])
    assert result.exit_code == 0, result.output
    names = {path.stem for path in tmp_path.glob("*.pem")}
    assert ancient[0] not in names
    assert ancient[1] in names
    assert len(names) == 2

    assert CliRunner().invoke(app, [str(tmp_path), "--if-empty"]).exit_code == 0
    assert {path.stem for path in tmp_path.glob("*.pem")} == names


@given(lists(integers(0, 500_000), min_size=1, max_size=6), integers(0, 1_000_000))
def test_at_every_moment_the_signing_key_is_published_and_no_needed_key_is_retired(
    ages: list[int], at: int
) -> None:
    start = FakeClock().now()
    keys = [KeyAge(f"k{index}", start + timedelta(seconds=age)) for index, age in enumerate(ages)]
    now = start + timedelta(seconds=at)
    plan = plan_keys(keys, TIMES, now)
    assert plan.signing in plan.published
    assert set(plan.published) | set(plan.retired) == {key.kid for key in keys}
    assert not set(plan.published) & set(plan.retired)
    # Whatever signed within the life of a token is still published.
    before = plan_keys(keys, TIMES, now - TIMES.keep_after_use + SECOND)
    assert before.signing in plan.published
    # What signs from now on was published for long enough, or there was nothing else to sign with.
    signing = next(key for key in keys if key.kid == plan.signing)
    oldest = min(keys, key=lambda key: (key.created_at, key.kid))
    assert signing == oldest or now - signing.created_at >= TIMES.publish_before_use
