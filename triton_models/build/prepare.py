"""`python -m triton_models.build.prepare --out DIR`: makes all that Triton loads, once.

Run it with the interpreter of the models' environment. What is there already and whole stays as it
is; everything else appears complete or not at all.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from triton_models.build import backends, narrator_weights, portrait_weights, story_weights, upscale_weights
from triton_models.build.artifacts import Recipe, ensure, exclusive
from triton_models.build.errors import PrepareError
from triton_models.build.story_choice import VARIABLE, StoryChoice, choose, remember

Component = tuple[Callable[[], Recipe], Callable[[Path], None]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepares every component; a failure is one line on stderr."""
    parser = argparse.ArgumentParser(prog="triton_models.build.prepare", description=__doc__)
    parser.add_argument("--out", type=Path, default=default_folder(), help="folder of prepared models")
    parser.add_argument(
        "--story-model",
        default=os.environ.get(VARIABLE),
        help="a GGUF file, a Hugging Face folder, base, tuned or shipped; remembered until another is named",
    )
    options = parser.parse_args(arguments)
    root: Path = options.out.absolute()
    try:
        prepare(root, options.story_model)
    except PrepareError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"error: {error.filename or root}: {error.strerror}: make room there or use --out",
            file=sys.stderr,
        )
        return 1
    return 0


def prepare(root: Path, story_model: str | None = None) -> None:
    """Makes what is missing below `root`."""
    with exclusive(root):
        choice = choose(story_model, root)
        for recipe, make in components(choice):
            wanted = recipe()
            started = time.monotonic()
            if ensure(root, wanted, make):
                print(f"prepared {wanted.component} in {time.monotonic() - started:.1f} s", flush=True)
        remember(choice, root)


def components(choice: StoryChoice) -> Sequence[Component]:
    """All that is prepared, and how."""
    return (
        (backends.recipe, backends.make),
        (narrator_weights.recipe, narrator_weights.make),
        (portrait_weights.recipe, portrait_weights.make),
        (upscale_weights.recipe, upscale_weights.make),
        (partial(story_weights.recipe, choice), partial(story_weights.make, choice)),
    )


def default_folder() -> Path:
    """Where the models' environment keeps its weights, unless the environment says otherwise."""
    return Path(os.environ.get("ENCOMPASS_MODEL_ARTIFACTS") or Path(sys.prefix) / "artifacts")


if __name__ == "__main__":
    sys.exit(main())
