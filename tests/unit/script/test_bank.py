"""The scene bank: what its files may say, and that every scene of it can be told of anybody."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from services.script.adapters.scene_bank import SceneBankInvalid, load_bank
from services.script.domain.bank.template import TemplateInvalid, parsed
from services.script.domain.lines import narration, word_count
from services.script.domain.model import Beat, Length, PointOfView, Tone
from services.script.domain.person import Person, understand
from services.script.domain.scenes import NARRATION_WORDS, Teller
from services.script.domain.writing.worlds import World
from tests.unit.script.bank import the_bank
from tests.unit.script.people import MAYA, ROBIN, TOMASZ

_MARKS = re.compile(r"[{}<>|]|_\(")
_DOUBLED = re.compile(
    r"\b(a|an|the|of|to|and|in|on|at|is|are|her|his|their|your|my) \1\b|[,;] ?[,;]|\s[.,;!?]|\.\."
)
_WRONG_VERB = re.compile(
    r"(?:^|[.!?:;,] |\b(?:and|that|when|if|because) )"
    r"(?:I|[Yy]ou) (?:is|has|does|goes|knows|sees|takes|comes)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?…])[”)]?\s+")


def maya(point_of_view: PointOfView = PointOfView.THIRD) -> Person:
    return understand(MAYA, point_of_view)


@pytest.mark.parametrize(
    ("source", "first", "second", "third"),
    [
        (
            "{Name} <know> it, and {they} <be> glad.",
            "I know it, and I am glad.",
            "You know it, and you are glad.",
            "Maya knows it, and she is glad.",
        ),
        (
            "{Name's} hat <helper:have> gone; give {name.obj} {theirs}.",
            "My hat has gone; give me mine.",
            "Your hat has gone; give you yours.",
            "Maya's hat has gone; give Maya hers.",
        ),
        (
            "{Helper} <helper:wait>; {hthey} <hthey:have> time, and {treasure} <treasure:lie> there.",
            "My grandmother Ines waits; she has time, and a chipped blue snorkel lies there.",
            "Your grandmother Ines waits; she has time, and a chipped blue snorkel lies there.",
            "Her grandmother Ines waits; she has time, and a chipped blue snorkel lies there.",
        ),
        (
            "{Name} {dream_does} and <do> not mind: {obstacle_t}.",
            "I am a marine biologist who makes people fall in love with the sea and do not mind:"
            " I can't speak when people look at me.",
            "You are a marine biologist who makes people fall in love with the sea and do not mind:"
            " you can't speak when people look at you.",
            "Maya is a marine biologist who makes people fall in love with the sea and does not mind:"
            " she can't speak when people look at her.",
        ),
    ],
)
def test_a_sentence_is_told_as_i_as_you_and_by_name(source: str, first: str, second: str, third: str) -> None:
    template = parsed(source)
    for point_of_view, expected in zip(PointOfView, (first, second, third), strict=True):
        person = maya(point_of_view)
        line = template.filled(person, person.slots(Length.STANDARD))
        assert line is not None
        assert line.text() == expected


def test_verbs_agree_with_a_name_otherwise_than_with_they() -> None:
    person = understand(ROBIN)
    line = parsed("{Name} <go>, and {they} <go>.").filled(person, person.slots(Length.SHORT))
    assert line is not None
    assert line.text() == "Robin goes, and they go."


def test_a_sentence_says_which_answers_it_came_from() -> None:
    person = maya()
    line = parsed("{Helper} <helper:keep> {treasure} {place}: “{moment_q}.”").filled(
        person, person.slots(Length.STANDARD)
    )
    assert line is not None
    assert line.answer_ids == {"helper", "treasure", "place", "moment"}


def test_a_quotation_keeps_its_own_end_mark() -> None:
    line = parsed("“{dream_q}.” So it goes.").filled(maya(), {"dream_q": "why not me?"})
    assert line is not None
    assert line.text() == "“Why not me?” So it goes."


@pytest.mark.parametrize("source", ["{nmae} <go>", "{name} <went away>", "_(a) and _(b)", "{name <go>"])
def test_what_is_misspelled_is_refused(source: str) -> None:
    with pytest.raises(TemplateInvalid):
        parsed(source)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "sea.yaml").write_text("- thread: sea-x\n  world: sea\n  tones: [gentle]\n  scenes: []\n")
    with pytest.raises(SceneBankInvalid, match=r"sea\.yaml"):
        load_bank(tmp_path)


def test_the_version_changes_with_every_word(tmp_path: Path) -> None:
    source = next(Path(load_bank.__globals__["FOLDER"]).glob("*.yaml")).read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(source, encoding="utf-8")
    before = load_bank(tmp_path).version
    (tmp_path / "a.yaml").write_text(source.replace(" the ", " that ", 1), encoding="utf-8")
    assert load_bank(tmp_path).version != before


def test_there_are_hundreds_of_scenes_for_every_world_and_tone() -> None:
    bank = the_bank()
    assert sum(1 for _ in bank.entries()) >= 300
    for world in World:
        tones = {tone for thread in bank.threads if thread.world is world for tone in thread.tones}
        assert tones == set(Tone), world
    assert {tone for thread in bank.threads if thread.world is None for tone in thread.tones} == set(Tone)


def test_every_thread_has_a_scene_for_each_beat() -> None:
    for thread in the_bank().threads:
        beats = [entry.beat for entry in thread.entries]
        assert set(beats) == set(Beat), thread.id
        assert beats == sorted(beats, key=list(Beat).index), thread.id


def test_no_two_threads_share_a_sentence() -> None:
    sources = Counter(
        source
        for thread in the_bank().threads
        for source in {
            template.source
            for entry in thread.entries
            for group in entry.groups
            for template in group.alternatives
        }
    )
    assert [source for source, count in sources.items() if count > 1] == []


@pytest.mark.parametrize(
    ("answers", "point_of_view", "length"),
    [
        pytest.param(MAYA, PointOfView.FIRST, Length.STANDARD, id="maya-first"),
        pytest.param(MAYA, PointOfView.SECOND, Length.STANDARD, id="maya-second"),
        pytest.param(MAYA, PointOfView.THIRD, Length.SHORT, id="maya-short"),
        pytest.param(TOMASZ, PointOfView.THIRD, Length.STANDARD, id="tomasz"),
        pytest.param(ROBIN, PointOfView.THIRD, Length.STANDARD, id="robin"),
        pytest.param({}, PointOfView.SECOND, Length.SHORT, id="nobody"),
    ],
)
def test_every_scene_can_be_told_of_anybody(
    answers: dict[str, str], point_of_view: PointOfView, length: Length
) -> None:
    person = understand(answers, point_of_view)
    for entry in the_bank().entries():
        for variant in Teller(person, length, random.Random(1)).draft(entry).variants:
            told = narration(variant.lines)
            assert not _MARKS.search(told), (entry.id, told)
            assert not _DOUBLED.search(re.sub(r"“[^”]*”", "x", told)), (entry.id, told)
            assert 10 <= word_count(told) <= 1.75 * NARRATION_WORDS[length][1], (entry.id, told)
            assert told[0].isupper() or told[0] in "“0123456789", (entry.id, told)
            assert told.rstrip("”")[-1] in ".!?…:", (entry.id, told)


@pytest.mark.parametrize("point_of_view", [PointOfView.FIRST, PointOfView.SECOND])
def test_no_scene_forgets_who_tells_it(point_of_view: PointOfView) -> None:
    person = maya(point_of_view)
    for entry in the_bank().entries():
        for variant in Teller(person, Length.STANDARD, random.Random(1)).draft(entry).variants:
            told = narration(variant.lines)
            assert "Maya" not in told, (entry.id, told)
            assert not _WRONG_VERB.search(told), (entry.id, told)
            for sentence in _SENTENCE.split(re.sub(r"“[^”]*”", "x", told)):
                assert not sentence.startswith(("i ", "you ")), (entry.id, told)
