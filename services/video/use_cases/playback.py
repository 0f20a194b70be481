"""Watching a film: links that play it, playlist and page for whoever holds one."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from services.kit.blobs.port import BlobStore
from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.video.domain import storage
from services.video.domain.playback import PLAYBACK_TTL, Playback, PlaybackTokens
from services.video.domain.player import Player
from services.video.domain.playlist import (
    CaptionTrack,
    Track,
    Variant,
    caption_playlist,
    event_playlist,
    multivariant_playlist,
    picture_codec,
)
from services.video.domain.thumbnails import plan_sheet, thumbnails_vtt
from services.video.domain.video import RenditionKind, Segment, Video
from services.video.errors import PlaybackTokenInvalid, VideoNotFound, VideoNotPlayable
from services.video.ports import ShareLinks, Videos


@dataclass(frozen=True, slots=True)
class PlaybackLinks:
    """Where a film can be watched; links to files are empty until there are files."""

    player_url: str
    playlist_url: str
    multivariant_url: str
    mp4_url: str
    poster_url: str
    captions_url: str
    chapters_url: str
    preview_url: str
    thumbnails_url: str
    expires_at: datetime


class Cinema:
    """Shows films."""

    def __init__(
        self,
        uow: UnitOfWork,
        videos: Callable[[Tx], Videos],
        share_links: Callable[[Tx], ShareLinks],
        blobs: BlobStore,
        tokens: PlaybackTokens,
        clock: Clock,
        *,
        public_url: str,
    ) -> None:
        self._uow = uow
        self._videos = videos
        self._share_links = share_links
        self._blobs = blobs
        self._tokens = tokens
        self._clock = clock
        self._public_url = public_url.rstrip("/")

    async def links(self, owner: UserId, video_id: uuid.UUID) -> PlaybackLinks:
        """Links that work without being signed in.

        Raises:
            VideoNotFound: the caller has no such video.
            VideoNotPlayable: nothing of it is rendered yet.
        """
        async with self._uow.read(owner) as tx:
            video = await self._videos(tx).find(video_id)
        if video is None:
            raise VideoNotFound(video_id)
        if not video.segment_count:
            raise VideoNotPlayable(video_id)
        return await self.links_of(video, Playback(video_id, owner, self._clock.now() + PLAYBACK_TTL))

    async def links_of(self, video: Video, playback: Playback) -> PlaybackLinks:
        """Links to a video of which something can be played, for as long as the playback holds."""
        token = self._tokens.sign(playback)
        ttl = playback.expires_at - self._clock.now()
        return PlaybackLinks(
            self._link(token, "player"),
            self._link(token, "index.m3u8"),
            self._link(token, "film.m3u8"),
            await self._file(video, RenditionKind.MP4, ttl),
            await self._file(video, RenditionKind.POSTER, ttl),
            await self._file(video, RenditionKind.CAPTIONS, ttl),
            await self._file(video, RenditionKind.CHAPTERS, ttl),
            await self._file(video, RenditionKind.PREVIEW, ttl),
            self._link(token, "thumbnails.vtt") if video.rendition(RenditionKind.THUMBNAILS) else "",
            playback.expires_at,
        )

    async def playlist(self, token: str, track: Track = Track.FULL) -> str:
        """The playlist of what can be played now.

        Raises:
            PlaybackTokenInvalid: the token is forged, damaged or expired.
            VideoNotPlayable: nothing can be played yet, or the film has no captions beside the picture.
        """
        playback, video, segments = await self._shown(token)
        if not segments:
            raise VideoNotPlayable(video.id)
        left = playback.expires_at - self._clock.now()
        finished = video.state.is_final or video.playable_ms >= video.duration_ms > 0
        if track is Track.CAPTIONS:
            # A worker of before there was such a track may have made the later ones.
            keys = [segment.captions_key for segment in takewhile(lambda each: each.captions_key, segments)]
            if not keys:
                raise VideoNotPlayable(video.id)
            return caption_playlist(
                [await self._blobs.presign_get(key, left) for key in keys], finished=finished
            )
        small = track is Track.SMALL and bool(segments[0].small_blob_key)
        return event_playlist(
            await self._blobs.presign_get(_init_key(video.id, small=small), left),
            [
                await self._blobs.presign_get(segment.small_blob_key if small else segment.blob_key, left)
                for segment in segments
            ],
            finished=finished,
        )

    async def multivariant_playlist(self, token: str) -> str:
        """The playlist of playlists.

        Raises:
            PlaybackTokenInvalid: the token is forged, damaged or expired.
            VideoNotPlayable: nothing can be played yet.
        """
        _, video, segments = await self._shown(token)
        if not segments:
            raise VideoNotPlayable(video.id)
        picture = video.options.picture
        variants = [
            Variant(
                self._link(token, "index.m3u8"),
                picture.width,
                picture.height,
                picture.fps,
                picture_codec(await self._blobs.get(_init_key(video.id, small=False))),
                [segment.size_bytes for segment in segments],
            )
        ]
        if picture.small is not None and segments[0].small_blob_key:
            variants.append(
                Variant(
                    self._link(token, "index.m3u8?variant=PLAYLIST_VARIANT_SMALL"),
                    picture.small.width,
                    picture.small.height,
                    picture.small.fps,
                    picture_codec(await self._blobs.get(_init_key(video.id, small=True))),
                    [segment.small_size_bytes for segment in segments],
                )
            )
        captions = None
        if segments[0].captions_key:
            url = self._link(token, "index.m3u8?variant=PLAYLIST_VARIANT_CAPTIONS")
            captions = CaptionTrack(url, video.language)
        return multivariant_playlist(variants, captions)

    async def thumbnails(self, token: str) -> str:
        """Where on their sheet the film's thumbnails are, as WebVTT.

        Raises:
            PlaybackTokenInvalid: the token is forged, damaged or expired.
            VideoNotPlayable: there are none yet.
        """
        playback, video, _ = await self._shown(token)
        url = await self._file(video, RenditionKind.THUMBNAILS, playback.expires_at - self._clock.now())
        if not url:
            raise VideoNotPlayable(video.id)
        picture = video.options.picture
        return thumbnails_vtt(plan_sheet(video.duration_ms, picture.width, picture.height), url)

    async def player(self, token: str) -> Player:
        """The page that plays the film.

        Raises:
            PlaybackTokenInvalid: the token is forged, damaged or expired.
        """
        playback, video, _ = await self._shown(token)
        left = playback.expires_at - self._clock.now()
        return Player(
            title=video.title,
            playlist_url=self._link(token, "index.m3u8"),
            media_url=await self._blobs.presign_get(storage.init_key(video.id), left),
            mp4_url=await self._file(video, RenditionKind.MP4, left),
            poster_url=await self._file(video, RenditionKind.POSTER, left),
            duration_ms=video.duration_ms,
            playable_ms=video.playable_ms,
            is_final=video.state.is_final,
            nonce=secrets.token_urlsafe(16),
        )

    async def _shown(self, token: str) -> tuple[Playback, Video, list[Segment]]:
        now = self._clock.now()
        playback = self._tokens.read(token, now)
        if playback is None:
            raise PlaybackTokenInvalid
        async with self._uow.read(UserId(playback.user_id)) as tx:
            if playback.share_link_id is not None:
                link = await self._share_links(tx).find(playback.share_link_id)
                if link is None or not link.works(now):
                    raise PlaybackTokenInvalid
            videos = self._videos(tx)
            # Segments last: a video that is complete then has all of them here.
            video = await videos.find(playback.video_id)
            segments = await videos.segments(playback.video_id)
        if video is None:
            raise PlaybackTokenInvalid
        return playback, video, list(segments)

    async def _file(self, video: Video, kind: RenditionKind, ttl: timedelta) -> str:
        rendition = video.rendition(kind)
        return await self._blobs.presign_get(rendition.blob_key, ttl) if rendition else ""

    def _link(self, token: str, leaf: str) -> str:
        return f"{self._public_url}/v1/playback/{token}/{leaf}"


def _init_key(video_id: uuid.UUID, *, small: bool) -> str:
    return storage.small_init_key(video_id) if small else storage.init_key(video_id)
