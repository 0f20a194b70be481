"""The `sampling_parameters` of a request: names and defaults as in vLLM, each within bounds."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

from story_engine.errors import InvalidRequest

MAX_JSON_BYTES = 16_384
MAX_NEW_TOKENS = 1024
MAX_STOPS = 16
MAX_STOP_CHARACTERS = 100


class Grammar(Enum):
    """How a structure is described; the names are vLLM's."""

    JSON = "json"
    REGEX = "regex"
    CHOICE = "choice"
    GRAMMAR = "grammar"


@dataclass(frozen=True, slots=True)
class Structure:
    """A form that the text has to have."""

    kind: Grammar
    description: str
    """A JSON schema, a regular expression, a JSON list of texts, or a grammar in EBNF."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next tokens are chosen and when to stop."""

    max_tokens: int = 16
    temperature: float = 1.0
    """0 always takes the likeliest token."""
    top_p: float = 1.0
    top_k: int = 0
    """0 and -1 look at every token."""
    repetition_penalty: float = 1.0
    seed: int | None = None
    """The same seed and prompt give the same text when the same requests run beside it; None draws one."""
    stop: tuple[str, ...] = ()
    """Generation ends before the first of these."""
    ignore_eos: bool = False
    """Goes on past the model's own end; for benchmarks."""
    structured_outputs: Structure | None = None
    """What the text has to be; only engines on GPUs can see to it."""


def parse_sampling(text: str | None) -> Sampling:
    """Reads the JSON object that came with a request; None and "" mean the defaults."""
    if not text:
        return Sampling()
    if len(text.encode()) > MAX_JSON_BYTES:
        raise InvalidRequest(f"sampling_parameters: at most {MAX_JSON_BYTES} bytes of JSON, please")
    try:
        values = json.loads(text, parse_constant=reject_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"sampling_parameters is not valid JSON ({error}): send an object") from error
    if not isinstance(values, dict):
        raise InvalidRequest('sampling_parameters must be a JSON object such as {"max_tokens": 64}')
    unknown = sorted(set(values) - set(READERS))
    if unknown:
        raise InvalidRequest(
            f"sampling_parameters: unknown {', '.join(unknown)}; known are {', '.join(READERS)}"
        )
    return build(values)


def build(values: Mapping[str, object]) -> Sampling:
    """Checks every value against its reader."""
    return Sampling(**{name: READERS[name](name, value) for name, value in values.items()})  # type: ignore[arg-type]


def whole(low: int, high: int) -> Callable[[str, object], int]:
    """A reader of whole numbers within bounds."""

    def read(name: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise InvalidRequest(f"sampling_parameters: {name} must be a whole number from {low} to {high}")
        return value

    return read


def real(low: float, high: float) -> Callable[[str, object], float]:
    """A reader of numbers within bounds."""

    def read(name: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise InvalidRequest(f"sampling_parameters: {name} must be a number from {low:g} to {high:g}")
        return float(value)

    return read


def temperature(name: str, value: object) -> float:
    """Zero or at least 0.01: anything between overflows the softmax instead of meaning "greedy"."""
    number = real(0.0, 2.0)(name, value)
    if 0.0 < number < 0.01:
        raise InvalidRequest(f"sampling_parameters: {name} must be 0 (no chance at all) or from 0.01 to 2")
    return number


def optional_seed(name: str, value: object) -> int | None:
    """A seed, or null for a fresh one."""
    return None if value is None else whole(0, 2**63 - 1)(name, value)


def stops(name: str, value: object) -> tuple[str, ...]:
    """One stop string or a list of them."""
    found = [value] if isinstance(value, str) else value
    wrong = InvalidRequest(
        f"sampling_parameters: {name} must be a string or at most {MAX_STOPS} strings "
        f"of 1 to {MAX_STOP_CHARACTERS} characters"
    )
    if not isinstance(found, list) or len(found) > MAX_STOPS:
        raise wrong
    accepted: list[str] = []
    for stop in found:
        if not isinstance(stop, str) or not 1 <= len(stop) <= MAX_STOP_CHARACTERS:
            raise wrong
        accepted.append(stop)
    return tuple(accepted)


def structure(name: str, value: object) -> Structure | None:
    """One of vLLM's descriptions, as in {"json": {"type": "object"}}; null for none."""
    if value is None:
        return None
    known = {one.value: one for one in Grammar}
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in known:
        raise InvalidRequest(f"sampling_parameters: {name} must be an object with one of {', '.join(known)}")
    kind, description = known[next(iter(value))], next(iter(value.values()))
    wanted: type[object] | tuple[type[object], ...] = str
    if kind is Grammar.JSON:
        wanted = dict
    elif kind is Grammar.CHOICE:
        wanted = list
    if not isinstance(description, wanted) or not description:
        raise InvalidRequest(f"sampling_parameters: {name}.{kind.value} is empty or of the wrong type")
    return Structure(kind, description if isinstance(description, str) else json.dumps(description))


def flag(name: str, value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise InvalidRequest(f"sampling_parameters: {name} must be true or false")
    return value


def reject_constant(constant: str) -> NoReturn:
    """Python's JSON reads NaN and Infinity; no sampler can use them."""
    raise ValueError(f"{constant} is not JSON")


READERS: Mapping[str, Callable[[str, object], object]] = {
    "max_tokens": whole(1, MAX_NEW_TOKENS),
    "temperature": temperature,
    "top_p": real(math.ulp(0.0), 1.0),
    "top_k": whole(-1, 1000),
    "repetition_penalty": real(0.5, 2.0),
    "seed": optional_seed,
    "stop": stops,
    "ignore_eos": flag,
    "structured_outputs": structure,
}
