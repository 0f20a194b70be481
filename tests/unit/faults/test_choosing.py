"""Faults are chosen by name, and the names of the contract are there."""

import pytest

from tests.faults.choosing import UnknownFault, choose
from tests.faults.faults import ALL, LONG, SHORT


def test_names_lists_and_groups_are_understood() -> None:
    assert [fault.name for fault in choose("none, kill-nats,several")] == ["none", "kill-nats", "several"]
    assert [fault.name for fault in choose("short")] == list(SHORT)
    assert [fault.name for fault in choose("all")] == list(ALL)


def test_a_name_that_nobody_knows_is_an_error_that_says_the_others() -> None:
    with pytest.raises(UnknownFault, match="kill-nats"):
        choose("kill-everybody")


def test_the_short_list_and_the_long_one_are_faults() -> None:
    assert set(SHORT) | set(LONG) <= set(ALL)
