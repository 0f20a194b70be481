"""What is sent of the tokens so far: whole characters, nothing of a stop string, nothing lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from story_engine.text import Detokenizer, StopScanner


def bytes_to_text(tokens: Sequence[int]) -> str:
    """A tokenizer of which every byte is a token."""
    return bytes(tokens).decode("utf-8", errors="replace")


def chunks_of(items: Sequence[int], sizes: Sequence[int]) -> list[list[int]]:
    chunks, start = [], 0
    for size in sizes:
        chunks.append(list(items[start : start + size]))
        start += size
    return [*chunks, list(items[start:])]


readable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffd"), max_size=40)


@given(readable, st.lists(st.integers(0, 5), max_size=30))
def test_a_text_cut_anywhere_comes_out_whole_and_never_with_half_a_character(
    text: str, sizes: list[int]
) -> None:
    detokenizer = Detokenizer(bytes_to_text)
    deltas = [detokenizer.feed(chunk) for chunk in chunks_of(list(text.encode()), sizes)]
    assert "".join(deltas) + detokenizer.flush() == text
    assert not any("\ufffd" in delta for delta in deltas)


def test_half_a_character_at_the_end_is_left_out() -> None:
    detokenizer = Detokenizer(bytes_to_text)
    assert detokenizer.feed(list("café".encode()[:-1])) == "caf"
    assert detokenizer.flush() == ""


def test_bytes_that_are_no_text_are_not_held_back_for_ever() -> None:
    detokenizer = Detokenizer(bytes_to_text)
    assert [detokenizer.feed([0xFF]) for _ in range(8)][-1] == "\ufffd" * 8


def test_a_stop_string_is_found_across_the_borders_of_tokens() -> None:
    scanner = StopScanner(["The end"])
    sent = [scanner.feed(part) for part in ("She smiled. T", "he e", "nd of it all")]
    assert sent == ["She smiled. ", "", ""]
    assert scanner.stopped


def test_what_only_looked_like_a_stop_string_is_sent() -> None:
    scanner = StopScanner(["The end"])
    assert scanner.feed("The en") == ""
    assert scanner.feed("vy of it") == "The envy of it"
    assert not scanner.stopped


def test_what_was_held_back_is_sent_at_the_end() -> None:
    scanner = StopScanner(["\n\n"])
    assert scanner.feed("Hello\n") == "Hello"
    assert scanner.flush() == "\n"


def test_the_earliest_of_several_stop_strings_counts() -> None:
    scanner = StopScanner(["world", "lo"])
    assert scanner.feed("Hello world") == "Hel"


few_letters = st.text("ab.", max_size=30)


@given(
    few_letters,
    st.lists(st.text("ab.", min_size=1, max_size=4), max_size=3),
    st.lists(st.integers(0, 4), max_size=12),
)
def test_however_a_text_is_cut_the_same_part_of_it_is_sent(
    text: str, stops: list[str], sizes: list[int]
) -> None:
    scanner = StopScanner(stops)
    sent, start = "", 0
    for size in [*sizes, len(text)]:
        sent += scanner.feed(text[start : start + size])
        start += size
    if not scanner.stopped:
        sent += scanner.flush()
    assert text.startswith(sent)
    assert not any(stop in sent for stop in stops)
    places = [text.find(stop) for stop in stops if stop in text]
    # What came in one piece may hold several stop strings; one of them begins where the text was cut.
    assert scanner.stopped == bool(places)
    assert any(text[len(sent) :].startswith(stop) for stop in stops) if places else sent == text
