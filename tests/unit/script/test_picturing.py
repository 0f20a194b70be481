"""What a scene's picture takes from its words."""

import pytest

from services.script.domain.picturing import hour_in


@pytest.mark.parametrize(
    ("narration", "hour"),
    [
        ("The second-best sound is on the roof of their building at night.", "night"),
        ("“I bake from midnight till eight.”", "night"),
        ("At dawn the boats come in, and at night they go out.", "dawn"),
        ("They wait until sunset, and then a little more.", "dusk"),
        ("One evening there is a letter.", "dusk"),
        ("The bell rings at noon.", "noon"),
        ("Good morning, says the mender.", ""),
        ("A night bus has no such sign, and the nightingale no such song.", ""),
        ("", ""),
    ],
)
def test_the_picture_shows_the_hour_that_the_words_name_first(narration: str, hour: str) -> None:
    assert hour_in(narration) == hour
