"""From what a person asks for to what their film has: defaults by plan, and what no plan or tier has."""

import uuid
from dataclasses import dataclass, field
from typing import Final

from services.kit.plans import Plan
from services.video.domain.caption_style import CaptionStyle
from services.video.domain.look import LookChoice
from services.video.domain.options import (
    PROFILES,
    Aspect,
    RenderOptions,
    Resolution,
    Tier,
    has,
    lowest_tier,
)
from services.video.domain.sound_options import SoundOptions
from services.video.errors import OptionsBeyondTier, TierNotInPlan


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; None leaves it open."""

    tier: Tier | None = None
    aspect: Aspect = Aspect.WIDE
    resolution: Resolution | None = None
    fps: int | None = None
    captions: CaptionStyle | None = CaptionStyle.CLASSIC
    """How they are burnt in; None keeps them out of the picture."""
    sound: SoundOptions = field(default_factory=SoundOptions)
    portrait_asset_id: uuid.UUID | None = None
    look: LookChoice = field(default_factory=LookChoice)


USUAL_TIER: Final = {Plan.FREE: Tier.MEDIUM, Plan.PLUS: Tier.HIGH, Plan.PRO: Tier.HIGH}
BEST_TIER: Final = {Plan.FREE: Tier.MEDIUM, Plan.PLUS: Tier.HIGH, Plan.PRO: Tier.ULTRA}


def settled(wish: Wish, plan: Plan) -> RenderOptions:
    """A wish with nothing left open.

    Raises:
        TierNotInPlan: the plan doesn't have the tier.
        OptionsBeyondTier: the tier doesn't have so many pixels or frames.
    """
    tier = wish.tier or USUAL_TIER[plan]
    if tier.rank > BEST_TIER[plan].rank:
        having = next(each for each in Plan if tier.rank <= BEST_TIER[each].rank)
        raise TierNotInPlan(tier.value, plan.value, having.value)
    profile = PROFILES[tier]
    resolution = wish.resolution or profile.resolution
    fps = wish.fps or profile.fps
    if not has(tier, resolution, fps):
        better = lowest_tier(resolution, fps)
        raise OptionsBeyondTier(tier.value, resolution.value, fps, better.value)
    return RenderOptions(
        tier=tier,
        aspect=wish.aspect,
        resolution=resolution,
        fps=fps,
        captions=wish.captions,
        sound=wish.sound,
        portrait_asset_id=wish.portrait_asset_id,
        look=wish.look,
    )
