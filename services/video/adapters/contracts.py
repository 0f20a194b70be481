"""By which contracts this code asks the models of films.

A configuration (`config.pbtxt`) names its own as its parameter `contract`. Raise the number in both places
when a model is asked differently, so that neither side is used with an older other one.
"""

from collections.abc import Mapping
from typing import Final

from services.video.adapters.models import NARRATOR
from services.video.adapters.renderer import SCENE_VIDEO

NARRATOR_CONTRACT: Final = "sentences-1"
FRAMES_CONTRACT: Final = "frames-2"
"""A sequence of requests for a few frames each; the first one was a decoupled request for a scene."""
SCENES_CONTRACT: Final = "scenes-1"
"""All of a scene by one decoupled request, going on from `first_picture`."""


def film_contracts(frames_at_a_time: int) -> Mapping[str, str]:
    """By model; `frames_at_a_time` is 0 where all of a scene is asked for at once."""
    scene_video = FRAMES_CONTRACT if frames_at_a_time else SCENES_CONTRACT
    return {NARRATOR: NARRATOR_CONTRACT, SCENE_VIDEO: scene_video}
