"""Wishes: what is read out of them, and what of a picture they change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.script.domain.model import Length, Tone, Visual
from services.script.domain.wishes import NO_WISH, wish_of


@pytest.mark.parametrize(
    ("text", "tone", "mood", "time", "weather", "setting"),
    [
        ("more hopeful", Tone.HOPEFUL, "hopeful", "", "", ""),
        ("make it funnier, and at night in the rain", Tone.FUNNY, "playful", "night", "rain", "city_night"),
        ("quieter, in a forest at dawn", Tone.GENTLE, "calm", "dawn", "", "forest"),
        ("with my sister", None, "", "", "", ""),
        ("", None, "", "", "", ""),
    ],
)
def test_a_wish_is_read_as_far_as_it_is_understood(
    text: str, tone: Tone | None, mood: str, time: str, weather: str, setting: str
) -> None:
    wish = wish_of(text)
    assert (wish.tone, wish.mood, wish.time, wish.weather, wish.setting) == (
        tone,
        mood,
        time,
        weather,
        setting,
    )


def test_what_is_refused_is_not_wished_for() -> None:
    wish = wish_of("less sad, no rain, not so dark")
    assert wish.mood == ""
    assert wish.weather == ""
    assert {"lonely", "rain", "tense", "night"} <= wish.unwanted


def test_longer_and_shorter_are_lengths() -> None:
    assert wish_of("shorter please").length is Length.SHORT
    assert wish_of("longer").length is Length.STANDARD


def test_a_picture_gets_the_light_that_was_wished_for_and_keeps_the_rest() -> None:
    visual = Visual("harbor", "noon", "clear", "tense", "orbit", "standing", ("rope",))
    granted = wish_of("more hopeful, at night").granted(visual)
    assert (granted.time, granted.mood) == ("night", "hopeful")
    assert (granted.setting, granted.weather, granted.camera, granted.props) == (
        "harbor",
        "clear",
        "orbit",
        ("rope",),
    )
    assert NO_WISH.granted(visual) == visual


@given(st.text(max_size=300))
def test_any_text_is_a_wish(text: str) -> None:
    assert wish_of(text).text == text.strip()
