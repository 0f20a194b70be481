"""The caller's films."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator

from encompass.paging import every
from encompass.transport import Transport
from encompass.video.v1 import render_options_pb2, video_pb2, video_service_pb2, video_service_pb2_grpc
from encompass.watching import resuming

Comparison = video_service_pb2.CompareVideoVersionsResponse
Playback = video_service_pb2.GetPlaybackResponse
RenderOptions = render_options_pb2.RenderOptions
Video = video_pb2.Video
VideoFormat = video_pb2.VideoFormat
VideoState = video_pb2.VideoState


class Videos:
    """Films: asked for, watched while they render, cancelled."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = video_service_pb2_grpc.VideoServiceStub(transport.channel)

    async def create(
        self,
        script_id: str,
        *,
        format: VideoFormat = video_pb2.VIDEO_FORMAT_UNSPECIFIED,
        options: RenderOptions | None = None,
        seed: int = 0,
        request_id: uuid.UUID | None = None,
    ) -> Video:
        """Asks for a film of a finished script.

        `options` say how it is to look and sound; `format` counts where they name neither tier nor
        resolution. Raises FailedPrecondition (SCRIPT_NOT_READY, TIER_NOT_IN_PLAN) or InvalidArgument
        (OPTIONS_BEYOND_TIER).
        """
        request = video_service_pb2.CreateVideoRequest(
            request_id=str(request_id or uuid.uuid4()),
            script_id=script_id,
            format=format,
            seed=seed,
            options=options,
        )
        return (await self._transport.call(self._stub.CreateVideo, request)).video

    async def remake(
        self,
        video_id: str,
        *,
        options: RenderOptions | None = None,
        seed: int = 0,
        request_id: uuid.UUID | None = None,
    ) -> Video:
        """Asks for a new version of a film, of its script as it stands now; what is left out stays as it was.

        Only scenes that changed are rendered. Raises what `create` raises, and FailedPrecondition
        (TOO_MANY_VERSIONS).
        """
        request = video_service_pb2.RemakeVideoRequest(
            request_id=str(request_id or uuid.uuid4()), video_id=video_id, seed=seed, options=options
        )
        return (await self._transport.call(self._stub.RemakeVideo, request)).video

    def versions(self, video_id: str) -> AsyncIterator[Video]:
        """The versions of a film, the latest first. Raises NotFound."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListVideoVersions,
                video_service_pb2.ListVideoVersionsRequest(video_id=video_id, page_token=page_token),
            ),
            lambda page: page.versions,
        )

    async def compare(self, video_id: str, other_video_id: str) -> Comparison:
        """How two versions of a film differ, scene by scene. Raises NotFound or InvalidArgument."""
        request = video_service_pb2.CompareVideoVersionsRequest(
            video_id=video_id, other_video_id=other_video_id
        )
        return await self._transport.call(self._stub.CompareVideoVersions, request)

    async def restore(self, video_id: str) -> Video:
        """Lists a film as this finished version of it. Raises NotFound or FailedPrecondition."""
        request = video_service_pb2.RestoreVideoVersionRequest(video_id=video_id)
        return (await self._transport.call(self._stub.RestoreVideoVersion, request)).video

    async def delete(self, video_id: str, *, all_versions: bool = False) -> None:
        """Deletes a version, or the film. Raises NotFound or FailedPrecondition (VERSION_IN_USE)."""
        request = video_service_pb2.DeleteVideoRequest(video_id=video_id, all_versions=all_versions)
        await self._transport.call(self._stub.DeleteVideo, request)

    async def get(self, video_id: str) -> Video:
        """One of the caller's videos. Raises NotFound."""
        request = video_service_pb2.GetVideoRequest(video_id=video_id)
        return (await self._transport.call(self._stub.GetVideo, request)).video

    def list(self, *, query: str = "", script_id: str = "") -> AsyncIterator[Video]:
        """The caller's films, newest first, each as its current version.

        `query` leaves only those that have all of its words, `script_id` those of one story.
        """
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListVideos,
                video_service_pb2.ListVideosRequest(page_token=page_token, query=query, script_id=script_id),
            ),
            lambda page: page.videos,
        )

    async def watch(self, video_id: str) -> AsyncIterator[Video]:
        """Yields the video as it stands, then at each change, until it is finished, failed or cancelled.

        Reconnects by itself. Raises NotFound, or Unavailable when the service stays away.
        """
        async for message in resuming(lambda token: self._open(video_id, token)):
            if message.HasField("video"):
                yield message.video

    async def playback(self, video_id: str) -> Playback:
        """Links to the film, valid for six hours. Raises FailedPrecondition (VIDEO_NOT_PLAYABLE)."""
        request = video_service_pb2.GetPlaybackRequest(video_id=video_id)
        return await self._transport.call(self._stub.GetPlayback, request)

    async def cancel(self, video_id: str) -> Video:
        """Stops the rendering; the state follows within a second. Raises NotFound."""
        request = video_service_pb2.CancelVideoRequest(video_id=video_id)
        return (await self._transport.call(self._stub.CancelVideo, request)).video

    async def retry(self, video_id: str) -> Video:
        """Renders a failed video on from its last finished segment. Raises FailedPrecondition."""
        request = video_service_pb2.RetryVideoRequest(video_id=video_id)
        return (await self._transport.call(self._stub.RetryVideo, request)).video

    def _open(self, video_id: str, resume_token: str) -> AsyncIterator[video_service_pb2.WatchVideoResponse]:
        request = video_service_pb2.WatchVideoRequest(video_id=video_id, resume_token=resume_token)
        return self._transport.stream(self._stub.WatchVideo, request)
