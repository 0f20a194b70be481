"""Stories as token ids, with what is to be learnt marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from triton_models.build.tuning.corpus import Story
from triton_models.build.tuning.dialogue import Part, Piece, pieces


class Tokenizer(Protocol):
    """What is needed of a Hugging Face tokenizer."""

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        """`input_ids` of a text."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A story's tokens; each has the part that it belongs to."""

    story_id: str
    tokens: tuple[int, ...]
    parts: tuple[Part, ...]

    def places(self, wanted: Iterable[Part]) -> list[int]:
        """Where tokens of these parts stand; never the first one, which nothing predicts."""
        chosen = frozenset(wanted)
        return [place for place, part in enumerate(self.parts) if place and part in chosen]


def encode(story: Story, tokenizer: Tokenizer, longest: int) -> Encoded:
    """A story's conversation, cut at `longest` tokens."""
    return encode_pieces(story.id, list(pieces(story)), tokenizer, longest)


def encode_pieces(story_id: str, parts: Sequence[Piece], tokenizer: Tokenizer, longest: int) -> Encoded:
    """Pieces end at borders that the tokenizer would not cross: after newlines and special tokens."""
    tokens: list[int] = []
    kinds: list[Part] = []
    for piece in parts:
        ids = tokenizer(piece.text, add_special_tokens=False)["input_ids"]
        tokens += ids
        kinds += [piece.part] * len(ids)
    return Encoded(story_id, tuple(tokens[:longest]), tuple(kinds[:longest]))
