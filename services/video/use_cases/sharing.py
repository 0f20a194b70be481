"""Letting others watch a film: links that its owner makes and ends, and what they show."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from google.protobuf.message import Message

from services.kit import audit
from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId, new_id
from services.video.domain.playback import Playback
from services.video.domain.share_links import (
    KEPT_WHEN_OVER,
    MOST_PER_FILM,
    SHARED_PLAYBACK_TTL,
    PresentedShare,
    ShareLink,
    ShareTokens,
    decode_share_token,
    encode_share_token,
    hash_of,
)
from services.video.domain.video import Video
from services.video.errors import ShareLinkNotFound, TooManyShareLinks, VideoNotFound
from services.video.ports import ShareLinkPage, ShareLinks, Videos
from services.video.use_cases.counter import found
from services.video.use_cases.playback import Cinema, PlaybackLinks


@dataclass(frozen=True, slots=True)
class NewShareLink:
    """What link is asked for."""

    request_id: uuid.UUID
    video_id: uuid.UUID
    lifetime: timedelta
    request: Message
    """As it came, to tell a repeated request from another one."""


@dataclass(frozen=True, slots=True)
class SharedAt:
    """A link and where it leads."""

    link: ShareLink
    url: str


@dataclass(frozen=True, slots=True)
class Screening:
    """What a link shows."""

    video: Video
    expires_at: datetime
    """When the share link stops working."""
    playback: PlaybackLinks | None
    """None until something of it can be played."""


class FilmSharing:
    """Makes, lists, ends and opens share links."""

    def __init__(
        self,
        uow: UnitOfWork,
        videos: Callable[[Tx], Videos],
        share_links: Callable[[Tx], ShareLinks],
        cinema: Cinema,
        tokens: ShareTokens,
        clock: Clock,
        *,
        public_url: str,
    ) -> None:
        self._uow = uow
        self._videos = videos
        self._share_links = share_links
        self._cinema = cinema
        self._tokens = tokens
        self._clock = clock
        self._public_url = public_url.rstrip("/")

    async def create(self, owner: UserId, new: NewShareLink) -> SharedAt:
        """Makes a link.

        Raises:
            VideoNotFound: the caller has no such video.
            TooManyShareLinks: its film has as many as one may have.
            RequestIdReused: the request id came before with another body.
            ShareLinkNotFound: the request came before, and its link has long been over.
        """
        async with self._uow.begin(owner) as tx:
            links = self._share_links(tx)
            seen = await first_seen(
                tx,
                method="CreateShareLink",
                request_id=new.request_id,
                request=new.request,
                resource_id=new_id(),
            )
            if not seen.is_new:
                link = await links.find(seen.resource_id)
                if link is None:
                    raise ShareLinkNotFound(seen.resource_id)
                return self._shared_at(owner, link)
            video = await found(self._videos(tx), new.video_id)
            # Locked, so that two requests at a time can't both make the last one.
            versions = [each.id for each in await self._videos(tx).versions(video.film, lock=True)]
            if video.id not in versions:
                raise VideoNotFound(new.video_id)
            now = self._clock.now()
            await links.forget_over(versions, now - KEPT_WHEN_OVER)
            if await links.count(versions, now) >= MOST_PER_FILM:
                raise TooManyShareLinks(video.film, MOST_PER_FILM)
            secret_hash = hash_of(self._tokens.secret_of(seen.resource_id))
            link = ShareLink(seen.resource_id, video.id, secret_hash, now, now + new.lifetime)
            await links.add(link)
            _record(tx, link, "shared")
            return self._shared_at(owner, link)

    async def page(
        self, owner: UserId, video_id: uuid.UUID, page_size: int, page_token: str
    ) -> ShareLinkPage:
        """Some links of a video that work, the latest first.

        Raises:
            VideoNotFound: the caller has no such video.
            PageTokenInvalid
        """
        async with self._uow.read(owner) as tx:
            await found(self._videos(tx), video_id)
            return await self._share_links(tx).page(video_id, self._clock.now(), page_size, page_token)

    async def revoke(self, owner: UserId, link_id: uuid.UUID) -> None:
        """Ends a link; one that is revoked or expired stays so.

        Raises:
            ShareLinkNotFound: the caller has no such link.
        """
        async with self._uow.begin(owner) as tx:
            links = self._share_links(tx)
            link = await links.find(link_id)
            if link is None:
                raise ShareLinkNotFound(link_id)
            if await links.revoke(link_id, self._clock.now()):
                _record(tx, link, "unshared")

    async def show(self, share_token: str) -> Screening:
        """The film behind a token, for whoever has it.

        Raises:
            ShareLinkNotFound: the token opens nothing, or nothing any more.
        """
        presented = decode_share_token(share_token)
        if presented is None:
            raise ShareLinkNotFound
        now = self._clock.now()
        async with self._uow.read(UserId(presented.user_id)) as tx:
            link = await self._share_links(tx).find(presented.link_id)
            if link is None or not link.is_opened_by(presented.secret) or not link.works(now):
                raise ShareLinkNotFound
            video = await self._videos(tx).find(link.video_id)
        if video is None:
            raise ShareLinkNotFound
        if not video.segment_count:
            return Screening(video, link.expires_at, None)
        until = min(link.expires_at, now + SHARED_PLAYBACK_TTL)
        playback = Playback(video.id, presented.user_id, until, link.id)
        return Screening(video, link.expires_at, await self._cinema.links_of(video, playback))

    def _shared_at(self, owner: UserId, link: ShareLink) -> SharedAt:
        token = encode_share_token(PresentedShare(owner, link.id, self._tokens.secret_of(link.id)))
        return SharedAt(link, f"{self._public_url}/shared/{token}")


def _record(tx: Tx, link: ShareLink, action: str) -> None:
    audit.record(
        tx,
        actor=str(tx.owner),
        action=f"video.{action}",
        resource_kind="video",
        resource_id=link.video_id,
        details={"share_link_id": str(link.id), "expire_time": link.expires_at.isoformat()},
    )
