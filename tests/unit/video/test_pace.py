"""The encoder keeps up with playing, and is no less careful than it has to be."""

import pytest

from services.video.domain.options import PROFILES, TierProfile
from services.video.domain.pace import LADDER, Pace


def test_an_encoder_that_frames_wait_for_takes_quicker_presets_until_it_keeps_up() -> None:
    pace = Pace("veryfast")
    taken = []
    for _ in range(4):
        pace.segment_done(3.0, waiting=1.0)
        taken.append(pace.preset)
    assert taken == ["superfast", "ultrafast", "ultrafast", "ultrafast"]


def test_an_encoder_that_waits_for_frames_itself_stays_as_careful_as_it_is() -> None:
    pace = Pace("veryfast")
    for _ in range(5):
        pace.segment_done(10.0, waiting=0.1)
    assert pace.preset == "veryfast"


def test_one_that_is_ahead_again_becomes_careful_again_but_not_more_than_was_asked_for() -> None:
    pace = Pace("veryfast")
    pace.segment_done(3.0, waiting=1.0)
    pace.segment_done(1.5, waiting=1.0)
    assert pace.preset == "superfast", "neither behind nor ahead"
    for _ in range(3):
        pace.segment_done(0.5, waiting=1.0)
    assert pace.preset == "veryfast"


@pytest.mark.parametrize("profile", PROFILES.values())
def test_every_tier_begins_with_a_preset_that_can_be_changed(profile: TierProfile) -> None:
    assert profile.preset in LADDER
