"""Checks: what each finds, and what it says."""

import pytest

from services.script.domain.checks import checked, total
from services.script.domain.model import Check, Options, PointOfView, ReadingAge
from services.script.domain.person import understand
from services.script.domain.readability import grade_of, syllables_of
from tests.unit.script.people import MAYA

GOOD = (
    "Maya holds the chipped blue snorkel under the tap. Her grandmother Ines keeps the time on a clock."
    " Nobody speaks, and the water runs."
)


def of(narration: str, name: str, **more: object) -> Check:
    point_of_view = more.pop("point_of_view", PointOfView.THIRD)
    assert isinstance(point_of_view, PointOfView)
    options = Options(point_of_view=point_of_view, reading_age=more.pop("reading_age", None))  # type: ignore[arg-type]
    checks = checked(narration, understand(MAYA, point_of_view), options=options, **more)  # type: ignore[arg-type]
    return next(check for check in checks if check.name == name)


def test_a_good_scene_passes_all_of_them() -> None:
    checks = checked(GOOD, understand(MAYA), wanted=("helper", "treasure"))
    assert [check.name for check in checks if check.score < 1.0] == []
    assert all(check.explanation == "" for check in checks)
    assert total(checks) == 1.0


def test_a_detail_that_is_missing_or_spelled_otherwise_is_named() -> None:
    check = of(
        GOOD.replace("Ines", "Inez").replace("grandmother", "gran"), "details_kept", wanted=("helper",)
    )
    assert check.score < 1.0
    assert "helper" in check.explanation


def test_what_was_told_before_counts_as_repetition() -> None:
    assert of(GOOD, "repetition").score == 1.0
    again = of(GOOD, "repetition", earlier=(GOOD,))
    assert again.score == 0.0
    assert "comes again" in again.explanation


@pytest.mark.parametrize(
    ("narration", "point_of_view", "passes"),
    [
        ("I hold the snorkel and wait.", PointOfView.FIRST, True),
        ("Maya holds the snorkel.", PointOfView.FIRST, False),
        ("You hold the snorkel.", PointOfView.SECOND, True),
        ("I hold the snorkel.", PointOfView.SECOND, False),
        ("Maya says: “I can't speak when you look at me.”", PointOfView.THIRD, True),
        ("Maya holds it, and I wait.", PointOfView.THIRD, False),
    ],
)
def test_the_teller_stays_the_same(narration: str, point_of_view: PointOfView, passes: bool) -> None:
    assert (of(narration, "person", point_of_view=point_of_view).score == 1.0) is passes


def test_a_scene_in_the_past_has_slipped() -> None:
    assert of("Maya stood there. She looked at the sea and thought of home, and went.", "tense").score < 0.5
    assert of("Maya stands there. She looks at the sea. It was green once.", "tense").score == 1.0


def test_length_and_reading_age_say_by_how_much() -> None:
    assert of("Too short.", "length").explanation == "2 words instead of 15 to 68"
    hard = "Considerable organisational responsibilities necessitate extraordinary deliberation."
    assert of(hard, "reading_age", reading_age=ReadingAge.CHILD).score == 0.0
    assert of(GOOD, "reading_age", reading_age=ReadingAge.CHILD).score > 0.9


def test_syllables_and_grades_are_about_right() -> None:
    assert [syllables_of(word) for word in ("cat", "water", "table", "stone", "biologist", "walked")] == [
        1,
        2,
        2,
        1,
        4,
        1,
    ]
    assert grade_of("") == 0.0
    assert grade_of("The cat sat on the mat.") < 1.0
