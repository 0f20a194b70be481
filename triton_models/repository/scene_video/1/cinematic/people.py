"""Draws a person: a dressed body with its head, hair and what blows about."""

from __future__ import annotations

from collections.abc import Callable

from cinematic.heads import draw_head, draw_long_hair
from cinematic.look import Hair
from cinematic.outfit import Outfit
from cinematic.pen import Pen
from cinematic.poses import Body
from cinematic.wardrobe import draw_far_arm, draw_leg, draw_near_arm, draw_neckwear, draw_torso

Draw = Callable[[], None]


def draw_person(
    pen: Pen, body: Body, outfit: Outfit, t: float, *, gust: float = 0.2, in_between: Draw | None = None
) -> None:
    """A person in the order in which things cover each other.

    Args:
        gust: how strong the wind is here, 0..1.
        in_between: draws what is before the body and behind the near arm.
    """
    if not body.behind:
        draw_far_arm(pen, body, outfit)
        draw_long_hair(pen, body, outfit, t)
    draw_leg(pen, body, body.far_leg, outfit, far=True)
    draw_leg(pen, body, body.near_leg, outfit, far=False)
    draw_torso(pen, body, outfit, t)
    if in_between is not None:
        in_between()
    if body.behind:
        draw_far_arm(pen, body, outfit)
        draw_near_arm(pen, body, outfit)
    if body.behind and outfit.hair is Hair.LONG:
        draw_neckwear(pen, body, outfit, t, gust)
    draw_head(pen, body, outfit, t)
    if body.behind:
        draw_long_hair(pen, body, outfit, t)
    else:
        draw_near_arm(pen, body, outfit)
    if not (body.behind and outfit.hair is Hair.LONG):
        draw_neckwear(pen, body, outfit, t, gust)
