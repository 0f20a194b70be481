"""Rows of the shard as the domain's own things."""

from collections.abc import Sequence

from encompass.video.v1 import render_options_pb2, video_pb2
from google.protobuf.json_format import ParseDict

from services.video.adapters.tables import VideoRenditionRow, VideoRow, VideoSceneRow, VideoSegmentRow
from services.video.domain.language import USUAL
from services.video.domain.options import RenderOptions
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
from services.video.option_messages import options_of


def segment_of(row: VideoSegmentRow) -> Segment:
    """A stored segment."""
    return Segment(
        row.index,
        row.scene_index,
        row.blob_key,
        row.frame_count,
        row.size_bytes,
        row.pictures_key or "",
        row.small_blob_key or "",
        row.small_size_bytes or 0,
        row.captions_key or "",
    )


def options_in(row: VideoRow) -> RenderOptions:
    """What was asked for."""
    message = ParseDict(row.options or {}, render_options_pb2.RenderOptions(), ignore_unknown_fields=True)
    is_small = row.format == "SMALL"
    return options_of(
        message, video_pb2.VIDEO_FORMAT_SMALL if is_small else video_pb2.VIDEO_FORMAT_UNSPECIFIED
    )


def video_of(
    row: VideoRow,
    scenes: Sequence[VideoSceneRow],
    renditions: Sequence[VideoRenditionRow],
    segments: list[int],
) -> Video:
    """A video; `segments` are the places of those that are stored, rising."""
    failure = None
    if row.failure_reason is not None:
        failure = VideoFailure(row.failure_reason, row.failure_message or "")
    return Video(
        id=VideoId(row.id),
        script_id=row.script_id,
        job_id=row.job_id,
        title=row.title,
        options=options_in(row),
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
                scene.pictures_key or "",
                scene.narration_key or "",
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
        film_id=row.film_id,
        number=row.number,
        is_current=row.is_current,
        seed=row.seed or 0,
        hero_name=row.hero_name,
        language=row.language or USUAL,
    )
