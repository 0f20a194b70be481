"""Page tokens."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.db.pages import bounded_page_size, decode_token, encode_token
from services.kit.errors import PageTokenInvalid

keys = st.one_of(
    st.integers(),
    st.text(),
    st.uuids(),
    st.datetimes(timezones=st.just(dt.UTC)),
)


@given(st.text(), st.lists(keys, min_size=1, max_size=4))
def test_a_token_gives_back_what_it_was_made_of(
    scope: str, values: list[int | str | uuid.UUID | dt.datetime]
) -> None:
    assert decode_token(scope, encode_token(scope, values)) == values


@given(st.lists(keys, min_size=1, max_size=3))
def test_a_token_of_another_list_is_refused(values: list[int | str | uuid.UUID | dt.datetime]) -> None:
    with pytest.raises(PageTokenInvalid):
        decode_token("scripts", encode_token("videos", values))


@given(st.data())
def test_a_token_that_was_changed_is_refused(data: st.DataObject) -> None:
    token = encode_token("scripts", [uuid.UUID(int=7), 3])
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabc0123456789-_=+/ é"))
    changed = token[:place] + other + token[place + 1 :]
    if changed == token:
        return
    try:
        assert decode_token("scripts", changed) == [
            uuid.UUID(int=7),
            3,
        ]  # only bits that carry nothing differed
    except PageTokenInvalid:
        return


@given(st.text())
def test_rubbish_is_refused_and_never_crashes(token: str) -> None:
    with pytest.raises(PageTokenInvalid):
        decode_token("scripts", token)


@pytest.mark.parametrize(("asked", "given_"), [(0, 25), (1, 1), (100, 100), (101, 100), (-3, 25)])
def test_page_sizes_are_bounded(asked: int, given_: int) -> None:
    assert bounded_page_size(asked) == given_
