"""Sampling parameters: vLLM's names and defaults, bounded, with errors that say what to do."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_engine.errors import InvalidRequest
from story_engine.sampling import MAX_JSON_BYTES, Sampling, parse_sampling


@pytest.mark.parametrize("text", [None, "", "{}"])
def test_a_request_without_parameters_gets_the_defaults_of_vllm(text: str | None) -> None:
    assert parse_sampling(text) == Sampling(max_tokens=16, temperature=1.0, top_p=1.0, repetition_penalty=1.0)


def test_every_parameter_is_taken_over() -> None:
    given_values = {
        "max_tokens": 60,
        "temperature": 0.5,
        "top_p": 0.9,
        "top_k": 40,
        "repetition_penalty": 1.05,
        "seed": 7,
        "stop": ["\n", "The end"],
        "ignore_eos": True,
    }
    assert parse_sampling(json.dumps(given_values)) == Sampling(
        60, 0.5, 0.9, 40, 1.05, 7, ("\n", "The end"), ignore_eos=True
    )


def test_one_stop_string_may_stand_without_a_list() -> None:
    assert parse_sampling('{"stop": "END"}').stop == ("END",)


def test_a_null_seed_means_a_fresh_one() -> None:
    assert parse_sampling('{"seed": null}').seed is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "not valid JSON"),
        ("[1]", "must be a JSON object"),
        ('{"temperature": NaN}', "not valid JSON"),
        ('{"temprature": 1}', "unknown temprature; known are max_tokens"),
        ('{"max_tokens": 0}', "max_tokens must be a whole number from 1"),
        ('{"max_tokens": 1025}', "max_tokens must be a whole number from 1"),
        ('{"max_tokens": true}', "max_tokens must be a whole number"),
        ('{"max_tokens": 1.5}', "max_tokens must be a whole number"),
        ('{"temperature": -0.1}', "temperature must be a number from 0 to 2"),
        ('{"temperature": 0.001}', "temperature must be 0"),
        ('{"temperature": "0.5"}', "temperature must be a number"),
        ('{"top_p": 0}', "top_p must be a number"),
        ('{"top_k": -2}', "top_k must be a whole number"),
        ('{"repetition_penalty": 3}', "repetition_penalty must be a number from 0.5 to 2"),
        ('{"seed": -1}', "seed must be a whole number"),
        ('{"stop": [""]}', "stop must be a string or at most"),
        ('{"stop": [1]}', "stop must be a string or at most"),
        (json.dumps({"stop": ["x"] * 17}), "stop must be a string or at most"),
        ('{"ignore_eos": 1}', "ignore_eos must be true or false"),
        ('{"stop": "' + "x" * MAX_JSON_BYTES + '"}', "at most 16384 bytes"),
        ("[" * 8000, "not valid JSON"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_to_do(text: str, complaint: str) -> None:
    with pytest.raises(InvalidRequest, match=complaint):
        parse_sampling(text)


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    try:
        parsed = parse_sampling(text)
    except InvalidRequest:
        return
    assert isinstance(parsed, Sampling)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["max_tokens", "temperature", "top_p", "top_k", "stop"]), json_values))
def test_whatever_is_accepted_lies_within_the_bounds(values: dict[str, object]) -> None:
    try:
        sampling = parse_sampling(json.dumps(values))
    except InvalidRequest:
        return
    assert 1 <= sampling.max_tokens <= 1024
    assert sampling.temperature == 0 or 0.01 <= sampling.temperature <= 2
    assert 0 < sampling.top_p <= 1
    assert all(isinstance(stop, str) and stop for stop in sampling.stop)
