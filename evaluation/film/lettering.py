"""What is written over films, in the fingerprints of `probes`."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.captions import Word, build_cues
from services.video.domain.transitions import Transition
from services.video.film.captioning import CaptionLayer
from services.video.film.picture import Size, planes
from services.video.film.titles import Layer, closing_line, title_card
from services.video.film.transitions import between

SIZE: Final = Size(320, 180)
BLOCK: Final = 10
_SAID: Final = ("She", "counts", "two", "crabs", "and", "lets", "go", "of", "his", "thumb.")
_WORD_MS: Final = 300


def lettered() -> Mapping[str, str]:
    """By name: title and closing line, each caption style, each transition."""
    return {name: _fingerprint(frame) for name, frame in _pictures()}


def _pictures() -> Iterator[tuple[str, NDArray[np.uint8]]]:
    yield (
        "title card",
        _written(title_card("The Slug Called Ben", "Tala", SIZE, start_ms=0, end_ms=9000), 4000),
    )
    yield "closing line", _written(closing_line("The end", SIZE, start_ms=0, end_ms=9000), 4000)
    words = [Word(word, at * _WORD_MS, (at + 1) * _WORD_MS - 30) for at, word in enumerate(_SAID)]
    cues = build_cues(words, ends_ms=len(_SAID) * _WORD_MS + 500)
    for style in CaptionStyle:
        yield f"captions, {style.value}", _written([CaptionLayer(cues, SIZE, style)], 2 * _WORD_MS)
    for transition in Transition:
        yield f"transition, {transition.value}", between(transition, _ground(70), _ground(170), 0.4, SIZE)


def _written(layers: list[Layer], time_ms: float) -> NDArray[np.uint8]:
    frame = _ground(90)
    for layer in layers:
        layer.draw(planes(frame, SIZE), time_ms)
    return frame


def _ground(shade: int) -> NDArray[np.uint8]:
    """A slope of grey, so that what lies over it shows whether light or dark."""
    frame = np.full((SIZE.i420_rows, SIZE.width), 128, np.uint8)
    frame[: SIZE.height] = shade + np.arange(SIZE.width, dtype=np.uint16) * 40 // SIZE.width
    return frame


def _fingerprint(frame: NDArray[np.uint8]) -> str:
    picture = planes(frame, SIZE)
    means = [_means(plane) for plane in (picture.y, picture.u, picture.v)]
    return base64.b64encode(np.concatenate(means).tobytes()).decode()


def _means(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, columns = (side // BLOCK for side in plane.shape)
    blocks = plane.reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3))
    return np.asarray(np.rint(blocks), np.uint8).reshape(-1)
