"""ShareService: the contract's words to use cases and back."""

import uuid
from typing import Any, TypeAlias

import grpc
from encompass.video.v1 import share_link_pb2
from encompass.video.v1 import share_service_pb2 as api
from encompass.video.v1.share_service_pb2_grpc import ShareServiceServicer

from services.kit.grpc.moments import timestamp
from services.kit.principal import current_principal
from services.video.domain.share_links import ShareLink
from services.video.messages import video_message
from services.video.use_cases.playback import PlaybackLinks
from services.video.use_cases.sharing import FilmSharing, NewShareLink, Screening

SHARE_SERVICE = "encompass.video.v1.ShareService"
PUBLIC_SHARE_METHODS = frozenset({"GetSharedFilm"})
"""They are asked with a share link's token."""

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

_DEFAULT_PAGE = 20


class ShareHandlers(ShareServiceServicer):
    """Answers ShareService."""

    def __init__(self, sharing: FilmSharing) -> None:
        self._sharing = sharing

    async def CreateShareLink(
        self, request: api.CreateShareLinkRequest, context: Context
    ) -> api.CreateShareLinkResponse:
        new = NewShareLink(
            uuid.UUID(request.request_id),
            uuid.UUID(request.video_id),
            request.lifetime.ToTimedelta(),
            request,
        )
        shared = await self._sharing.create(current_principal().user_id, new)
        return api.CreateShareLinkResponse(share_link=_link(shared.link), url=shared.url)

    async def ListShareLinks(
        self, request: api.ListShareLinksRequest, context: Context
    ) -> api.ListShareLinksResponse:
        page = await self._sharing.page(
            current_principal().user_id,
            uuid.UUID(request.video_id),
            request.page_size or _DEFAULT_PAGE,
            request.page_token,
        )
        return api.ListShareLinksResponse(
            share_links=[_link(link) for link in page.links], next_page_token=page.next_page_token
        )

    async def RevokeShareLink(
        self, request: api.RevokeShareLinkRequest, context: Context
    ) -> api.RevokeShareLinkResponse:
        await self._sharing.revoke(current_principal().user_id, uuid.UUID(request.share_link_id))
        return api.RevokeShareLinkResponse()

    async def GetSharedFilm(
        self, request: api.GetSharedFilmRequest, context: Context
    ) -> api.GetSharedFilmResponse:
        screening = await self._sharing.show(request.share_token)
        await context.send_initial_metadata((("cache-control", "no-store"),))
        return api.GetSharedFilmResponse(film=_film(screening))


def _link(link: ShareLink) -> share_link_pb2.ShareLink:
    return share_link_pb2.ShareLink(
        id=str(link.id),
        video_id=str(link.video_id),
        create_time=timestamp(link.created_at),
        expire_time=timestamp(link.expires_at),
    )


def _film(screening: Screening) -> share_link_pb2.SharedFilm:
    video = video_message(screening.video)
    return share_link_pb2.SharedFilm(
        title=video.title,
        state=video.state,
        duration_ms=video.duration_ms,
        playable_ms=video.playable_ms,
        aspect_ratio=video.options.aspect_ratio,
        caption_style=video.options.caption_style,
        expire_time=timestamp(screening.expires_at),
        playback=_playback(screening.playback) if screening.playback else None,
    )


def _playback(links: PlaybackLinks) -> share_link_pb2.SharedPlayback:
    return share_link_pb2.SharedPlayback(
        player_url=links.player_url,
        playlist_url=links.playlist_url,
        multivariant_url=links.multivariant_url,
        mp4_url=links.mp4_url,
        poster_url=links.poster_url,
        captions_url=links.captions_url,
        chapters_url=links.chapters_url,
        preview_url=links.preview_url,
        thumbnails_url=links.thumbnails_url,
        expire_time=timestamp(links.expires_at),
    )
