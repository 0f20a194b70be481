"""How a benchmark ends: a table for people, and one line of JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

Figure = float | int | str


def report(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], figures: Mapping[str, Figure]
) -> None:
    """Prints the table, and the figures as the last line."""
    table = Table(title=title)
    for number, name in enumerate(header):
        table.add_column(name, justify="left" if number == 0 else "right")
    for row in rows:
        table.add_row(*row)
    Console(width=100).print(table)
    print(json.dumps(dict(figures)), flush=True)
