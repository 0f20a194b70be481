"""Captions: readable cues, timed by their words."""

from hypothesis import given
from hypothesis import strategies as st

from services.video.domain.captions import CUE_CHARS, Cue, Word, build_cues, spoken_words, web_vtt

TEXT = (
    "All afternoon Tala weighs other people's dinners. Then the tide goes out behind the fish market, and "
    "she goes out with it. “Heads or tails?” he asks. Chin. Lips. Nose."
)


def spoken(text: str, *, start_ms: int = 1000, word_ms: int = 300) -> list[Word]:
    words = text.split()
    return [
        Word(word, start_ms + place * word_ms, start_ms + (place + 1) * word_ms - 40)
        for place, word in enumerate(words)
    ]


def cues_of(text: str) -> tuple[Cue, ...]:
    words = spoken(text)
    return build_cues(words, ends_ms=words[-1].end_ms + 1500)


def test_a_cue_ends_with_its_sentence() -> None:
    cues = cues_of(TEXT)
    assert cues[0].text.replace("\n", " ") == "All afternoon Tala weighs other people's dinners."
    assert "“Heads or tails?”" in [cue.text for cue in cues] or any(
        cue.text.startswith("“Heads") for cue in cues
    )


def test_a_long_sentence_is_cut_after_a_comma_where_it_allows() -> None:
    cues = cues_of(
        "Above the field where his grandfather planted too early, a machine with wings could have known."
    )
    assert len(cues) == 2
    assert cues[0].text.endswith("early,")


@given(
    st.lists(
        st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=14),
        min_size=1,
        max_size=80,
    )
)
def test_no_word_is_lost_and_no_cue_is_too_long(words: list[str]) -> None:
    cues = cues_of(" ".join(words))
    assert [word.text for cue in cues for word in cue.words] == words
    for cue in cues:
        assert len(cue.lines) <= 2
        assert len(cue.text) <= CUE_CHARS + 1


@given(st.integers(min_value=1, max_value=60), st.integers(min_value=60, max_value=900))
def test_cues_lie_within_the_scene_in_order_and_cover_their_words(count: int, word_ms: int) -> None:
    words = spoken(
        " ".join(["word,", "next", "another."][place % 3] for place in range(count)), word_ms=word_ms
    )
    ends_ms = words[-1].end_ms + 500
    cues = build_cues(words, ends_ms=ends_ms)
    before = 0
    for cue in cues:
        assert before <= cue.start_ms < cue.end_ms <= ends_ms
        assert cue.start_ms <= cue.words[0].start_ms
        assert cue.end_ms >= min(cue.words[-1].end_ms - 120, ends_ms)
        before = cue.end_ms


def test_the_word_being_spoken_is_known() -> None:
    cue = cues_of("One two three.")[0]
    assert cue.word_at(999) == -1
    assert cue.word_at(1000) == 0
    assert cue.word_at(1290) == 0
    assert cue.word_at(1600) == 2
    assert cue.word_at(9000) == 2


def test_the_texts_own_spelling_stands_where_the_narrator_counts_the_same_words() -> None:
    heard = [Word("ten", 0, 100), Word("oclock", 100, 200)]
    assert [word.text for word in spoken_words("10 o’clock!", heard)] == ["10", "o’clock!"]
    assert [word.text for word in spoken_words("10 o’clock sharp", heard)] == ["ten", "oclock"]


def test_web_vtt_escapes_and_counts_hours() -> None:
    cue = Cue(((Word("<b>Fish", 0, 1), Word("&", 1, 2), Word("chips", 2, 3)),), 3_723_004, 3_725_000)
    assert web_vtt([cue]) == ("WEBVTT\n\n1\n01:02:03.004 --> 01:02:05.000\n&lt;b&gt;Fish &amp; chips\n")


def test_web_vtt_says_when_each_word_is_spoken() -> None:
    lines = ((Word("All", 1120, 1300), Word("afternoon", 1400, 1900)), (Word("she", 1900, 2000),))
    assert web_vtt([Cue(lines, 1000, 2500)]) == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n"
        "<00:00:01.120>All <00:00:01.400>afternoon\n<00:00:01.900>she\n"
    )


def test_times_that_do_not_rise_or_leave_the_cue_are_left_out() -> None:
    words = (Word("a", 1000, 1001), Word("b", 1500, 1501), Word("c", 1500, 1502), Word("d", 9000, 9001))
    assert "a <00:00:01.500>b c d\n" in web_vtt([Cue((words,), 1000, 2000)])
