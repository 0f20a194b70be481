"""Captions burnt into the picture, word by word in time with the voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.captions import Cue, Word
from services.video.domain.lines import broken
from services.video.film.fonts import Face, font, printable
from services.video.film.overlay import Colour, Lettering, Overlay, Run, colour, set_letters, text_width
from services.video.film.picture import Planes, Size
from services.video.film.titles import SAFE_MARGIN

WHITE: Final = colour(255, 255, 255)
WARM: Final = colour(255, 214, 130)

_FADE_MS: Final = 160
_KARAOKE_CHARS: Final = 22
_LEAST_FACE: Final = 6
"""Pixels; smaller letters are dots."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a style is set; lengths are shares of the picture's shorter side."""

    face: Face
    face_size: float
    foot: float
    """How far the last baseline is from the picture's lower edge, as a share of its height."""
    unspoken: float
    """Opacity of words yet to come."""
    shadow: float
    """Opacity of the shadow."""
    plate: float
    """Opacity of the plate behind the words; 0 is none."""


_MANNERS: Final = {
    CaptionStyle.CLASSIC: _Manner("caption", 0.047, 0.085, 0.8, 0.72, 0.0),
    CaptionStyle.BOLD: _Manner("bold", 0.056, 0.1, 0.72, 0.3, 0.62),
    CaptionStyle.KARAOKE: _Manner("bold", 0.088, 0.17, 0.5, 0.85, 0.0),
}


class CaptionLayer:
    """The cues of a scene: words yet to come are dimmer, the one being spoken is warm."""

    def __init__(self, cues: Sequence[Cue], size: Size, style: CaptionStyle) -> None:
        karaoke = style is CaptionStyle.KARAOKE
        self._cues = [part for cue in cues for part in few_words_at_a_time(cue)] if karaoke else cues
        self._size = size
        self._manner = _MANNERS[style]
        self._cue: Cue | None = None
        self._lettering: Lettering | None = None
        self._word = -2
        self._overlay: Overlay | None = None

    def draw(self, picture: Planes, time_ms: float) -> None:
        """See `titles.Layer`."""
        cue = next((cue for cue in self._cues if cue.start_ms <= time_ms < cue.end_ms), None)
        if cue is None:
            return
        # On its first frame a cue is seen a little already.
        appearing = (time_ms - cue.start_ms) / _FADE_MS + 0.25
        leaving = (cue.end_ms - time_ms) / _FADE_MS
        self._state(cue, cue.word_at(int(time_ms))).blend(picture, min(1.0, appearing, leaving))

    def _state(self, cue: Cue, word: int) -> Overlay:
        """The cue with this word lit: painted when it changes, not for each frame."""
        if self._lettering is None or self._cue is not cue:
            self._lettering = _letters(cue, self._size, self._manner)
            self._cue, self._overlay = cue, None
        if self._overlay is None or self._word != word:
            count = len(cue.words)
            colours: list[Colour] = [WARM if place == word else WHITE for place in range(count)]
            opacities = [1.0 if place <= word else self._manner.unspoken for place in range(count)]
            self._overlay = self._lettering.paint(colours, opacities)
            self._word = word
        return self._overlay


def few_words_at_a_time(cue: Cue) -> Sequence[Cue]:
    """A cue in pieces that can be set very large, each from its first word until the next piece's."""
    groups: list[list[Word]] = []
    for word in cue.words:
        room = _KARAOKE_CHARS - sum(len(one.text) + 1 for one in groups[-1]) if groups else 0
        if len(word.text) <= room:
            groups[-1].append(word)
        else:
            groups.append([word])
    starts = [cue.start_ms, *(max(group[0].start_ms, cue.start_ms) for group in groups[1:]), cue.end_ms]
    return [
        Cue((tuple(group),), start, max(end, start + 1))
        for group, start, end in zip(groups, starts[:-1], starts[1:], strict=True)
    ]


def _letters(cue: Cue, size: Size, manner: _Manner) -> Lettering:
    """Words in lines that fit the picture, however narrow it is."""
    width, height = size
    widest = width * (1 - 2 * SAFE_MARGIN)
    # A tall picture is read on a phone held close to the face, but its lines are short.
    shorter = min(size) * (1.35 if height > width else 1.0)
    face_size = max(round(shorter * manner.face_size), 8)
    face = font(manner.face, face_size)
    words = [printable(word.text) for word in cue.words]
    longest = max(text_width(word, face) for word in words)
    if longest > widest:
        face = font(manner.face, max(int(face_size * widest / longest), _LEAST_FACE))
    lines = broken(words, widest, lambda line: text_width(" ".join(line), face))
    leading = face.size * 1.32
    space = face.getlength(" ")
    bottom = height * (1 - manner.foot)
    runs: list[Run] = []
    for row, line in enumerate(lines):
        baseline = bottom - leading * (len(lines) - 1 - row)
        x = (width - text_width(" ".join(line), face)) / 2
        for word in line:
            runs.append(Run(word, face, x, baseline))
            x += face.getlength(word) + space
    return set_letters(
        runs,
        picture=size,
        shadow_radius=min(size) / 80,
        shadow_opacity=manner.shadow,
        plate_opacity=manner.plate,
    )
