"""The figures on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.figures import RunFigures
from evaluation.people import Respondent
from evaluation.stories import Run

ROWS: Sequence[tuple[str, str, str]] = (
    ("details_kept", "details kept", "share"),
    ("answers_heard", "answers heard in their own words", "share"),
    ("repetition", "repetition within a story", "share"),
    ("repeated_sentences", "sentences told twice", "count"),
    ("shared_between_people", "shared between people", "share"),
    ("closest_pair", "closest two stories share", "share"),
    ("near_pairs", "pairs that share a fifth", "count"),
    ("shared_between_seeds", "shared between seeds", "share"),
    ("person_drift", "drift of person", "share"),
    ("tense_drift", "drift of tense", "share"),
    ("pronoun_drift", "drift of pronoun", "share"),
    ("foreign_names", "names nobody gave, a story", "number"),
    ("misspelled", "names misspelled, a story", "number"),
    ("reading_age", "reading age", "years"),
    ("refused_wrongly", "refused wrongly", "count"),
    ("missed", "missed refusals and care", "count"),
    ("copied", "copied from the corpus", "share"),
    ("longest_copy_words", "longest copy", "words"),
    ("words", "words a story", "number"),
    ("model_calls", "questions to the model, a story", "number"),
    ("fallbacks", "of its blanks filled by hand", "number"),
    ("first_word_ms", "time to first word", "ms"),
    ("words_per_second", "words a second", "number"),
)


def show(
    people: Sequence[Respondent], results: Sequence[tuple[Run, RunFigures]], *, has_corpus: bool, page: Path
) -> None:
    """Prints one column for each run, who was answered wrongly, and where the page is."""
    console = Console(width=100)
    table = Table(title=f"Stories of {len(people)} people", title_justify="left", header_style="bold")
    table.add_column("")
    for run, _ in results:
        table.add_column(run.name, justify="right")
    columns = [figures.as_json() for _, figures in results]
    for key, label, unit in ROWS:
        if key.startswith(("copied", "longest")) and not has_corpus:
            continue
        table.add_row(label, *(formatted(column[key], unit) for column in columns))
    table.add_row("answered as they should be", *(f"{c['answered_right']} of {len(people)}" for c in columns))
    console.print(table)
    for run, figures in results:
        for who in figures.refused_wrongly:
            console.print(f"[red]{run.name}: {who} should have got a story[/red]")
        for who in figures.missed:
            console.print(f"[red]{run.name}: {who} shouldn't have got a story[/red]")
    console.print(f"The stories: {page}", soft_wrap=True)


def formatted(value: float | int | str, unit: str) -> str:
    """A figure with its unit."""
    if isinstance(value, str):
        return value
    if unit == "share":
        return f"{100 * value:.1f} %"
    suffix = {"ms": " ms", "years": " years", "words": " words"}.get(unit, "")
    return f"{value:g}{suffix}"
