"""What a script says of itself."""

from dataclasses import replace

import pytest
from encompass.script.v1 import script_pb2 as proto

from services.script.domain.model import Options, Tone
from services.script.translation import options_message, script_message
from tests.unit.script.stories import scene, story


@pytest.mark.parametrize(
    ("asked", "told", "said"),
    [
        (Tone.EPIC, Tone.EPIC, proto.TONE_EPIC),
        (None, Tone.FUNNY, proto.TONE_FUNNY),
        (None, None, proto.TONE_UNSPECIFIED),
    ],
)
def test_a_story_says_how_it_is_told_whoever_chose_it(
    asked: Tone | None, told: Tone | None, said: proto.Tone
) -> None:
    script = replace(story(scene(0)), options=Options(tone=asked), told_in=told, hero_name="Maya")
    message = script_message(script)
    assert (message.options.tone, message.hero_name) == (said, "Maya")


def test_a_job_is_told_only_what_was_asked_for() -> None:
    assert options_message(Options()).tone == proto.TONE_UNSPECIFIED
