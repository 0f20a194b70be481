"""How carefully to encode: the encoder keeps up with playing by taking a quicker preset when it falls behind.

A film is watched while it is made, so a second of it should take less than a second. If it takes longer, and
frames wait for the encoder rather than the encoder for frames, a quicker preset helps; otherwise it would
only cost quality.
"""

from typing import Final

from services.video.domain.timeline import SEGMENT_MS

LADDER: Final = ("fast", "faster", "veryfast", "superfast", "ultrafast")
"""x264's presets, from careful to quick."""
BEHIND: Final = 0.9
"""Seconds that a second of film may take before a quicker preset is taken."""
AHEAD: Final = 0.5
"""Seconds that it may take at most before a more careful one is taken again."""
_WAITING: Final = 0.5
"""Share of frames that waited for the encoder, from which on it is the one to blame."""


class Pace:
    """One scene's. The preset only ever changes between segments."""

    def __init__(self, preset: str) -> None:
        """`preset` is the one to begin with; none is taken that is more careful."""
        self._most_careful = LADDER.index(preset)
        self._step = self._most_careful

    @property
    def preset(self) -> str:
        """For the next segment."""
        return LADDER[self._step]

    def segment_done(self, seconds: float, waiting: float) -> None:
        """Takes what a segment took.

        Args:
            seconds: from when its first frame was there to when it was encoded.
            waiting: share of its frames, of 1, that waited for the encoder.
        """
        took = seconds * 1000 / SEGMENT_MS
        if took > BEHIND and waiting >= _WAITING:
            self._step = min(self._step + 1, len(LADDER) - 1)
        elif took < AHEAD:
            self._step = max(self._step - 1, self._most_careful)
