"""A dear question is asked no more often than its answer has to be fresh."""

from story_engine.patience import SeldomAsked


def test_it_is_asked_once_in_a_while_and_not_any_more_after_a_yes() -> None:
    now = 0.0
    asked: list[float] = []

    def question() -> bool:
        asked.append(now)
        return now >= 2

    is_gone = SeldomAsked(question, clock=lambda: now)
    answers = []
    for step in range(16):
        now = step * 0.25
        answers.append(is_gone(within_seconds=1.0))
    assert asked == [1.0, 2.0]
    assert answers == [False] * 8 + [True] * 8


def test_whoever_needs_a_fresher_answer_asks_sooner() -> None:
    now = 0.0
    asked: list[float] = []

    def question() -> bool:
        asked.append(now)
        return False

    is_gone = SeldomAsked(question, clock=lambda: now)
    for moment, within in ((0.3, 0.5), (0.4, 0.1), (0.6, 0.5), (0.9, 0.5)):
        now = moment
        is_gone(within_seconds=within)
    assert asked == [0.4, 0.9]
