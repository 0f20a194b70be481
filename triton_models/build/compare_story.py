"""Base against tuned, on the stories that were held out.

    python -m triton_models.build.compare_story judge --weights DIR --out base.json [--example]
    python -m triton_models.build.compare_story report --out docs/models base.json tuned.json

`judge` runs in the models' environment and takes some minutes a model; with --example the model is shown a
whole story first, as one that was not taught the format has to be. `report` needs only Python; it fails when
a model copied a sentence of the stories that it learnt from.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from triton_models.build.tuning.comparison import figures, page, table
from triton_models.build.tuning.corpus import Story, read_stories
from triton_models.build.tuning.judging import Copies, Told, sentences_of

STORIES = Path("data/stories")
SHOWN = 20
CHOICES = 8
CHOSEN_FROM = 60
SEED = 11


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the first word says."""
    parser = argparse.ArgumentParser(prog="triton_models.build.compare_story", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    judged = commands.add_parser("judge")
    judged.add_argument("--weights", type=Path, required=True)
    judged.add_argument("--out", type=Path, required=True)
    judged.add_argument("--example", action="store_true")
    judged.add_argument("--stories", type=int, default=SHOWN)
    reported = commands.add_parser("report")
    reported.add_argument("--out", type=Path, required=True)
    reported.add_argument("models", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    if options.command == "judge":
        judge(options.weights, options.example, options.stories, options.out)
        return 0
    return report(options.models, options.out)


def judge(weights: Path, example: bool, count: int, out: Path) -> None:
    """Writes what a model tells and how it judges as JSON, stage by stage; a stage that is there is kept."""
    from triton_models.build.tuning.writers import Writer

    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8")) if out.is_file() else {}
    learnt, held = divided(read_stories(STORIES))
    writer = Writer(weights, learnt[0] if example else None)

    def stories() -> object:
        told = zip(held, writer.write(held[:count], SEED), strict=False)
        return [{"id": story.id, "scenes": [asdict(scene) for scene in scenes]} for story, scenes in told]

    stages: Mapping[str, Callable[[], object]] = {
        "perplexity": lambda: writer.perplexities(held[:count]),
        "stories": stories,
        "chosen": lambda: choosing(writer, held),
    }
    for stage, work in stages.items():
        if stage in found:
            continue
        found[stage] = work()
        out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        say(f"{stage}: done" if stage == "stories" else f"{stage}: {found[stage]}")


def choosing(writer: Any, held: Sequence[Story]) -> tuple[int, int]:
    """How often it finds the sentence that ends a scene likelier than those that end others of that beat."""
    chance = random.Random(SEED)
    scenes = [
        (story, index, sentences)
        for story in held
        for index, scene in enumerate(story.scenes)
        if index and len(sentences := texts(scene.narration)) > 2
    ]
    right = 0
    chosen = chance.sample(scenes, CHOSEN_FROM)
    for story, index, sentences in chosen:
        beat = story.scenes[index].beat
        others = [
            last[-1]
            for other, place, last in scenes
            if other is not story
            and other.point_of_view == story.point_of_view
            and other.scenes[place].beat == beat
        ]
        choices = [sentences[-1], *chance.sample(others, min(CHOICES - 1, len(others)))]
        right += writer.chooses(story, index, " ".join(sentences[:-1]), choices) == 0
    return right, len(chosen)


def texts(narration: str) -> list[str]:
    """The sentences of a narration as they stand there."""
    parts = re.split(r"(?<=[.!?]) +", narration)
    return [sentence for sentence in parts if sentences_of(sentence)]


def report(paths: Sequence[Path], out: Path) -> int:
    """The table and the page; 1 when a sentence was copied."""
    learnt, held = divided(read_stories(STORIES))
    copies = Copies([scene.narration for story in learnt for scene in story.scenes])
    written: dict[str, list[list[Told]]] = {
        "by hand": [
            [Told(scene.title, scene.narration, "") for scene in story.scenes] for story in held[:SHOWN]
        ]
    }
    judged: dict[str, Mapping[str, Any]] = {"by hand": {}}
    for path in paths:
        judged[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        written[path.stem] = [
            [Told(**scene) for scene in story["scenes"]] for story in judged[path.stem]["stories"]
        ]
    rows = {name: figures(held, told, copies, judged[name]) for name, told in written.items()}
    out.mkdir(parents=True, exist_ok=True)
    (out / "comparison.md").write_text(table(rows), encoding="utf-8")
    (out / "stories.html").write_text(page(held, written), encoding="utf-8")
    (out / "figures.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    say(table(rows))
    copied = {name: row["sentences copied"] for name, row in rows.items() if row["sentences copied"]}
    copied.pop("by hand", None)
    if copied:
        print(f"error: sentences of the stories learnt from were copied: {copied}", file=sys.stderr)
    return 1 if copied else 0


def divided(stories: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """Those learnt from, and those held out, in the order in which the tuning judges them."""
    held = [story for story in stories if story.held_out]
    return [story for story in stories if not story.held_out], held[::2] + held[1::2]


def say(line: str) -> None:
    """Progress, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
