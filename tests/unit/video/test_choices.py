"""What a person asks for, settled by their plan."""

import pytest
from encompass.video.v1 import render_options_pb2 as options_pb2
from encompass.video.v1 import video_pb2
from hypothesis import given
from hypothesis import strategies as st

from services.kit.plans import Plan
from services.video.domain.options import (
    PROFILES,
    Aspect,
    PictureFormat,
    RenderOptions,
    Resolution,
    Tier,
    has,
)
from services.video.domain.sound_options import SoundOptions, VoiceName
from services.video.errors import OptionsBeyondTier, TierNotInPlan
from services.video.option_messages import options_message, options_of, wish_of
from services.video.use_cases.choices import BEST_TIER, Wish, settled


@pytest.mark.parametrize(
    ("plan", "tier"), [(Plan.FREE, Tier.MEDIUM), (Plan.PLUS, Tier.HIGH), (Plan.PRO, Tier.HIGH)]
)
def test_who_asks_for_nothing_gets_what_their_plan_begins_with(plan: Plan, tier: Tier) -> None:
    options = settled(Wish(), plan)
    profile = PROFILES[tier]
    assert (options.tier, options.resolution, options.fps) == (tier, profile.resolution, profile.fps)


@pytest.mark.parametrize(
    ("plan", "tier", "having"),
    [
        (Plan.FREE, Tier.HIGH, "PLUS"),
        (Plan.FREE, Tier.ULTRA, "PRO"),
        (Plan.PLUS, Tier.ULTRA, "PRO"),
    ],
)
def test_a_tier_beyond_the_plan_is_refused_and_the_plan_that_has_it_is_named(
    plan: Plan, tier: Tier, having: str
) -> None:
    with pytest.raises(TierNotInPlan) as refused:
        settled(Wish(tier=tier), plan)
    assert refused.value.metadata == {"tier": tier.value, "plan": plan.value, "plan_with_it": having}
    assert having in refused.value.message


def test_more_pixels_or_frames_than_the_tier_has_are_refused_and_the_tier_that_has_them_is_named() -> None:
    with pytest.raises(OptionsBeyondTier) as refused:
        settled(Wish(tier=Tier.LOW, resolution=Resolution.P1080), Plan.PRO)
    assert refused.value.metadata["tier_with_it"] == "HIGH"
    with pytest.raises(OptionsBeyondTier) as refused:
        settled(Wish(tier=Tier.HIGH, fps=60), Plan.PRO)
    assert refused.value.metadata["tier_with_it"] == "ULTRA"


@given(
    st.builds(
        Wish,
        tier=st.none() | st.sampled_from(Tier),
        aspect=st.sampled_from(Aspect),
        resolution=st.none() | st.sampled_from(Resolution),
        fps=st.none() | st.sampled_from([24, 30, 60]),
        sound=st.builds(SoundOptions, voice=st.sampled_from(VoiceName), music=st.booleans()),
    ),
    st.sampled_from(Plan),
)
def test_what_is_settled_is_within_plan_and_tier_and_is_said_without_loss(wish: Wish, plan: Plan) -> None:
    try:
        options = settled(wish, plan)
    except (TierNotInPlan, OptionsBeyondTier):
        return
    assert options.tier.rank <= BEST_TIER[plan].rank
    assert has(options.tier, options.resolution, options.fps)
    assert options_of(options_message(options)) == options
    picture = options.picture
    assert min(picture.width, picture.height) == options.resolution
    assert picture.width % 2 == picture.height % 2 == 0


def test_each_aspect_has_its_shape() -> None:
    shapes = {
        aspect: (picture.width, picture.height)
        for aspect in Aspect
        for picture in [RenderOptions(aspect=aspect).picture]
    }
    assert shapes == {Aspect.WIDE: (1280, 720), Aspect.TALL: (720, 1280), Aspect.SQUARE: (720, 720)}


def test_a_film_that_was_asked_for_by_format_alone_is_what_it_was() -> None:
    none = options_pb2.RenderOptions()
    small = options_of(none, video_pb2.VIDEO_FORMAT_SMALL).picture
    assert (small.width, small.height, small.fps) == (640, 360, 24)
    large = options_of(none, video_pb2.VIDEO_FORMAT_HD).picture
    assert large == PictureFormat(1280, 720, 24, "superfast", 22)
    wish = wish_of(none, video_pb2.VIDEO_FORMAT_HD)
    assert settled(wish, Plan.PRO).resolution is Resolution.P720


def test_a_resolution_that_is_named_counts_more_than_the_format() -> None:
    asked = options_pb2.RenderOptions(resolution=options_pb2.RESOLUTION_540P)
    assert wish_of(asked, video_pb2.VIDEO_FORMAT_SMALL) == wish_of(asked)
    assert settled(wish_of(asked), Plan.FREE).resolution is Resolution.P540
