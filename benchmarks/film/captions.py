"""The captions of a WebVTT file, without their words' times."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_CUE = re.compile(r"^([\d:.]+) --> ([\d:.]+)[^\n]*\n(.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)


def cues_of(captions: str) -> Sequence[tuple[float, float, str]]:
    """Start and end in seconds, and the text."""
    return [
        (_seconds(start), _seconds(end), html.unescape(re.sub(r"<[^>]*>", "", text)).strip())
        for start, end, text in _CUE.findall(captions)
    ]


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
