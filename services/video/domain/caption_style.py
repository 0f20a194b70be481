"""What captions look like."""

from enum import StrEnum


class CaptionStyle(StrEnum):
    """How captions are burnt into the picture."""

    CLASSIC = "CLASSIC"
    """One or two lines at the foot, with a soft shadow; the word being spoken is warm."""
    BOLD = "BOLD"
    """Large and heavy on a dark plate, for rooms that are loud or bright."""
    KARAOKE = "KARAOKE"
    """A few words at a time, very large; each lights up as it is spoken."""
