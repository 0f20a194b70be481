"""VideoService: the contract's words to use cases and back."""

import uuid
from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import grpc
from encompass.video.v1 import video_service_pb2 as api
from encompass.video.v1.video_service_pb2_grpc import VideoServiceServicer
from google.api.httpbody_pb2 import HttpBody

from services.kit.grpc.moments import timestamp
from services.kit.principal import current_principal
from services.video.domain import player, playlist, storage
from services.video.domain.playlist import Track
from services.video.messages import comparison_message, video_message
from services.video.option_messages import wish_of
from services.video.use_cases.playback import Cinema
from services.video.use_cases.removal import FilmRemoval
from services.video.use_cases.versions import FilmVersions, NewVersion
from services.video.use_cases.videos import NewVideo, VideoDesk

PUBLIC_METHODS = frozenset({"GetPlaylist", "GetMultivariantPlaylist", "GetThumbnails", "GetPlayer"})
"""They are asked with a playback token."""

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

_DEFAULT_PAGE = 20
_TRACKS = {api.PLAYLIST_VARIANT_SMALL: Track.SMALL, api.PLAYLIST_VARIANT_CAPTIONS: Track.CAPTIONS}


class VideoHandlers(VideoServiceServicer):
    """Answers VideoService."""

    def __init__(self, desk: VideoDesk, versions: FilmVersions, removal: FilmRemoval, cinema: Cinema) -> None:
        self._desk = desk
        self._versions = versions
        self._removal = removal
        self._cinema = cinema

    async def CreateVideo(self, request: api.CreateVideoRequest, context: Context) -> api.CreateVideoResponse:
        new = NewVideo(
            uuid.UUID(request.request_id),
            uuid.UUID(request.script_id),
            wish_of(request.options, request.format),
            request.seed,
            request,
        )
        caller = current_principal()
        video = await self._desk.create(caller.user_id, new, plan=caller.plan)
        return api.CreateVideoResponse(video=video_message(video))

    async def GetVideo(self, request: api.GetVideoRequest, context: Context) -> api.GetVideoResponse:
        video = await self._desk.get(current_principal().user_id, uuid.UUID(request.video_id))
        return api.GetVideoResponse(video=video_message(video))

    async def ListVideos(self, request: api.ListVideosRequest, context: Context) -> api.ListVideosResponse:
        page = await self._desk.page(
            current_principal().user_id,
            request.page_size or _DEFAULT_PAGE,
            request.page_token,
            query=request.query,
            script_id=uuid.UUID(request.script_id) if request.script_id else None,
        )
        return api.ListVideosResponse(
            videos=[video_message(video) for video in page.videos], next_page_token=page.next_page_token
        )

    async def WatchVideo(
        self, request: api.WatchVideoRequest, context: Context
    ) -> AsyncIterator[api.WatchVideoResponse]:
        changes = self._desk.watch(
            current_principal().user_id, uuid.UUID(request.video_id), request.resume_token
        )
        async for change in changes:
            if change.item is None:
                yield api.WatchVideoResponse(resume_token=change.resume_token, checkpoint=api.Checkpoint())
            else:
                yield api.WatchVideoResponse(
                    resume_token=change.resume_token, video=video_message(change.item)
                )

    async def CancelVideo(self, request: api.CancelVideoRequest, context: Context) -> api.CancelVideoResponse:
        video = await self._desk.cancel(current_principal().user_id, uuid.UUID(request.video_id))
        return api.CancelVideoResponse(video=video_message(video))

    async def RetryVideo(self, request: api.RetryVideoRequest, context: Context) -> api.RetryVideoResponse:
        video = await self._desk.retry(current_principal().user_id, uuid.UUID(request.video_id))
        return api.RetryVideoResponse(video=video_message(video))

    async def RemakeVideo(self, request: api.RemakeVideoRequest, context: Context) -> api.RemakeVideoResponse:
        new = NewVersion(
            uuid.UUID(request.request_id),
            uuid.UUID(request.video_id),
            wish_of(request.options) if request.HasField("options") else None,
            request.seed,
            request,
        )
        caller = current_principal()
        video = await self._versions.remake(caller.user_id, new, plan=caller.plan)
        return api.RemakeVideoResponse(video=video_message(video))

    async def ListVideoVersions(
        self, request: api.ListVideoVersionsRequest, context: Context
    ) -> api.ListVideoVersionsResponse:
        page = await self._versions.page(
            current_principal().user_id,
            uuid.UUID(request.video_id),
            request.page_size or _DEFAULT_PAGE,
            request.page_token,
        )
        return api.ListVideoVersionsResponse(
            versions=[video_message(video) for video in page.videos], next_page_token=page.next_page_token
        )

    async def CompareVideoVersions(
        self, request: api.CompareVideoVersionsRequest, context: Context
    ) -> api.CompareVideoVersionsResponse:
        result = await self._versions.compare(
            current_principal().user_id, uuid.UUID(request.video_id), uuid.UUID(request.other_video_id)
        )
        return api.CompareVideoVersionsResponse(
            scenes=[comparison_message(scene) for scene in result.scenes],
            options_differ=result.before.options != result.after.options,
            seed_differs=result.before.seed != result.after.seed,
        )

    async def RestoreVideoVersion(
        self, request: api.RestoreVideoVersionRequest, context: Context
    ) -> api.RestoreVideoVersionResponse:
        video = await self._versions.restore(current_principal().user_id, uuid.UUID(request.video_id))
        return api.RestoreVideoVersionResponse(video=video_message(video))

    async def DeleteVideo(self, request: api.DeleteVideoRequest, context: Context) -> api.DeleteVideoResponse:
        await self._removal.delete(
            current_principal().user_id, uuid.UUID(request.video_id), all_versions=request.all_versions
        )
        return api.DeleteVideoResponse()

    async def GetPlayback(self, request: api.GetPlaybackRequest, context: Context) -> api.GetPlaybackResponse:
        links = await self._cinema.links(current_principal().user_id, uuid.UUID(request.video_id))
        return api.GetPlaybackResponse(
            player_url=links.player_url,
            playlist_url=links.playlist_url,
            mp4_url=links.mp4_url,
            poster_url=links.poster_url,
            captions_url=links.captions_url,
            multivariant_url=links.multivariant_url,
            chapters_url=links.chapters_url,
            preview_url=links.preview_url,
            thumbnails_url=links.thumbnails_url,
            expire_time=timestamp(links.expires_at),
        )

    async def GetPlaylist(self, request: api.GetPlaylistRequest, context: Context) -> api.GetPlaylistResponse:
        track = _TRACKS.get(request.variant, Track.FULL)
        text = await self._cinema.playlist(request.playback_token, track)
        await context.send_initial_metadata((("cache-control", "no-store"),))
        return api.GetPlaylistResponse(
            playlist=HttpBody(content_type=playlist.CONTENT_TYPE, data=text.encode())
        )

    async def GetMultivariantPlaylist(
        self, request: api.GetMultivariantPlaylistRequest, context: Context
    ) -> api.GetMultivariantPlaylistResponse:
        text = await self._cinema.multivariant_playlist(request.playback_token)
        await context.send_initial_metadata((("cache-control", "no-store"),))
        return api.GetMultivariantPlaylistResponse(
            playlist=HttpBody(content_type=playlist.CONTENT_TYPE, data=text.encode())
        )

    async def GetThumbnails(
        self, request: api.GetThumbnailsRequest, context: Context
    ) -> api.GetThumbnailsResponse:
        text = await self._cinema.thumbnails(request.playback_token)
        await context.send_initial_metadata((("cache-control", "no-store"),))
        return api.GetThumbnailsResponse(index=HttpBody(content_type=storage.WEB_VTT, data=text.encode()))

    async def GetPlayer(self, request: api.GetPlayerRequest, context: Context) -> api.GetPlayerResponse:
        shown = await self._cinema.player(request.playback_token)
        # The edge passes these on as headers of the page.
        await context.send_initial_metadata(
            (
                ("cache-control", "no-store"),
                ("content-security-policy", f"{shown.content_security_policy}; frame-ancestors 'self'"),
                ("referrer-policy", "no-referrer"),
                ("x-content-type-options", "nosniff"),
            )
        )
        return api.GetPlayerResponse(
            page=HttpBody(content_type=player.CONTENT_TYPE, data=shown.page().encode())
        )
