from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.questionnaire.domain.analytics import (
    DURATION_STEPS,
    Counted,
    Tally,
    added,
    figures,
    width_of_ranges,
)
from services.questionnaire.domain.questions import NumberKind, QuestionId, TextKind, YesNoKind
from tests.unit.questionnaire.written import asks, one_of, questionnaire

NOW = datetime(2026, 11, 28, tzinfo=UTC)
FORM = questionnaire(
    asks("likes", YesNoKind()),
    asks("pet", one_of("cat", "dog", "fox", allows_other=True), visible_if="answers.likes"),
    asks("why"),
)
LIKES, PET, WHY = QuestionId("likes"), QuestionId("pet"), QuestionId("why")


def of_pets(**counts: int) -> dict[str, int]:
    tally = Tally(
        answered={PET: Counted(sum(counts.values()), sum(counts.values()))},
        values={(PET, value): Counted(count, count) for value, count in counts.items()},
    )
    return {one.value: one.count for one in figures(FORM, tally, NOW).questions[1].distribution}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"cat": 5, "dog": 9}, {"cat": 5, "dog": 9}),
        ({"cat": 2, "dog": 2}, {}),
        ({"cat": 1, "dog": 9, "fox": 20}, {"fox": 20}),
        ({"cat": 3, "dog": 3, "fox": 20}, {"fox": 20}),
        ({"cat": 1, "dog": 99}, {}),
        ({"cat": 6, "other": 7}, {"cat": 6, "other": 7}),
        ({"cat": 6, "a secret that got here": 7}, {"cat": 6}),
    ],
)
def test_no_number_of_fewer_than_five_people_is_told_or_can_be_worked_out(
    counts: dict[str, int], told: dict[str, int]
) -> None:
    assert of_pets(**counts) == told


def test_five_responses_of_one_person_are_not_five_people() -> None:
    told = figures(FORM, Tally(started=Counted(5, 1), submitted=Counted(5, 5)), NOW)
    assert (told.started, told.submitted) == (0, 5)


def test_where_unfinished_responses_stop_is_added_up_over_shards() -> None:
    tally = added(
        [Tally(stopped={PET: Counted(3, 3)}), Tally(stopped={PET: Counted(3, 2), WHY: Counted(4, 4)})]
    )
    assert [one.dropped for one in figures(FORM, tally, NOW).questions] == [0, 6, 0]


def test_the_median_is_of_all_shards_together_and_two_in_a_hundred_near() -> None:
    def steps(*seconds: float) -> dict[int, int]:
        return {math.floor(math.log(one * 1000) * DURATION_STEPS): 1 for one in seconds}

    both = added(
        [
            Tally(submitted=Counted(3, 3), durations=steps(60, 120, 180)),
            Tally(submitted=Counted(2, 2), durations=steps(300, 3600)),
        ]
    )
    median = figures(FORM, both, NOW).median_duration_ms
    assert abs(median - 180_000) < 180_000 * 0.02


def test_questions_that_the_latest_version_does_not_have_are_left_out() -> None:
    later = replace(FORM, version=2, questions=FORM.questions[2:])
    told = figures(later, Tally(answered={WHY: Counted(9, 9), PET: Counted(9, 9)}), NOW)
    assert [(one.question_id, one.answered) for one in told.questions] == [(WHY, 9)]


@pytest.mark.parametrize(
    ("kind", "width"),
    [
        (NumberKind(0, 100), 10),
        (NumberKind(0, 120), 20),
        (NumberKind(0, 1), 0.1),
        (NumberKind(0, 5, whole=True), 1),
        (NumberKind(), 10),
        (NumberKind(3, 3), 10),
        (TextKind(1, 1), None),
    ],
)
def test_numbers_are_counted_in_about_ten_ranges_of_a_round_width(kind: object, width: float | None) -> None:
    found = width_of_ranges(kind)  # type: ignore[arg-type]
    assert found == (width if width is None else pytest.approx(width))
