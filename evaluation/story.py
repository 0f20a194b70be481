"""`make story-eval`: writes the stories of forty invented people and says how good they are.

A table and a page for people (out/story-eval/stories.html), the run as a file for the next comparison, and
the figures as the last line for programs. See docs/story-eval.md for what each figure means.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from evaluation.figures import VIEWS, RunFigures, figures_of
from evaluation.metrics.sameness import corpus_runs
from evaluation.page import write_page
from evaluation.people import FOLDER, AnswersInvalid, Respondent, load_people
from evaluation.stories import Run, Story, as_json, from_json
from evaluation.table import show
from evaluation.variants import MODEL, VariantInvalid, variant_of
from evaluation.writer import desk
from services.stack.problems import StackProblem

REPOSITORY = Path(__file__).resolve().parents[1]
OUT = REPOSITORY / "out" / "story-eval"
CORPUS = REPOSITORY / "data" / "stories"
BANK = REPOSITORY / "services" / "script" / "bank"


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the evaluation; exits with 1 when somebody was answered wrongly."""
    options = _parsed(arguments)
    errors = Console(stderr=True)
    try:
        people = load_people(options.responses or FOLDER, options.people)
        names = options.compare or ["bank" if options.model_off else options.variant]
        seeds = range(options.first_seed, options.first_seed + options.seeds)
        options.out.mkdir(parents=True, exist_ok=True)
        runs = [_kept(_run(name, people, seeds, errors), options.out) for name in names]
    except (AnswersInvalid, VariantInvalid, StackProblem) as error:
        errors.print(f"[red]{error}[/red]")
        raise SystemExit(2) from error
    corpus = corpus_runs(_narrations(options.corpus)) if options.corpus.is_dir() else frozenset()
    figures = [
        figures_of(run, people, corpus=corpus, known_names=_known_names(), view=_view(run.name))
        for run in runs
    ]
    page = options.out / "stories.html"
    write_page(page, people, list(zip(runs, figures, strict=True)))
    show(people, list(zip(runs, figures, strict=True)), has_corpus=bool(corpus), page=page)
    print(json.dumps(_json(runs, figures), ensure_ascii=False), flush=True)
    raise SystemExit(1 if any(each.refused_wrongly or each.missed for each in figures) else 0)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.story", description=__doc__)
    parser.add_argument(
        "--variant", default=MODEL, help="a way of writing: evaluation/variants.py (%(default)s)"
    )
    parser.add_argument("--model-off", action="store_true", help="the scene bank alone: the variant `bank`")
    parser.add_argument(
        "--compare",
        nargs=2,
        metavar=("A", "B"),
        help="two ways of writing, or saved runs (*.json), side by side",
    )
    parser.add_argument("--people", default="", help="parts of names, with commas: only these people")
    parser.add_argument(
        "--responses", type=Path, help="a folder of saved responses instead of the forty people"
    )
    parser.add_argument("--seeds", type=int, default=1, help="stories of each person (%(default)s)")
    parser.add_argument("--first-seed", type=int, default=1, help="(%(default)s)")
    parser.add_argument(
        "--corpus", type=Path, default=CORPUS, help="the stories that were learnt from (%(default)s)"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="where the page and the runs go (%(default)s)")
    return parser.parse_args(arguments)


def _run(name: str, people: Sequence[Respondent], seeds: range, errors: Console) -> Run:
    if name.endswith(".json"):
        try:
            saved = from_json(json.loads(Path(name).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise VariantInvalid(f"{name} isn't a saved run: {error}") from error
        stem = Path(name).stem
        return replace(saved, name=stem if stem != _file_name(saved.name) else f"{saved.name}, saved")
    return asyncio.run(_written(name, people, seeds, errors))


def _kept(run: Run, folder: Path) -> Run:
    """The run, saved as soon as it is there: a second one may fail."""
    text = json.dumps(as_json(run), ensure_ascii=False, indent=1)
    (folder / f"{_file_name(run.name)}.json").write_text(text, encoding="utf-8")
    return run


async def _written(name: str, people: Sequence[Respondent], seeds: range, errors: Console) -> Run:
    stories: dict[str, list[Story]] = {person.id: [] for person in people}
    with tempfile.TemporaryDirectory(prefix="story-eval-") as folder, Progress(console=errors) as progress:
        task = progress.add_task(name, total=len(people) * len(seeds))
        async with desk(variant_of(name), Path(folder) / "stack") as writer:
            for seed in seeds:
                for person in people:
                    stories[person.id].append(await writer.write_story(person.answers, seed))
                    progress.advance(task)
    return Run(name, {who: tuple(items) for who, items in stories.items()})


def _json(runs: Sequence[Run], figures: Sequence[RunFigures]) -> Mapping[str, object]:
    if len(runs) == 1:
        return {"variant": runs[0].name, **figures[0].as_json()}
    return {run.name: each.as_json() for run, each in zip(runs, figures, strict=True)}


def _view(name: str) -> str:
    found = re.search(r"view=(\w+)", name)
    return VIEWS[found[1].upper()] if found else "third"


def _narrations(folder: Path) -> list[str]:
    return [
        scene["narration"]
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for scene in json.loads(line)["scenes"]
    ]


def _known_names() -> frozenset[str]:
    """The capitalised words of the scene bank: its own days, places and bystanders."""
    found: set[str] = set()
    for path in BANK.glob("*.yaml"):
        found.update(re.findall(r"[A-Z][a-z]+", path.read_text(encoding="utf-8")))
    return frozenset(word.lower() for word in found)


def _file_name(name: str) -> str:
    return re.sub(r"[^\w.=-]+", "-", name).strip("-") or "run"


if __name__ == "__main__":
    main()
