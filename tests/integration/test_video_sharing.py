"""Share links over real Postgres, NATS and S3: what they show, and when they stop."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from encompass.video.v1.share_service_pb2 import CreateShareLinkRequest

from services.kit import audit
from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import UserId
from services.kit.settings import DbSettings, NatsSettings, S3Settings
from services.video.adapters.share_links import SqlShareLinks
from services.video.adapters.tables import ShareLinkRow
from services.video.domain.share_links import MOST_PER_FILM, SHARED_PLAYBACK_TTL, ShareTokens
from services.video.domain.video import Video, VideoState
from services.video.errors import (
    PlaybackTokenInvalid,
    ShareLinkNotFound,
    TooManyShareLinks,
    VideoNotFound,
)
from services.video.use_cases.sharing import FilmSharing, NewShareLink
from tests.support.theatre import PUBLIC_URL, Theatre, open_theatre, somebody

HOUR = timedelta(hours=1)


@pytest.fixture
async def theatre(
    fresh_db: DbSettings, fresh_nats: NatsSettings, fresh_bucket: S3Settings
) -> AsyncIterator[Theatre]:
    async with open_theatre(fresh_db, fresh_nats, fresh_bucket) as opened:
        await opened.platform.relays()
        yield opened


class At:
    """A clock that stands."""

    def __init__(self, ahead: timedelta) -> None:
        self._now = datetime.now(UTC) + ahead

    def now(self) -> datetime:
        return self._now


def wanted(
    video_id: uuid.UUID, *, lifetime: timedelta = HOUR, request_id: uuid.UUID | None = None
) -> NewShareLink:
    """An order for a link."""
    request = CreateShareLinkRequest(video_id=str(video_id))
    request.lifetime.FromTimedelta(lifetime)
    return NewShareLink(request_id or uuid.uuid4(), video_id, lifetime, request)


def token_in(url: str) -> str:
    return url.rpartition("/")[2]


def sharing_at(theatre: Theatre, ahead: timedelta) -> FilmSharing:
    """The same service, so much later."""
    return FilmSharing(
        theatre.platform.databases.uow,
        theatre.crew.videos,
        SqlShareLinks,
        theatre.cinema,
        ShareTokens(b"a secret of the tests"),
        At(ahead),
        public_url=PUBLIC_URL,
    )


async def a_film(theatre: Theatre, owner: UserId) -> Video:
    theatre.platform.worker(theatre.handler)
    video = await theatre.desk.create(owner, theatre.new())
    return await theatre.until_state(owner, video, VideoState.READY)


async def an_order(theatre: Theatre, owner: UserId) -> Video:
    """A video that nobody renders."""
    return await theatre.desk.create(owner, theatre.new())


async def test_whoever_has_the_link_can_watch_the_film(theatre: Theatre) -> None:
    owner = somebody()
    film = await a_film(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(film.id))
    assert shared.url.startswith(f"{PUBLIC_URL}/shared/")

    screening = await theatre.sharing.show(token_in(shared.url))
    assert (screening.video.title, screening.video.state) == (film.title, VideoState.READY)
    assert screening.playback is not None
    left = screening.playback.expires_at - datetime.now(UTC)
    assert SHARED_PLAYBACK_TTL - timedelta(seconds=30) < left <= SHARED_PLAYBACK_TTL
    playlist = await theatre.cinema.playlist(screening.playback.playlist_url.split("/")[-2])
    assert playlist.count("#EXTINF") == film.segment_count
    body = await asyncio.to_thread(lambda: urlopen(screening.playback.mp4_url).read())  # type: ignore[union-attr]
    assert len(body) > 0


async def test_a_video_that_nothing_can_be_played_of_is_shown_without_links(theatre: Theatre) -> None:
    owner = somebody()
    video = await an_order(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(video.id))
    screening = await theatre.sharing.show(token_in(shared.url))
    assert (screening.video.state, screening.playback) == (VideoState.QUEUED, None)


async def test_a_revoked_link_stops_at_once_for_whoever_is_watching_too(theatre: Theatre) -> None:
    owner = somebody()
    film = await a_film(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(film.id))
    screening = await theatre.sharing.show(token_in(shared.url))
    assert screening.playback is not None
    playing = screening.playback.playlist_url.split("/")[-2]
    own = (await theatre.cinema.links(owner, film.id)).playlist_url.split("/")[-2]

    await theatre.sharing.revoke(owner, shared.link.id)
    await theatre.sharing.revoke(owner, shared.link.id)
    with pytest.raises(ShareLinkNotFound):
        await theatre.sharing.show(token_in(shared.url))
    for ask in (theatre.cinema.playlist, theatre.cinema.multivariant_playlist, theatre.cinema.thumbnails):
        with pytest.raises(PlaybackTokenInvalid):
            await ask(playing)
    with pytest.raises(PlaybackTokenInvalid):
        await theatre.cinema.player(playing)
    assert await theatre.cinema.playlist(own), "the owner still watches"
    assert not (await theatre.sharing.page(owner, film.id, 20, "")).links

    async with theatre.platform.databases.uow.read(owner) as tx:
        entries = (await audit.entries(tx, "video", film.id)).entries
    assert [entry.action for entry in entries] == ["video.unshared", "video.shared"]
    assert all(entry.details["share_link_id"] == str(shared.link.id) for entry in entries)


async def test_an_expired_link_looks_like_one_that_never_was(theatre: Theatre) -> None:
    owner = somebody()
    video = await an_order(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(video.id))
    with pytest.raises(ShareLinkNotFound) as expired:
        await sharing_at(theatre, HOUR).show(token_in(shared.url))
    changed = token_in(shared.url)
    changed = ("B" if changed[40] == "A" else "A").join((changed[:40], changed[41:]))
    with pytest.raises(ShareLinkNotFound) as unknown:
        await theatre.sharing.show(changed)
    assert (expired.value.message, expired.value.metadata) == (unknown.value.message, unknown.value.metadata)
    assert not (await sharing_at(theatre, HOUR).page(owner, video.id, 20, "")).links


async def test_the_links_of_the_film_end_with_the_share_link(theatre: Theatre) -> None:
    owner = somebody()
    film = await a_film(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(film.id))
    later = sharing_at(theatre, timedelta(minutes=55))
    screening = await later.show(token_in(shared.url))
    assert screening.playback is not None
    assert screening.playback.expires_at == shared.link.expires_at


async def test_the_same_request_gets_the_same_address_and_another_body_is_refused(theatre: Theatre) -> None:
    owner = somebody()
    video = await an_order(theatre, owner)
    request_id = uuid.uuid4()
    first, again = [
        await theatre.sharing.create(owner, wanted(video.id, request_id=request_id)) for _ in range(2)
    ]
    assert (first.url, first.link.id) == (again.url, again.link.id)
    with pytest.raises(RequestIdReused):
        await theatre.sharing.create(owner, wanted(video.id, request_id=request_id, lifetime=2 * HOUR))


async def test_a_film_has_so_many_links_and_not_one_more_whoever_is_quicker(theatre: Theatre) -> None:
    owner = somebody()
    video = await an_order(theatre, owner)
    made = await asyncio.gather(
        *(theatre.sharing.create(owner, wanted(video.id)) for _ in range(MOST_PER_FILM + 3)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, TooManyShareLinks) for each in made) == 3
    first = await theatre.sharing.page(owner, video.id, MOST_PER_FILM - 1, "")
    rest = await theatre.sharing.page(owner, video.id, 5, first.next_page_token)
    assert len({link.id for link in (*first.links, *rest.links)}) == MOST_PER_FILM
    assert rest.next_page_token == ""
    await theatre.sharing.revoke(owner, rest.links[0].id)
    await theatre.sharing.create(owner, wanted(video.id))


async def test_links_that_have_long_been_over_are_forgotten(theatre: Theatre) -> None:
    owner = somebody()
    video = await an_order(theatre, owner)
    old = await theatre.sharing.create(owner, wanted(video.id))
    later = sharing_at(theatre, timedelta(days=2))
    new = await later.create(owner, wanted(video.id))
    async with theatre.platform.databases.uow.read(owner) as tx:
        kept = [row.id for row in await tx.session.scalars(tx.owned(ShareLinkRow))]
    assert kept == [new.link.id]
    with pytest.raises(ShareLinkNotFound):
        await theatre.sharing.revoke(owner, old.link.id)


async def test_links_go_with_their_film(theatre: Theatre) -> None:
    owner = somebody()
    video = await an_order(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(video.id))
    await theatre.removal.delete(owner, video.id, all_versions=True)
    with pytest.raises(ShareLinkNotFound):
        await theatre.sharing.show(token_in(shared.url))
    async with theatre.platform.databases.uow.read(owner) as tx:
        assert not (await tx.session.scalars(tx.owned(ShareLinkRow))).all()


async def test_nobody_shares_or_sees_the_links_of_somebody_elses_film(theatre: Theatre) -> None:
    owner, stranger = somebody(), somebody()
    video = await an_order(theatre, owner)
    shared = await theatre.sharing.create(owner, wanted(video.id))
    with pytest.raises(VideoNotFound):
        await theatre.sharing.create(stranger, wanted(video.id))
    with pytest.raises(VideoNotFound):
        await theatre.sharing.page(stranger, video.id, 20, "")
    with pytest.raises(ShareLinkNotFound):
        await theatre.sharing.revoke(stranger, shared.link.id)
    with pytest.raises(PageTokenInvalid):
        await theatre.sharing.page(owner, video.id, 20, "nonsense")
    assert await theatre.sharing.show(token_in(shared.url))
