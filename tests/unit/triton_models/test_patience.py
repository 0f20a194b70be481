"""A dear question is asked seldom."""

from story_engine.patience import SeldomAsked


def test_it_is_asked_once_in_a_while_and_not_any_more_after_a_yes() -> None:
    now = 0.0
    asked: list[float] = []

    def question() -> bool:
        asked.append(now)
        return now >= 2

    is_gone = SeldomAsked(question, every_seconds=1.0, clock=lambda: now)
    answers = []
    for step in range(16):
        now = step * 0.25
        answers.append(is_gone())
    assert asked == [1.0, 2.0]
    assert answers == [False] * 8 + [True] * 8
