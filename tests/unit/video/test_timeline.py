"""The timeline: whole segments, no gaps, room for every narration."""

from hypothesis import given
from hypothesis import strategies as st

from services.video.domain.timeline import (
    BREATH_MS,
    CLOSING_BREATH_MS,
    FPS,
    LEAD_IN_MS,
    SEGMENT_FRAMES,
    TITLE_LEAD_IN_MS,
    plan_timeline,
)

narrations = st.lists(st.integers(min_value=1, max_value=40_000), min_size=1, max_size=8)


@given(narrations)
def test_every_scene_lasts_a_whole_number_of_segments(narrations_ms: list[int]) -> None:
    for scene in plan_timeline(narrations_ms).scenes:
        assert scene.frame_count > 0
        assert scene.frame_count % SEGMENT_FRAMES == 0


@given(narrations)
def test_scenes_follow_each_other_without_a_gap(narrations_ms: list[int]) -> None:
    timeline = plan_timeline(narrations_ms)
    start = 0
    for scene in timeline.scenes:
        assert scene.start_frame == start
        start += scene.frame_count
    assert timeline.frame_count == start
    assert timeline.duration_ms * FPS == start * 1000


@given(narrations)
def test_a_narration_has_its_lead_in_and_its_breath(narrations_ms: list[int]) -> None:
    scenes = plan_timeline(narrations_ms).scenes
    for scene, narration_ms in zip(scenes, narrations_ms, strict=True):
        lead_in = TITLE_LEAD_IN_MS if scene.index == 0 else LEAD_IN_MS
        breath = CLOSING_BREATH_MS if scene is scenes[-1] else BREATH_MS
        assert scene.narration_start_ms >= scene.start_ms + lead_in
        end = scene.start_ms + scene.duration_ms
        assert scene.narration_start_ms + narration_ms + breath <= end


@given(narrations)
def test_no_scene_is_a_segment_longer_than_it_needs_to_be(narrations_ms: list[int]) -> None:
    for scene in plan_timeline(narrations_ms).scenes:
        longest = scene.narration_ms + TITLE_LEAD_IN_MS + CLOSING_BREATH_MS
        assert scene.duration_ms < longest + SEGMENT_FRAMES * 1000 // FPS


@given(narrations)
def test_segments_number_the_whole_film(narrations_ms: list[int]) -> None:
    timeline = plan_timeline(narrations_ms)
    segments = [segment for scene in timeline.scenes for segment in timeline.segments(scene.index)]
    assert [segment.index for segment in segments] == list(range(timeline.segment_count))
    for segment in segments:
        scene = timeline.scenes[segment.scene_index]
        assert segment.start_frame == scene.start_frame + segment.first_scene_frame
