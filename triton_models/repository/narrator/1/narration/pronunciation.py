"""English words to the phonemes that all our voices were taught."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from hibari.g2p import G2P
from hibari.g2p.normalize import normalize
from hibari.tts import ASSETS

from narration.alignment import Phonemes


class Pronunciation:
    """How an American or a British voice says words; not to be used by two threads at a time."""

    def __init__(self, *, british: bool) -> None:
        self.ids: Mapping[str, int] = json.loads((Path(ASSETS) / "vocab.json").read_text(encoding="utf-8"))
        self._phonemes = G2P(british=british)

    def knows(self, symbol: str) -> bool:
        """Whether a symbol has a place in the networks' alphabet."""
        return symbol in self.ids

    def spoken_form(self, said: Sequence[str]) -> list[str]:
        """See `Speaker.spoken_form`."""
        return str(normalize(" ".join(said))).split()

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        """See `Speaker.phonemes`."""
        tokens = self._phonemes.phonemize_tokens(self._phonemes.tokenize(" ".join(spoken)))
        symbols = ""
        words: list[tuple[int, int]] = []
        start = 0
        for token in tokens:
            symbols += token.phonemes or ""
            if token.whitespace:
                words.append((start, len(symbols)))
                symbols += " "
                start = len(symbols)
        if tokens and not tokens[-1].whitespace:
            words.append((start, len(symbols)))
        return Phonemes(symbols, tuple(words))

    def numbers(self, symbols: str) -> list[int]:
        """The ids of the symbols that are known, without pads."""
        return [self.ids[symbol] for symbol in symbols if symbol in self.ids]
