"""Videos in their owner's shard."""

import uuid
from collections.abc import Sequence
from typing import Any

from encompass.video.v1 import render_options_pb2, video_pb2
from google.protobuf.json_format import MessageToDict, ParseDict
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from services.kit.clock import Clock
from services.kit.db.pages import fetch_page
from services.kit.db.unit_of_work import Tx
from services.video.adapters.tables import (
    DeletedVideoRow,
    VideoRenditionRow,
    VideoRow,
    VideoSceneRow,
    VideoSegmentRow,
)
from services.video.domain.options import RenderOptions, Resolution
from services.video.domain.progress import Progress
from services.video.domain.video import (
    Rendition,
    RenditionKind,
    Segment,
    Video,
    VideoFailure,
    VideoId,
    VideoScene,
    VideoState,
    playable_count,
)
from services.video.option_messages import options_message, options_of
from services.video.ports import VideoPage


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
                format="SMALL" if video.options.resolution is Resolution.P360 else "HD",
                options=MessageToDict(options_message(video.options)),
                state=video.state.value,
                version=video.version,
                progress=video.progress,
                time_left_ms=video.time_left_ms,
                created_at=video.created_at,
                updated_at=video.updated_at,
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

    async def page(self, page_size: int, page_token: str) -> VideoPage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(VideoRow),
            keys=(VideoRow.created_at, VideoRow.id),
            page_size=page_size,
            page_token=page_token,
            list_name="videos",
        )
        return VideoPage(tuple(await self._assembled(page.rows)), page.next_page_token)

    async def of_script(self, script_id: uuid.UUID) -> Sequence[uuid.UUID]:
        query = self._tx.owned(VideoRow).where(VideoRow.script_id == script_id).order_by(VideoRow.id)
        return [row.id for row in await self._tx.session.execute(query.with_only_columns(VideoRow.id))]

    async def segments(self, video_id: uuid.UUID) -> Sequence[Segment]:
        query = self._tx.owned(VideoSegmentRow).where(VideoSegmentRow.video_id == video_id)
        rows = (await self._tx.session.scalars(query.order_by(VideoSegmentRow.index))).all()
        return [
            Segment(row.index, row.scene_index, row.blob_key, row.frame_count, row.size_bytes)
            for row in rows[: playable_count([row.index for row in rows])]
        ]

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

    async def delete(self, video_id: uuid.UUID) -> bool:
        video = self._tx.owned_delete(VideoRow).where(VideoRow.id == video_id).returning(VideoRow.id)
        if await self._tx.session.scalar(video) is None:
            return False
        for part in (VideoSceneRow, VideoSegmentRow, VideoRenditionRow):
            await self._tx.session.execute(self._tx.owned_delete(part).where(part.video_id == video_id))
        await self._insert(DeletedVideoRow, video_id=video_id, deleted_at=func.clock_timestamp())
        return True

    async def _change(self, video_id: uuid.UUID, **values: Any) -> None:
        query = self._tx.owned_update(VideoRow).where(VideoRow.id == video_id)
        await self._tx.session.execute(
            query.values(version=VideoRow.version + 1, updated_at=self._clock.now(), **values)
        )

    async def _change_scene(self, video_id: uuid.UUID, index: int, **values: int) -> None:
        query = self._tx.owned_update(VideoSceneRow).where(
            VideoSceneRow.video_id == video_id, VideoSceneRow.index == index
        )
        await self._tx.session.execute(query.values(**values))

    async def _insert(
        self, table: type[VideoSegmentRow | VideoRenditionRow | DeletedVideoRow], **values: Any
    ) -> None:
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
            _video(
                row,
                [scene for scene in all_scenes if scene.video_id == row.id],
                [rendition for rendition in all_renditions if rendition.video_id == row.id],
                [index for video_id, index in places if video_id == row.id],
            )
            for row in rows
        ]


def _options(row: VideoRow) -> RenderOptions:
    message = ParseDict(row.options or {}, render_options_pb2.RenderOptions(), ignore_unknown_fields=True)
    is_small = row.format == "SMALL"
    return options_of(
        message, video_pb2.VIDEO_FORMAT_SMALL if is_small else video_pb2.VIDEO_FORMAT_UNSPECIFIED
    )


def _video(
    row: VideoRow,
    scenes: Sequence[VideoSceneRow],
    renditions: Sequence[VideoRenditionRow],
    segments: list[int],
) -> Video:
    failure = None
    if row.failure_reason is not None:
        failure = VideoFailure(row.failure_reason, row.failure_message or "")
    return Video(
        id=VideoId(row.id),
        script_id=row.script_id,
        job_id=row.job_id,
        title=row.title,
        options=_options(row),
        state=VideoState(row.state),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        scenes=tuple(
            VideoScene(
                scene.index,
                scene.title,
                scene.start_ms,
                scene.duration_ms,
                scene.rendered_frames,
                scene.total_frames,
            )
            for scene in scenes
        ),
        progress=row.progress,
        time_left_ms=row.time_left_ms,
        segment_count=playable_count(segments),
        renditions=tuple(
            Rendition(RenditionKind(each.kind), each.content_type, each.size_bytes, each.blob_key)
            for each in sorted(
                renditions, key=lambda each: list(RenditionKind).index(RenditionKind(each.kind))
            )
        ),
        failure=failure,
        finished_at=row.finished_at,
    )
