"""A narration as sentences: where each one ends, and which of them an editor has left alone."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from services.script.domain.model import Origin, Sentence
from services.script.domain.writing.words import word_set

_END = re.compile(r"""(?<=[.!?…])["”’»)]*\s+(?=["“‘«(]?[^\Wa-z_])""")
_SHORT_FORMS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e)\.$")


def split(narration: str) -> list[str]:
    """The sentences of a text; together, with a space between, they are the text with single spaces."""
    text = " ".join(narration.split())
    found: list[str] = []
    begun = 0
    for end in _END.finditer(text):
        sentence = text[begun : end.end()].strip()
        if not _SHORT_FORMS.search(sentence):
            found.append(sentence)
            begun = end.end()
    found.append(text[begun:].strip())
    return [sentence for sentence in found if sentence]


def attributed(narration: str, before: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """An edited text in sentences. Those that were there before keep where they come from; the others are the
    editor's."""
    old = [(piece, number) for number, sentence in enumerate(before) for piece in split(sentence.text)]
    new = split(narration)
    owner: list[int | None] = [None] * len(new)
    matcher = SequenceMatcher(a=[piece for piece, _ in old], b=new, autojunk=False)
    for first, second, length in matcher.get_matching_blocks():
        for step in range(length):
            owner[second + step] = old[first + step][1]
    found: list[Sentence] = []
    previous: int | None = None
    for piece, number in zip(new, owner, strict=True):
        if number is None:
            found.append(Sentence(piece, (), Origin.EDITOR))
        elif number == previous:
            last = found.pop()
            found.append(Sentence(f"{last.text} {piece}", last.answer_ids, last.origin))
        else:
            found.append(Sentence(piece, before[number].answer_ids, before[number].origin))
        previous = number
    return tuple(found)


def told_from(text: str, texts: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The answers that a sentence of the model's speaks of: it repeats telling words of theirs.

    Args:
        texts: a person's answers, by what they are called.
    """
    said = set(_words(text))
    found = ["name"] if name and set(_words(name)) & said else []
    for key, answer in texts.items():
        telling = {word for word in _words(answer) if len(word) > 3 and word not in _COMMON}
        shared = telling & said
        if key not in _SHORT_ANSWERS and (len(shared) >= 2 or (shared and len(telling) <= 3)):
            found.append(key)
    return tuple(found)


_SHORT_ANSWERS = frozenset({"name", "pronouns", "age_band", "tone"})
_COMMON = word_set(
    "about after again also always been before being could does down each even every from have here into just"
    " like make made many more most much never only other over said same some something still such than that"
    " their them then there these they thing things this those through time very want wants wanted were what"
    " when where which while will with without would your"
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
