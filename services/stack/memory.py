"""How much memory a part takes, shared pages counted once among those that share them."""

from __future__ import annotations

import psutil


def memory_of(pid: int, *, alone: bool = False) -> int:
    """Proportional set size in bytes of a process and, unless alone, of all that it started; 0: it's gone."""
    try:
        root = psutil.Process(pid)
        family = [root] if alone else [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0
    return sum(_proportional(process) for process in family)


def _proportional(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, AttributeError):
        return 0
