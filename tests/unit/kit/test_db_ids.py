"""Slots and ids."""

import uuid
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from services.kit.ids import SLOTS, UserId, new_id, slot_of

GOLDEN = {
    "00000000-0000-0000-0000-000000000000": 14,
    "11111111-2222-4333-8444-555555555555": 480,
    "01932c5e-7d00-7000-8000-000000000001": 191,
    "ffffffff-ffff-ffff-ffff-ffffffffffff": 807,
}


def test_the_slot_of_a_person_never_changes() -> None:
    assert {text: slot_of(UserId(uuid.UUID(text))) for text in GOLDEN} == GOLDEN


@given(st.uuids())
def test_every_id_has_one_slot_within_bounds(value: uuid.UUID) -> None:
    slot = slot_of(UserId(value))
    assert 0 <= slot < SLOTS
    assert slot == slot_of(UserId(uuid.UUID(str(value))))


def test_ids_that_were_made_one_after_the_other_spread_over_all_slots() -> None:
    filled = Counter(slot_of(UserId(new_id())) for _ in range(SLOTS * 20))
    assert len(filled) == SLOTS
    assert max(filled.values()) < 60  # 20 on average; evenly at random, 60 is out of reach


def test_new_ids_are_of_version_7_and_rise() -> None:
    ids = [new_id() for _ in range(5000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {value.version for value in ids} == {7}
    assert {value.variant for value in ids} == {uuid.RFC_4122}
