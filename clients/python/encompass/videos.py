"""The caller's films."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator

from encompass.paging import every
from encompass.transport import Transport
from encompass.video.v1 import video_pb2, video_service_pb2, video_service_pb2_grpc
from encompass.watching import resuming

Playback = video_service_pb2.GetPlaybackResponse
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
        format: VideoFormat = video_pb2.VIDEO_FORMAT_HD,
        seed: int = 0,
        request_id: uuid.UUID | None = None,
    ) -> Video:
        """Asks for a film of a finished script. Raises FailedPrecondition (SCRIPT_NOT_READY)."""
        request = video_service_pb2.CreateVideoRequest(
            request_id=str(request_id or uuid.uuid4()), script_id=script_id, format=format, seed=seed
        )
        return (await self._transport.call(self._stub.CreateVideo, request)).video

    async def get(self, video_id: str) -> Video:
        """One of the caller's videos. Raises NotFound."""
        request = video_service_pb2.GetVideoRequest(video_id=video_id)
        return (await self._transport.call(self._stub.GetVideo, request)).video

    def list(self) -> AsyncIterator[Video]:
        """The caller's videos, newest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListVideos, video_service_pb2.ListVideosRequest(page_token=page_token)
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
