"""Scripts and videos of the API as plain data."""

from encompass.script.v1 import script_pb2
from encompass.scripts import Script
from encompass.video.v1 import video_pb2
from encompass.videos import Video

from tests.faults.load.record import Snapshot, Standing

_SCRIPT = {
    script_pb2.SCRIPT_STATE_QUEUED: Standing.QUEUED,
    script_pb2.SCRIPT_STATE_WRITING: Standing.WORKING,
    script_pb2.SCRIPT_STATE_READY: Standing.READY,
    script_pb2.SCRIPT_STATE_FAILED: Standing.FAILED,
    script_pb2.SCRIPT_STATE_CANCELLED: Standing.CANCELLED,
}
_VIDEO = {
    video_pb2.VIDEO_STATE_QUEUED: Standing.QUEUED,
    video_pb2.VIDEO_STATE_RENDERING: Standing.WORKING,
    video_pb2.VIDEO_STATE_READY: Standing.READY,
    video_pb2.VIDEO_STATE_FAILED: Standing.FAILED,
    video_pb2.VIDEO_STATE_CANCELLED: Standing.CANCELLED,
}


def script_snapshot(script: Script) -> Snapshot:
    """A script; its finished scenes are what mustn't change any more."""
    finished = [scene for scene in script.scenes if scene.finished]
    return Snapshot(
        standing=_SCRIPT[script.state],
        progress=script.progress,
        finished_parts=len(finished),
        contents=tuple(f"{scene.index}: {scene.narration}" for scene in finished),
        failure_reason=script.failure.reason,
        failure_message=script.failure.message,
    )


def video_snapshot(video: Video) -> Snapshot:
    """A video; its playable segments only grow."""
    return Snapshot(
        standing=_VIDEO[video.state],
        progress=video.progress,
        finished_parts=video.segment_count,
        failure_reason=video.failure.reason,
        failure_message=video.failure.message,
    )
