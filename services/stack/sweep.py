"""What a supervisor that was killed leaves behind, and how it is cleared away."""

from __future__ import annotations

from services.stack import processes
from services.stack.layout import Layout
from services.stack.status import read_status


def sweep(layout: Layout) -> bool:
    """Ends the processes of this folder that nobody watches any more; says whether there were any.

    Only for a folder whose supervisor is gone.
    """
    earlier = read_status(layout.status)
    recorded = [(part.pid, part.pid_started) for part in earlier.parts if part.pid] if earlier else []
    left = processes.leftovers(layout.folder, recorded)
    processes.end_all(left)
    return bool(left)
