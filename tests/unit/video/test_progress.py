"""Progress and the time that is left."""

from services.video.domain.progress import FINISHING_MS, ProgressMeter


def test_nothing_is_estimated_before_there_are_frames() -> None:
    meter = ProgressMeter([240, 240], [0, 0], started=100.0)
    assert meter.measure(101.0).time_left_ms is None
    meter.scene_reached(0, 8)
    assert meter.measure(102.0).time_left_ms is None


def test_at_a_steady_rate_the_time_left_is_right() -> None:
    meter = ProgressMeter([240, 240], [0, 0], started=0.0)
    for second in range(1, 11):
        meter.scene_reached(0, second * 12)
        meter.scene_reached(1, second * 12)
        progress = meter.measure(float(second))
    assert progress.time_left_ms == 10_000 + FINISHING_MS
    assert 0.5 < progress.share < 0.53


def test_what_an_earlier_run_has_done_counts_as_done_and_not_as_speed() -> None:
    meter = ProgressMeter([240, 240], [240, 0], started=0.0)
    assert meter.measure(1.0).time_left_ms is None
    meter.scene_reached(1, 60)
    progress = meter.measure(5.0)
    assert progress.time_left_ms == 15_000 + FINISHING_MS
    assert progress.share > 0.5


def test_a_hiccup_changes_the_estimate_by_little() -> None:
    meter = ProgressMeter([2400], [0], started=0.0)
    for second in range(1, 21):
        meter.scene_reached(0, second * 24)
        before = meter.measure(float(second)).time_left_ms
    after = meter.measure(21.5).time_left_ms
    assert before is not None
    assert after is not None
    assert after < before * 1.15


def test_progress_never_goes_back_nor_beyond_the_scene() -> None:
    meter = ProgressMeter([48], [0], started=0.0)
    meter.scene_reached(0, 100)
    meter.scene_reached(0, 10)
    assert meter.scene_frames == (48,)
    assert meter.measure(1.0).share <= 1
