"""The likelihood of a prompt's last tokens, out of what engines say of all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from story_engine.errors import EngineFault, InvalidRequest
from story_engine.scoring import Score


def score_of(entries: Sequence[Mapping[int, Any] | None], tokens: Sequence[int]) -> Score:
    """The sum over the prompt's last tokens.

    vLLM gives an entry for each token of the prompt, the first of them None; TensorRT-LLM's entries may go
    one further, for the token after it. An entry has the token that stood there, so the place is known.

    Raises:
        EngineFault: the tokens are not where they can be.
    """
    for end in (len(entries), len(entries) - 1):
        found = entries[max(0, end - len(tokens)) : end]
        if len(found) == len(tokens) and all(
            entry is not None and token in entry for entry, token in zip(found, tokens, strict=True)
        ):
            return Score(
                sum(value(entry, token) for entry, token in zip(found, tokens, strict=True)), len(tokens)
            )
    raise EngineFault("the engine gave likelihoods of other tokens than it was asked for")


def value(entry: Mapping[int, Any] | None, token: int) -> float:
    """Engines wrap the number, or don't."""
    assert entry is not None
    return float(getattr(entry[token], "logprob", entry[token]))


def checked(tokens: list[int], most: int) -> list[int]:
    """A prompt that the engine has room for."""
    if not 1 <= len(tokens) <= most:
        raise InvalidRequest(f"text_input has {len(tokens)} tokens: send from 1 to {most}, a shorter prompt")
    return tokens
