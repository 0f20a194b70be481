"""Playlists, playback tokens and the page."""

import base64
import json
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.video.domain.playback import Playback, PlaybackTokens
from services.video.domain.player import Player
from services.video.domain.playlist import event_playlist
from services.video.domain.video import playable_count

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLAYBACK = Playback(uuid.uuid4(), uuid.uuid4(), NOW + timedelta(hours=6))
TOKENS = PlaybackTokens(b"a secret of the tests")


def test_a_growing_playlist_has_no_end_and_starts_at_its_start() -> None:
    assert event_playlist("https://s3/init", ["https://s3/0", "https://s3/1"], finished=False) == (
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n"
        "#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n"
        '#EXT-X-MAP:URI="https://s3/init"\n'
        "#EXTINF:2.000,\nhttps://s3/0\n#EXTINF:2.000,\nhttps://s3/1\n"
    )


def test_a_finished_playlist_only_adds_to_the_growing_one() -> None:
    growing = event_playlist("i", ["0", "1"], finished=False)
    finished = event_playlist("i", ["0", "1", "2"], finished=True)
    assert finished.startswith(growing)
    assert finished.endswith("#EXT-X-ENDLIST\n")


@pytest.mark.parametrize(("stored", "playable"), [([], 0), ([0, 1, 2], 3), ([0, 1, 5, 6], 2), ([1, 2], 0)])
def test_only_segments_without_a_gap_before_them_can_be_played(stored: list[int], playable: int) -> None:
    assert playable_count(stored) == playable


def test_a_token_says_what_it_was_signed_for_until_it_expires() -> None:
    token = TOKENS.sign(PLAYBACK)
    assert TOKENS.read(token, NOW) == PLAYBACK
    assert TOKENS.read(token, NOW + timedelta(hours=6) - timedelta(seconds=1)) == PLAYBACK
    assert TOKENS.read(token, NOW + timedelta(hours=6)) is None
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,512}", token)


def test_a_token_of_another_secret_is_refused() -> None:
    assert PlaybackTokens(b"another secret").read(TOKENS.sign(PLAYBACK), NOW) is None


def test_a_token_with_any_byte_changed_is_refused() -> None:
    raw = base64.urlsafe_b64decode(TOKENS.sign(PLAYBACK) + "==")
    for place in range(len(raw)):
        forged = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        assert TOKENS.read(base64.urlsafe_b64encode(forged).decode().rstrip("="), NOW) is None


@pytest.mark.parametrize("token", ["", "x", "not a token", "é" * 20, "A" * 500, "=" * 8])
def test_what_is_no_token_is_refused(token: str) -> None:
    assert TOKENS.read(token, NOW) is None


def player(title: str, mp4_url: str = "") -> Player:
    return Player(
        title=title,
        playlist_url="http://edge/v1/playback/t/index.m3u8",
        media_url="http://s3.test:8333/bucket/init.mp4?X=1&Y=2",
        mp4_url=mp4_url,
        poster_url="",
        duration_ms=46_000,
        playable_ms=8_000,
        is_final=False,
        nonce="n0nce",
    )


def test_the_page_escapes_what_people_wrote() -> None:
    page = player('</title><script>alert("1")</script> & co').page()
    assert "<script>alert" not in page
    assert "&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co" in page


def test_no_link_can_end_the_pages_script() -> None:
    page = player("A film", "http://s3.test:8333/</script><script>alert(1)</script>").page()
    assert page.count("</script>") == 1
    state = re.search(r"const state = (\{.*\});", page)
    assert state is not None
    assert json.loads(state[1])["mp4"].endswith("</script><script>alert(1)</script>")


def test_the_page_may_load_its_media_and_nothing_else() -> None:
    policy = player("A film").content_security_policy
    assert "default-src 'none'" in policy
    assert "media-src 'self' blob: http://s3.test:8333;" in policy
    assert "script-src 'nonce-n0nce'" in policy
    assert "unsafe" not in policy
    assert 'nonce="n0nce"' in player("A film").page()
