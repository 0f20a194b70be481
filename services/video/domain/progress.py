"""How far a film is, and how long it will still take, from what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PREPARING_SHARE: Final = 0.04
"""Share of the progress that narration and music stand for."""
FINISHING_SHARE: Final = 0.01
FINISHING_MS: Final = 1500
"""What joining the segments into one file takes."""
FEWEST_FRAMES: Final = 60
"""Before this many frames a rate says nothing: each scene is painted before its first one."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person is told."""

    share: float
    """Between 0 and 1."""
    time_left_ms: int | None
    """None until there is something to estimate from."""


class ProgressMeter:
    """Follows the frames of one run of a job.

    The rate is that of the last ten seconds or so, weighed against that of the whole run: a scene that is
    slow to paint shows, a hiccup hardly does.
    """

    def __init__(self, total_frames: Sequence[int], done_frames: Sequence[int], *, started: float) -> None:
        """
        Args:
            total_frames: of each scene.
            done_frames: of each scene, what an earlier run has finished.
            started: now, in seconds by any steady clock.
        """
        self._total = tuple(total_frames)
        self._done = list(done_frames)
        self._before = sum(done_frames)
        self._started = started
        self._rate: float | None = None
        self._marked = (started, self._before)

    @property
    def scene_frames(self) -> tuple[int, ...]:
        """Finished frames of each scene."""
        return tuple(self._done)

    def scene_reached(self, scene: int, frames: int) -> None:
        """Says how many frames of a scene are done; never goes back."""
        self._done[scene] = max(self._done[scene], min(frames, self._total[scene]))

    def measure(self, now: float) -> Progress:
        """Progress at this moment."""
        done, total = sum(self._done), sum(self._total)
        share = PREPARING_SHARE + (1 - PREPARING_SHARE - FINISHING_SHARE) * (done / total if total else 0.0)
        made = done - self._before
        if made < FEWEST_FRAMES or now <= self._started:
            return Progress(share, None)
        overall = made / (now - self._started)
        since, counted = self._marked
        if now - since >= 1.0:
            recent = (done - counted) / (now - since)
            self._rate = overall if self._rate is None else 0.88 * self._rate + 0.12 * recent
            self._marked = (now, done)
        rate = overall if self._rate is None else (overall + self._rate) / 2
        return Progress(share, round((total - done) / max(rate, 0.01) * 1000) + FINISHING_MS)
