"""Thumbnails: small stills of a film on one sheet, which a player shows above its time line."""

from dataclasses import dataclass
from typing import Final

from services.video.domain.captions import vtt_time
from services.video.domain.timeline import SEGMENT_MS

COLUMNS: Final = 10
MOST: Final = 100
"""Stills on a sheet; those of a long film are further apart."""
_LONGER_SIDE: Final = 160
"""Pixels of a still."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the stills of a film are laid out: row by row, one of the beginning of each stretch of it."""

    duration_ms: int
    interval_ms: int
    """A whole number of segments."""
    width: int
    """Pixels of one still."""
    height: int

    @property
    def count(self) -> int:
        """Stills on the sheet."""
        return -(-self.duration_ms // self.interval_ms)

    @property
    def rows(self) -> int:
        """Rows of stills."""
        return -(-self.count // COLUMNS)

    def place(self, number: int) -> tuple[int, int]:
        """Left and upper edge of a still."""
        return number % COLUMNS * self.width, number // COLUMNS * self.height


def plan_sheet(duration_ms: int, width: int, height: int) -> Sheet:
    """The sheet of a film whose picture has this shape; no shorter than one segment."""
    segments = max(1, -(-duration_ms // SEGMENT_MS))
    interval = -(-segments // MOST)
    scale = _LONGER_SIDE / max(width, height)
    return Sheet(
        max(duration_ms, SEGMENT_MS),
        interval * SEGMENT_MS,
        max(2, round(width * scale / 2) * 2),
        max(2, round(height * scale / 2) * 2),
    )


def thumbnails_vtt(sheet: Sheet, url: str) -> str:
    """The index of a sheet as WebVTT: for each stretch of the film, the part of the picture that shows it."""
    blocks = ["WEBVTT"]
    for number in range(sheet.count):
        start = number * sheet.interval_ms
        end = min(start + sheet.interval_ms, sheet.duration_ms)
        x, y = sheet.place(number)
        blocks.append(
            f"{vtt_time(start)} --> {vtt_time(end)}\n{url}#xywh={x},{y},{sheet.width},{sheet.height}"
        )
    return "\n\n".join(blocks) + "\n"
