"""Share links and the playback that they give out."""

import base64
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.video.domain.playback import Playback, PlaybackTokens
from services.video.domain.share_links import (
    PresentedShare,
    ShareLink,
    ShareTokens,
    decode_share_token,
    encode_share_token,
    hash_of,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TOKENS = ShareTokens(b"a secret of the tests")
PLAYBACK_TOKENS = PlaybackTokens(b"a secret of the tests")


def a_link(*, revoked_at: datetime | None = None) -> ShareLink:
    link_id = uuid.uuid4()
    hashed = hash_of(TOKENS.secret_of(link_id))
    return ShareLink(link_id, uuid.uuid4(), hashed, NOW, NOW + timedelta(hours=1), revoked_at)


def test_a_token_names_the_owner_and_the_link_and_fits_into_an_address() -> None:
    share = PresentedShare(uuid.uuid4(), uuid.uuid4(), TOKENS.secret_of(uuid.uuid4()))
    token = encode_share_token(share)
    assert decode_share_token(token) == share
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,128}", token)
    assert share.secret.hex() not in repr(share)


@pytest.mark.parametrize("token", ["", "x", "not a token", "é" * 20, "A" * 500, "=" * 8, "Aa" * 43])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    assert decode_share_token(token) is None


def test_only_the_secret_of_the_link_itself_opens_it() -> None:
    link = a_link()
    assert link.is_opened_by(TOKENS.secret_of(link.id))
    assert not link.is_opened_by(TOKENS.secret_of(uuid.uuid4()))
    assert not link.is_opened_by(ShareTokens(b"another secret").secret_of(link.id))
    assert link.secret_hash != TOKENS.secret_of(link.id)


def test_a_link_works_until_it_expires_or_is_revoked() -> None:
    assert a_link().works(NOW + timedelta(minutes=59))
    assert not a_link().works(NOW + timedelta(hours=1))
    assert not a_link(revoked_at=NOW).works(NOW)


def test_a_shared_playback_says_which_link_it_came_from() -> None:
    shared = Playback(uuid.uuid4(), uuid.uuid4(), NOW + timedelta(minutes=20), uuid.uuid4())
    token = PLAYBACK_TOKENS.sign(shared)
    assert PLAYBACK_TOKENS.read(token, NOW) == shared
    assert PLAYBACK_TOKENS.read(token, NOW + timedelta(minutes=20)) is None


def test_a_shared_playback_cannot_be_made_the_owners_own() -> None:
    shared = Playback(uuid.uuid4(), uuid.uuid4(), NOW + timedelta(minutes=20), uuid.uuid4())
    raw = base64.urlsafe_b64decode(PLAYBACK_TOKENS.sign(shared) + "==")
    without_link = b"\x01" + raw[1:41] + raw[57:]
    for forged in (without_link, b"\x01" + raw[1:], raw[:41] + raw[57:]):
        assert PLAYBACK_TOKENS.read(base64.urlsafe_b64encode(forged).decode().rstrip("="), NOW) is None
