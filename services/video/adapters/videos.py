"""Videos in their owner's shard."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from google.protobuf.json_format import MessageToDict
from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.dialects.postgresql import insert

from services.kit.clock import Clock
from services.kit.db.pages import fetch_page
from services.kit.db.searching import has_word, listing
from services.kit.db.unit_of_work import Tx
from services.video.adapters.rows import segment_of, video_of
from services.video.adapters.tables import (
    DeletedVideoRow,
    ShareLinkRow,
    VideoRenditionRow,
    VideoRow,
    VideoSceneRow,
    VideoSegmentRow,
)
from services.video.domain import storage
from services.video.domain.options import Resolution
from services.video.domain.progress import Progress
from services.video.domain.video import (
    Rendition,
    Segment,
    Video,
    VideoFailure,
    VideoScene,
    VideoState,
    playable_count,
)
from services.video.option_messages import options_message
from services.video.ports import NOTHING_REUSABLE, Reusable, VideoPage


class SqlVideos:
    """See `ports.Videos`."""

    def __init__(self, tx: Tx, clock: Clock) -> None:
        self._tx = tx
        self._clock = clock

    async def add(self, video: Video) -> None:
        self._tx.add(
            VideoRow(
                id=video.id,
                script_id=video.script_id,
                job_id=video.job_id,
                title=video.title,
                hero_name=video.hero_name,
                format="SMALL" if video.options.resolution is Resolution.P360 else "HD",
                options=MessageToDict(options_message(video.options)),
                state=video.state.value,
                version=video.version,
                progress=video.progress,
                time_left_ms=video.time_left_ms,
                created_at=video.created_at,
                updated_at=video.updated_at,
                film_id=video.film,
                number=video.number,
                is_current=video.is_current,
                seed=video.seed,
                language=video.language,
            )
        )
        for scene in video.scenes:
            self._tx.add(
                VideoSceneRow(
                    video_id=video.id,
                    index=scene.index,
                    title=scene.title,
                    start_ms=scene.start_ms,
                    duration_ms=scene.duration_ms,
                    rendered_frames=scene.rendered_frames,
                    total_frames=scene.total_frames,
                )
            )

    async def find(self, video_id: uuid.UUID) -> Video | None:
        row = await self._tx.find(VideoRow, video_id)
        if row is None:
            return None
        return (await self._assembled([row]))[0]

    async def page(
        self,
        page_size: int,
        page_token: str,
        *,
        words: Collection[str] = (),
        script_id: uuid.UUID | None = None,
    ) -> VideoPage:
        found = self._tx.owned(VideoRow).where(VideoRow.is_current, *(self._has(word) for word in words))
        if script_id is not None:
            found = found.where(VideoRow.script_id == script_id)
        page = await fetch_page(
            self._tx,
            found,
            keys=(VideoRow.created_at, VideoRow.id),
            page_size=page_size,
            page_token=page_token,
            list_name=listing("videos", words=" ".join(words), script=script_id),
        )
        return VideoPage(tuple(await self._assembled(page.rows)), page.next_page_token)

    async def some(self, limit: int) -> Sequence[uuid.UUID]:
        query = self._tx.owned(VideoRow).with_only_columns(VideoRow.id).order_by(VideoRow.id).limit(limit)
        return [row.id for row in await self._tx.session.execute(query)]

    async def of_portrait(self, asset_id: uuid.UUID) -> Sequence[uuid.UUID]:
        shown = VideoRow.options["portraitAssetId"].astext == str(asset_id)
        query = self._tx.owned(VideoRow).where(shown).order_by(VideoRow.id)
        return [row.id for row in await self._tx.session.execute(query.with_only_columns(VideoRow.id))]

    async def of_script(self, script_id: uuid.UUID) -> Sequence[uuid.UUID]:
        query = self._tx.owned(VideoRow).where(VideoRow.script_id == script_id).order_by(VideoRow.id)
        return [row.id for row in await self._tx.session.execute(query.with_only_columns(VideoRow.id))]

    async def segments(self, video_id: uuid.UUID) -> Sequence[Segment]:
        query = self._tx.owned(VideoSegmentRow).where(VideoSegmentRow.video_id == video_id)
        rows = (await self._tx.session.scalars(query.order_by(VideoSegmentRow.index))).all()
        return [segment_of(row) for row in rows[: playable_count([row.index for row in rows])]]

    async def begin_rendering(self, video_id: uuid.UUID) -> None:
        await self._change(video_id, state=VideoState.RENDERING.value)

    async def plan_scenes(self, video_id: uuid.UUID, scenes: Sequence[VideoScene]) -> None:
        for scene in scenes:
            await self._change_scene(
                video_id,
                scene.index,
                start_ms=scene.start_ms,
                duration_ms=scene.duration_ms,
                rendered_frames=scene.rendered_frames,
                total_frames=scene.total_frames,
                pictures_key=scene.pictures_key,
                narration_key=scene.narration_key,
            )
        await self._change(video_id)

    async def save_progress(self, video_id: uuid.UUID, progress: Progress, frames: Sequence[int]) -> None:
        for index, count in enumerate(frames):
            await self._change_scene(video_id, index, rendered_frames=count)
        await self._change(
            video_id,
            progress=func.greatest(VideoRow.progress, progress.share),
            time_left_ms=progress.time_left_ms,
        )

    async def add_segment(self, video_id: uuid.UUID, segment: Segment) -> None:
        await self._insert(
            VideoSegmentRow,
            video_id=video_id,
            index=segment.index,
            scene_index=segment.scene_index,
            blob_key=segment.blob_key,
            frame_count=segment.frame_count,
            size_bytes=segment.size_bytes,
            pictures_key=segment.pictures_key,
            small_blob_key=segment.small_blob_key or None,
            small_size_bytes=segment.small_size_bytes or None,
            captions_key=segment.captions_key or None,
        )
        await self._change(video_id)

    async def add_renditions(self, video_id: uuid.UUID, renditions: Sequence[Rendition]) -> None:
        for rendition in renditions:
            await self._insert(
                VideoRenditionRow,
                video_id=video_id,
                kind=rendition.kind.value,
                content_type=rendition.content_type,
                size_bytes=rendition.size_bytes,
                blob_key=rendition.blob_key,
            )
        await self._change(video_id)

    async def finish(self, video_id: uuid.UUID) -> None:
        query = self._tx.owned_update(VideoSceneRow).where(VideoSceneRow.video_id == video_id)
        await self._tx.session.execute(query.values(rendered_frames=VideoSceneRow.total_frames))
        await self._change(
            video_id,
            state=VideoState.READY.value,
            progress=1.0,
            time_left_ms=None,
            finished_at=self._clock.now(),
        )
        video = await self.find(video_id)
        if video is None:
            return
        others = await self.versions(video.film)
        if not any(each.state is VideoState.READY and each.number > video.number for each in others):
            await self.make_current(video)

    async def fail(self, video_id: uuid.UUID, failure: VideoFailure) -> None:
        await self._change(
            video_id,
            state=VideoState.FAILED.value,
            time_left_ms=None,
            failure_reason=failure.reason,
            failure_message=failure.message,
        )

    async def cancel(self, video_id: uuid.UUID) -> None:
        await self._tx.session.execute(
            self._tx.owned_delete(VideoSegmentRow).where(VideoSegmentRow.video_id == video_id)
        )
        await self._change(
            video_id, state=VideoState.CANCELLED.value, time_left_ms=None, waste_since=func.clock_timestamp()
        )

    async def queue_again(self, video_id: uuid.UUID) -> None:
        await self._change(
            video_id,
            state=VideoState.QUEUED.value,
            failure_reason=None,
            failure_message=None,
            waste_since=None,
        )

    async def delete(self, video_id: uuid.UUID) -> Sequence[uuid.UUID]:
        session = self._tx.session
        played = self._tx.owned(VideoSegmentRow).where(VideoSegmentRow.video_id == video_id)
        columns = played.with_only_columns(VideoSegmentRow.blob_key, VideoSegmentRow.small_blob_key)
        keys = [key for row in await session.execute(columns) for key in row if key]
        deletion = self._tx.owned_delete(VideoRow).where(VideoRow.id == video_id)
        gone = (
            await session.execute(deletion.returning(VideoRow.id, VideoRow.film_id, VideoRow.is_current))
        ).one_or_none()
        if gone is None:
            return ()
        for part in (VideoSceneRow, VideoSegmentRow, VideoRenditionRow, ShareLinkRow):
            await session.execute(self._tx.owned_delete(part).where(part.video_id == video_id))
        if gone.is_current:
            await self._list_another(gone.film_id or gone.id)
        # What it played of versions that are there is theirs; of deleted ones it may have been the last one.
        makers = {storage.owner_of(key) for key in keys} - {video_id}
        there = self._tx.owned(VideoRow).where(VideoRow.id.in_(makers)).with_only_columns(VideoRow.id)
        wasted = [video_id, *sorted(makers - set((await session.scalars(there)).all()))]
        for each in wasted:
            await self._waste(each)
        return wasted

    async def kept_objects(self, video_id: uuid.UUID) -> frozenset[str]:
        prefix = storage.prefix(video_id)
        kept = self._tx.owned(VideoSegmentRow).where(
            VideoSegmentRow.blob_key.startswith(prefix, autoescape=True)
            | VideoSegmentRow.small_blob_key.startswith(prefix, autoescape=True)
        )
        keys = kept.with_only_columns(VideoSegmentRow.blob_key, VideoSegmentRow.small_blob_key)
        rows = await self._tx.session.execute(keys)
        return frozenset(key for row in rows for key in row if key)

    async def versions(self, film_id: uuid.UUID, *, lock: bool = False) -> Sequence[Video]:
        query = self._tx.owned(VideoRow).where(_is_of(film_id)).order_by(VideoRow.number)
        if lock:
            query = query.with_for_update(key_share=True)
        return await self._assembled((await self._tx.session.scalars(query)).all())

    async def version_page(self, film_id: uuid.UUID, page_size: int, page_token: str) -> VideoPage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(VideoRow).where(_is_of(film_id)),
            keys=(VideoRow.number, VideoRow.id),
            page_size=page_size,
            page_token=page_token,
            list_name=f"videos/{film_id}/versions",
        )
        return VideoPage(tuple(await self._assembled(page.rows)), page.next_page_token)

    async def make_current(self, video: Video) -> None:
        changed = self._tx.owned_update(VideoRow).where(
            _is_of(video.film), VideoRow.is_current != (VideoRow.id == video.id)
        )
        await self._tx.session.execute(
            changed.values(
                is_current=VideoRow.id == video.id,
                version=VideoRow.version + 1,
                updated_at=self._clock.now(),
            ),
            execution_options={"synchronize_session": False},
        )

    async def reusable(self, video_id: uuid.UUID) -> Reusable:
        video = await self._tx.find(VideoRow, video_id)
        if video is None:
            return NOTHING_REUSABLE
        ready = self._tx.owned(VideoRow).where(
            _is_of(video.film_id or video.id),
            VideoRow.id != video_id,
            VideoRow.state == VideoState.READY.value,
        )
        session = self._tx.session
        # The latest version's last: where several have the same, its is taken.
        ids = (await session.scalars(ready.order_by(VideoRow.number).with_only_columns(VideoRow.id))).all()
        segments = await session.scalars(
            self._tx.owned(VideoSegmentRow).where(
                VideoSegmentRow.video_id.in_(ids), VideoSegmentRow.pictures_key.is_not(None)
            )
        )
        scenes = await session.scalars(
            self._tx.owned(VideoSceneRow).where(
                VideoSceneRow.video_id.in_(ids), VideoSceneRow.narration_key.is_not(None)
            )
        )
        age = ids.index
        pictures = [
            (row.pictures_key, row)
            for row in sorted(segments, key=lambda row: age(row.video_id))
            if row.pictures_key
        ]
        return Reusable(
            {key: segment_of(row) for key, row in pictures},
            {
                row.narration_key: (row.video_id, row.index)
                for row in sorted(scenes, key=lambda row: age(row.video_id))
                if row.narration_key
            },
            {key: (row.video_id, row.scene_index) for key, row in pictures},
        )

    def _has(self, word: str) -> ColumnElement[bool]:
        about = func.concat_ws(" ", VideoRow.title, VideoRow.hero_name)
        shown = has_word(VideoSceneRow.title, word)
        showing = self._tx.owned(VideoSceneRow).where(shown).with_only_columns(VideoSceneRow.video_id)
        return or_(has_word(about, word), VideoRow.id.in_(showing))

    async def _list_another(self, film_id: uuid.UUID) -> None:
        versions = await self.versions(film_id)
        if versions:
            await self.make_current(
                max(versions, key=lambda each: (each.state is VideoState.READY, each.number))
            )

    async def _waste(self, video_id: uuid.UUID) -> None:
        owner = {"slot": self._tx.slot, "user_id": self._tx.owner}
        now = func.clock_timestamp()
        noted = insert(DeletedVideoRow).values(**owner, video_id=video_id, deleted_at=now)
        # Noted anew where it is noted already: whoever tidies just now may not have seen what goes with this.
        await self._tx.session.execute(
            noted.on_conflict_do_update(
                index_elements=["slot", "user_id", "video_id"], set_={"deleted_at": now}
            )
        )

    async def _change(self, video_id: uuid.UUID, **values: Any) -> None:
        query = self._tx.owned_update(VideoRow).where(VideoRow.id == video_id)
        await self._tx.session.execute(
            query.values(version=VideoRow.version + 1, updated_at=self._clock.now(), **values)
        )

    async def _change_scene(self, video_id: uuid.UUID, index: int, **values: int | str) -> None:
        query = self._tx.owned_update(VideoSceneRow).where(
            VideoSceneRow.video_id == video_id, VideoSceneRow.index == index
        )
        await self._tx.session.execute(query.values(**values))

    async def _insert(self, table: type[VideoSegmentRow | VideoRenditionRow], **values: Any) -> None:
        """Inserts a row, unless it is there: a step's transaction may have been committed unheard."""
        owner = {"slot": self._tx.slot, "user_id": self._tx.owner}
        await self._tx.session.execute(insert(table).values(**owner, **values).on_conflict_do_nothing())

    async def _assembled(self, rows: Sequence[VideoRow]) -> list[Video]:
        ids = [row.id for row in rows]
        scenes = self._tx.owned(VideoSceneRow).where(VideoSceneRow.video_id.in_(ids))
        renditions = self._tx.owned(VideoRenditionRow).where(VideoRenditionRow.video_id.in_(ids))
        segments = self._tx.owned(VideoSegmentRow).where(VideoSegmentRow.video_id.in_(ids))
        session = self._tx.session
        all_scenes = (await session.scalars(scenes.order_by(VideoSceneRow.index))).all()
        all_renditions = (await session.scalars(renditions)).all()
        places = (
            await session.execute(
                segments.with_only_columns(VideoSegmentRow.video_id, VideoSegmentRow.index).order_by(
                    VideoSegmentRow.index
                )
            )
        ).all()
        return [
            video_of(
                row,
                [scene for scene in all_scenes if scene.video_id == row.id],
                [rendition for rendition in all_renditions if rendition.video_id == row.id],
                [index for video_id, index in places if video_id == row.id],
            )
            for row in rows
        ]


def _is_of(film_id: uuid.UUID) -> ColumnElement[bool]:
    return or_(VideoRow.film_id == film_id, VideoRow.id == film_id)
