"""What ShareService takes, and what it says."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from encompass.video.v1 import render_options_pb2, share_link_pb2, video_pb2
from encompass.video.v1 import share_service_pb2 as api
from google.protobuf.duration_pb2 import Duration
from protovalidate import Validator

from services.kit.ids import SessionId, UserId, WorkspaceId, new_id
from services.kit.principal import Principal, set_principal
from services.video.domain.options import Aspect, RenderOptions
from services.video.domain.share_links import ShareLink
from services.video.domain.video import Video, VideoId, VideoScene, VideoState
from services.video.handlers.sharing import ShareHandlers
from services.video.use_cases.playback import PlaybackLinks
from services.video.use_cases.sharing import FilmSharing, NewShareLink, Screening, SharedAt

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_request(lifetime: timedelta | None) -> api.CreateShareLinkRequest:
    request = api.CreateShareLinkRequest(request_id=str(uuid.uuid4()), video_id=str(uuid.uuid4()))
    if lifetime is not None:
        request.lifetime.CopyFrom(Duration(seconds=int(lifetime.total_seconds())))
    return request


@pytest.mark.parametrize("lifetime", [HOUR, timedelta(days=7), timedelta(days=30)])
def test_a_link_may_last_from_an_hour_to_thirty_days(lifetime: timedelta) -> None:
    assert not Validator().collect_violations(a_request(lifetime))


@pytest.mark.parametrize("lifetime", [None, timedelta(0), timedelta(minutes=59), timedelta(days=31)])
def test_a_link_with_no_such_lifetime_breaks_the_contract(
    lifetime: timedelta | None,
) -> None:
    (violation,) = Validator().collect_violations(a_request(lifetime))
    assert violation.proto.field is not None
    assert violation.proto.field.elements[0].field_name == "lifetime"


@pytest.mark.parametrize("token", ["", "A" * 129])
def test_a_token_that_is_none_or_endless_breaks_the_contract(token: str) -> None:
    assert Validator().collect_violations(api.GetSharedFilmRequest(share_token=token))


class Said:
    """A sharing that says what a test wants, and a context that takes metadata."""

    def __init__(self, *, playback: PlaybackLinks | None = None) -> None:
        self.asked: list[tuple[UserId, NewShareLink]] = []
        self.metadata: tuple[tuple[str, str], ...] = ()
        self._playback = playback

    async def create(self, owner: UserId, new: NewShareLink) -> SharedAt:
        self.asked.append((owner, new))
        link = ShareLink(new_id(), new.video_id, b"hash", NOON, NOON + new.lifetime)
        return SharedAt(link, "https://films.example/shared/token")

    async def show(self, share_token: str) -> Screening:
        scene = VideoScene(0, "The harbour", duration_ms=46_000)
        options = RenderOptions(aspect=Aspect.TALL)
        video = Video(
            VideoId(new_id()),
            uuid.uuid4(),
            uuid.uuid4(),
            "Low tide",
            options,
            VideoState.RENDERING,
            3,
            NOON,
            NOON,
            scenes=(scene,),
            segment_count=2,
        )
        return Screening(video, NOON + HOUR, self._playback)

    async def send_initial_metadata(self, metadata: tuple[tuple[str, str], ...]) -> None:
        self.metadata = metadata


def handlers_over(said: Said) -> ShareHandlers:
    return ShareHandlers(cast(FilmSharing, said))


async def test_a_new_link_is_the_callers_and_its_secret_is_in_the_address_alone() -> None:
    said = Said()
    caller = Principal(UserId(new_id()), WorkspaceId(new_id()), SessionId(new_id()), "token")
    set_principal(caller)
    request = a_request(HOUR)
    answer = await handlers_over(said).CreateShareLink(request, cast(Any, said))
    ((owner, new),) = said.asked
    assert (owner, str(new.video_id), new.lifetime) == (caller.user_id, request.video_id, HOUR)
    assert answer.url == "https://films.example/shared/token"
    assert answer.share_link.expire_time.ToDatetime(UTC) == NOON + HOUR
    assert {field.name for field in share_link_pb2.ShareLink.DESCRIPTOR.fields} == {
        "id",
        "video_id",
        "create_time",
        "expire_time",
    }


async def test_whoever_has_the_link_learns_nothing_of_whose_film_it_is() -> None:
    links = PlaybackLinks(
        "player", "full", "all", "mp4", "poster", "captions", "chapters", "preview", "sheet", NOON
    )
    said = Said(playback=links)
    film = (
        await handlers_over(said).GetSharedFilm(api.GetSharedFilmRequest(share_token="t"), cast(Any, said))
    ).film
    assert (film.title, film.state) == ("Low tide", video_pb2.VIDEO_STATE_RENDERING)
    assert (film.duration_ms, film.playable_ms) == (46_000, 4_000)
    assert film.aspect_ratio == render_options_pb2.ASPECT_RATIO_9_16
    assert [value for field, value in film.playback.ListFields() if field.name.endswith("_url")] == [
        links.player_url,
        links.playlist_url,
        links.multivariant_url,
        links.mp4_url,
        links.poster_url,
        links.captions_url,
        links.chapters_url,
        links.preview_url,
        links.thumbnails_url,
    ]
    assert not [field.name for field in film.DESCRIPTOR.fields if field.name.endswith("_id")]
    assert said.metadata == (("cache-control", "no-store"),)


async def test_a_film_that_nothing_can_be_played_of_has_no_playback() -> None:
    said = Said()
    answer = await handlers_over(said).GetSharedFilm(
        api.GetSharedFilmRequest(share_token="t"), cast(Any, said)
    )
    assert not answer.film.HasField("playback")
