"""Title card and closing line: what is written over a film beside its captions, and when."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

from services.video.domain.lines import broken
from services.video.film.fonts import Face, font, printable
from services.video.film.overlay import Colour, Lettering, Overlay, Run, colour, set_letters
from services.video.film.picture import Planes, Size
from services.video.film.shade import Shade

PAPER: Final = colour(255, 248, 235)

SAFE_MARGIN: Final = 0.08
"""Share of the picture that lettering keeps away from its edges."""


class Layer(Protocol):
    """Something written over the film."""

    def draw(self, picture: Planes, time_ms: float) -> None:
        """Draws what stands there at this time of the film, if anything."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """When something stands on the screen, fading in and out."""

    start_ms: float
    end_ms: float
    fade_in_ms: float
    fade_out_ms: float

    def strength(self, time_ms: float) -> float:
        """0 where it isn't seen, 1 where it is seen in full."""
        rising = (time_ms - self.start_ms) / self.fade_in_ms
        falling = (self.end_ms - time_ms) / self.fade_out_ms
        share = max(min(rising, falling, 1.0), 0.0)
        return share * share * (3 - 2 * share)


class LineLayer:
    """One block of lettering with a time of its own."""

    def __init__(self, lettering: Lettering, ink: Colour, span: Span) -> None:
        self._lettering = lettering
        self._ink = ink
        self._span = span

    def draw(self, picture: Planes, time_ms: float) -> None:
        strength = self._span.strength(time_ms)
        if strength > 0:
            self._overlay.blend(picture, strength)

    @cached_property
    def _overlay(self) -> Overlay:
        count = len(self._lettering.pieces)
        return self._lettering.paint([self._ink] * count, [1.0] * count)


class ShadeLayer:
    """Dims the picture for as long as lettering stands on it, see `Shade`."""

    def __init__(self, lettering: list[Lettering], size: Size, span: Span) -> None:
        self._lettering = lettering
        self._size = size
        self._span = span

    def draw(self, picture: Planes, time_ms: float) -> None:
        strength = self._span.strength(time_ms)
        if strength > 0:
            self._shade.darken(picture, strength)

    @cached_property
    def _shade(self) -> Shade:
        return Shade(self._lettering, self._size)


def title_card(title: str, name: str, size: Size, *, start_ms: float, end_ms: float) -> list[Layer]:
    """The film's title, large and in the middle, and whose story it is below."""
    height = size.height
    lines, face_size = _fit(
        printable(title),
        "title",
        round(height * 0.135),
        size,
        most_lines=2,
        at_last=4 if height > size.width else 1,
    )
    leading = face_size * 1.02
    first = height * 0.46 - leading * (len(lines) - 1) / 2 + face_size * 0.3
    runs = [_centred(line, "title", face_size, size, first + leading * row) for row, line in enumerate(lines)]
    whole = Span(start_ms, end_ms, 900, 700)
    below: list[Run] = []
    who = printable(name)
    if who:
        subtitle, small = _fit(f"a story about {who}", "italic", round(height * 0.056), size, most_lines=1)
        baseline = first + leading * (len(lines) - 1) + height * 0.105
        below = [_centred(subtitle[0], "italic", small, size, baseline)]
    large = set_letters(runs, picture=size, shadow_radius=height / 36, shadow_opacity=0.5)
    layers: list[Layer] = [LineLayer(large, PAPER, whole)]
    written = [large]
    if below:
        letters = set_letters(below, picture=size, shadow_radius=height / 50, shadow_opacity=0.65)
        layers.append(LineLayer(letters, PAPER, Span(start_ms + 600, end_ms - 60, 800, 640)))
        written.append(letters)
    return [ShadeLayer(written, size, whole), *layers]


def closing_line(text: str, size: Size, *, start_ms: float, end_ms: float) -> list[Layer]:
    """A few words in the middle while the picture goes dark."""
    lines, face_size = _fit(printable(text), "italic", round(size.height * 0.075), size, most_lines=1)
    run = _centred(lines[0], "italic", face_size, size, size.height * 0.5 + face_size * 0.25)
    letters = set_letters([run], picture=size, shadow_radius=size.height / 40, shadow_opacity=0.55)
    span = Span(start_ms, end_ms, 800, 500)
    return [ShadeLayer([letters], size, span), LineLayer(letters, PAPER, span)]


def _fit(
    text: str, face: Face, face_size: int, size: Size, *, most_lines: int, at_last: int = 1
) -> tuple[list[str], int]:
    """Breaks a text into few lines, and makes it smaller until it fits; cuts what would be illegible.

    Args:
        at_last: how many lines it may have before it is cut, where it can't be smaller.
    """
    widest = size.width * (1 - 2 * SAFE_MARGIN)
    smallest = max(face_size // 2, 6)
    while True:
        loaded = font(face, face_size)
        lines = _set(text, loaded.getlength, widest * 0.9)
        if (len(lines) <= most_lines and all(loaded.getlength(line) <= widest for line in lines)) or (
            face_size <= smallest
        ):
            break
        face_size = max(int(face_size * 0.92), smallest)
    most = max(most_lines, at_last)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return [_shorten(line, font(face, face_size).getlength, widest) for line in lines], face_size


def _set(text: str, measure: "_Measure", widest: float) -> list[str]:
    words = text.split() or [text]
    return [" ".join(line) for line in broken(words, widest, lambda line: measure(" ".join(line)))]


class _Measure(Protocol):
    def __call__(self, text: str, /) -> float: ...


def _shorten(line: str, measure: _Measure, widest: float) -> str:
    while measure(line) > widest and len(line) > 2:
        line = line[:-2].rstrip() + "…"
    return line


def _centred(text: str, face: Face, face_size: int, size: Size, baseline: float) -> Run:
    loaded = font(face, face_size)
    return Run(text, loaded, (size.width - loaded.getlength(text)) / 2, baseline)
