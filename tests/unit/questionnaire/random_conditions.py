"""Conditions that hypothesis makes up, over `likes`, `mood`, `tone` and `pets`."""

from __future__ import annotations

from hypothesis import strategies as st

from services.questionnaire.adapters.surveyjs.conditions import (
    Compare,
    Given,
    Holds,
    OneOf,
    Simple,
    every,
    opposite,
    some,
)

KEYS = st.sampled_from(["likes", "mood", "tone", "pets"])
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
WORDS = st.sampled_from(["epic", "it's", 'a "b" \\'])
ATOMS: st.SearchStrategy[Simple] = st.one_of(
    st.builds(Given, KEYS),
    st.builds(Compare, st.just("mood"), SIGNS, st.integers(-2, 9)),
    st.builds(Compare, st.just("tone"), st.sampled_from(["==", "!="]), WORDS),
    st.builds(Compare, st.just("likes"), st.just("=="), st.booleans()),
    st.builds(Holds, st.just("pets"), st.sampled_from(["cat", "dog"])),
    st.builds(OneOf, st.just("tone"), st.just(("epic", "gentle"))),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(opposite),
        st.lists(inner, min_size=2, max_size=3).map(every),
        st.lists(inner, min_size=2, max_size=3).map(some),
    ),
    max_leaves=6,
)
