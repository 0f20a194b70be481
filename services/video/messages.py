"""Videos as the contract says them."""

from encompass.video.v1 import video_pb2

from services.kit.grpc.moments import timestamp
from services.video.domain.options import RenderOptions, Resolution
from services.video.domain.versions import SceneDifference
from services.video.domain.video import RenditionKind, Video, VideoScene, VideoState
from services.video.option_messages import options_message

_STATES = {
    VideoState.QUEUED: video_pb2.VIDEO_STATE_QUEUED,
    VideoState.RENDERING: video_pb2.VIDEO_STATE_RENDERING,
    VideoState.READY: video_pb2.VIDEO_STATE_READY,
    VideoState.FAILED: video_pb2.VIDEO_STATE_FAILED,
    VideoState.CANCELLED: video_pb2.VIDEO_STATE_CANCELLED,
}
RENDITION_KINDS = {
    RenditionKind.MP4: video_pb2.RENDITION_KIND_MP4,
    RenditionKind.POSTER: video_pb2.RENDITION_KIND_POSTER,
    RenditionKind.CAPTIONS: video_pb2.RENDITION_KIND_CAPTIONS,
    RenditionKind.CHAPTERS: video_pb2.RENDITION_KIND_CHAPTERS,
    RenditionKind.PREVIEW: video_pb2.RENDITION_KIND_PREVIEW,
    RenditionKind.THUMBNAILS: video_pb2.RENDITION_KIND_THUMBNAILS,
}


def video_message(video: Video) -> video_pb2.Video:
    """A video for its owner."""
    failure = video.failure
    return video_pb2.Video(
        id=str(video.id),
        script_id=str(video.script_id),
        title=video.title,
        state=_STATES[video.state],
        format=_format(video.options),
        options=options_message(video.options),
        film_id=str(video.film),
        version_number=video.number,
        is_current=video.is_current,
        seed=video.seed,
        scenes=[_scene(scene) for scene in video.scenes],
        progress=video.progress,
        time_left_ms=video.time_left_ms,
        duration_ms=video.duration_ms,
        segment_count=video.segment_count,
        playable_ms=video.playable_ms,
        renditions=[
            video_pb2.Rendition(
                kind=RENDITION_KINDS[each.kind], content_type=each.content_type, size_bytes=each.size_bytes
            )
            for each in video.renditions
        ],
        failure=video_pb2.Failure(reason=failure.reason, message=failure.message) if failure else None,
        job_id=str(video.job_id),
        create_time=timestamp(video.created_at),
        update_time=timestamp(video.updated_at),
        finish_time=timestamp(video.finished_at) if video.finished_at else None,
    )


def comparison_message(scene: SceneDifference) -> video_pb2.SceneComparison:
    """What became of a scene."""
    return video_pb2.SceneComparison(
        index=scene.index,
        title_before=scene.before.title if scene.before else "",
        title_after=scene.after.title if scene.after else "",
        pictures_differ=scene.pictures_differ,
        narration_differs=scene.narration_differs,
        duration_differs=scene.duration_differs,
    )


def _format(options: RenderOptions) -> video_pb2.VideoFormat:
    is_small = options.resolution is Resolution.P360
    return video_pb2.VIDEO_FORMAT_SMALL if is_small else video_pb2.VIDEO_FORMAT_HD


def _scene(scene: VideoScene) -> video_pb2.VideoScene:
    return video_pb2.VideoScene(
        index=scene.index,
        title=scene.title,
        start_ms=scene.start_ms,
        duration_ms=scene.duration_ms,
        rendered_frames=scene.rendered_frames,
        total_frames=scene.total_frames,
    )
