"""Who takes over, who comes back, and when commits wait for the standby."""

import pytest

from services.stack.replication.decisions import (
    ALONE_AFTER_SECONDS,
    CAUGHT_UP_BYTES,
    Action,
    AfterDeath,
    Folder,
    Follow,
    Seen,
    after_death,
    after_look,
    how_to_follow,
)
from services.stack.replication.record import Record

REDUNDANT = Record("a", synchronous=True)
ALONE = Record("a", synchronous=False)
LONG = ALONE_AFTER_SECONDS
WELL = Seen(in_recovery=False, waits_for_standby=True, is_connected=True, follows=True)


def _seen(*, waits: bool = True, follows: bool = True, behind: int = 0, in_recovery: bool = False) -> Seen:
    return Seen(in_recovery, waits, follows, follows, behind)


def test_a_standby_with_every_write_takes_over_from_a_primary_that_died() -> None:
    assert after_death(REDUNDANT, has_served=True, standby_answers=True) is AfterDeath.TAKE_OVER


@pytest.mark.parametrize("standby_answers", [True, False])
def test_a_standby_that_may_lack_a_write_never_takes_over(standby_answers: bool) -> None:
    found = after_death(ALONE, has_served=True, standby_answers=standby_answers)
    assert found is AfterDeath.COME_BACK


def test_a_standby_that_does_not_answer_does_not_take_over() -> None:
    assert after_death(REDUNDANT, has_served=True, standby_answers=False) is AfterDeath.COME_BACK


def test_a_primary_that_has_not_worked_yet_is_started_again() -> None:
    assert after_death(REDUNDANT, has_served=False, standby_answers=True) is AfterDeath.COME_BACK


def test_nothing_is_done_about_a_pair_that_is_well() -> None:
    assert after_look(REDUNDANT, WELL, unfollowed_seconds=0) is Action.NOTHING


def test_commits_wait_for_a_silent_standby_for_a_while_and_then_no_longer() -> None:
    silent = _seen(follows=False)
    assert after_look(REDUNDANT, silent, unfollowed_seconds=LONG - 0.1) is Action.NOTHING
    assert after_look(REDUNDANT, silent, unfollowed_seconds=LONG) is Action.GO_ALONE


def test_going_alone_is_finished_when_it_was_interrupted_half_way() -> None:
    recorded_only = _seen(waits=True, follows=False)
    assert after_look(ALONE, recorded_only, unfollowed_seconds=LONG) is Action.GO_ALONE


def test_one_that_is_alone_already_stays_so() -> None:
    assert after_look(ALONE, _seen(waits=False, follows=False), unfollowed_seconds=LONG) is Action.NOTHING


def test_a_standby_is_waited_for_again_once_it_has_nearly_caught_up() -> None:
    far = _seen(waits=False, behind=CAUGHT_UP_BYTES + 1)
    near = _seen(waits=False, behind=CAUGHT_UP_BYTES)
    assert after_look(ALONE, far, unfollowed_seconds=0) is Action.NOTHING
    assert after_look(ALONE, near, unfollowed_seconds=0) is Action.JOIN


def test_that_commits_are_set_to_wait_is_not_taken_for_a_standby_that_has_every_write() -> None:
    """As after a restart of the primary: it may show commits that nobody waited for."""
    assert after_look(ALONE, _seen(waits=True), unfollowed_seconds=0) is Action.JOIN


def test_a_promotion_that_was_interrupted_is_made_up_for() -> None:
    assert after_look(ALONE, _seen(in_recovery=True), unfollowed_seconds=LONG) is Action.PROMOTE


@pytest.mark.parametrize(
    ("folder", "how"),
    [
        (Folder(exists=True, was_standby=True, is_whole=True), Follow.AS_IT_IS),
        (Folder(exists=True, was_standby=False, is_whole=True), Follow.REWIND),
        (Folder(exists=False, was_standby=False, is_whole=True), Follow.COPY),
        (Folder(exists=True, was_standby=False, is_whole=False), Follow.COPY),
        (Folder(exists=True, was_standby=True, is_whole=True, follows_in_vain=True), Follow.COPY),
    ],
)
def test_an_instance_follows_in_the_cheapest_way_that_is_safe(folder: Folder, how: Follow) -> None:
    assert how_to_follow(folder) is how
