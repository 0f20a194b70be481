"""How patient the stack is with a part that dies."""

from datetime import timedelta

from services.stack.restarts import QUICK_DEATHS_ALLOWED, RestartBudget, RestartPolicy, chosen_policy

POLICY = RestartPolicy(
    settled_after=timedelta(seconds=20),
    first_pause=timedelta(seconds=1),
    longest_pause=timedelta(seconds=3),
    quick_deaths_allowed=4,
)
QUICK, LONG = timedelta(seconds=1), timedelta(minutes=5)


def test_pauses_double_up_to_a_limit_and_then_it_gives_up() -> None:
    budget = RestartBudget(POLICY)
    pauses = [budget.pause_after(QUICK) for _ in range(5)]
    assert pauses == [timedelta(seconds=s) for s in (1, 2, 3, 3)] + [None]


def test_a_part_that_has_never_worked_is_given_up_sooner() -> None:
    budget = RestartBudget(RestartPolicy(quick_deaths_allowed=9, quick_deaths_allowed_at_first=1))
    assert budget.pause_after(QUICK, has_worked=False) is not None
    assert budget.pause_after(QUICK, has_worked=False) is None


def test_a_long_life_forgives_the_quick_deaths_before_it() -> None:
    budget = RestartBudget(POLICY)
    for _ in range(4):
        budget.pause_after(QUICK)
    assert budget.pause_after(LONG) == timedelta(seconds=1)
    assert budget.pause_after(QUICK) == timedelta(seconds=2)


def test_a_part_that_dies_now_and_then_is_never_given_up() -> None:
    budget = RestartBudget(POLICY)
    assert all(budget.pause_after(LONG) is not None for _ in range(100))


def test_whoever_kills_parts_on_purpose_may_ask_for_patience() -> None:
    patient = RestartBudget(chosen_policy({QUICK_DEATHS_ALLOWED: "1000"}))
    pauses = {patient.pause_after(timedelta(seconds=1)) for _ in range(50)}
    assert pauses == {RestartPolicy().first_pause}
    assert chosen_policy({}) == RestartPolicy()
