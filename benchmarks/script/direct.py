"""The engine by itself: run in the models' environment, asked over stdin, nothing between it and the clock.

A line of JSON in: prompts, max_tokens and a seed. A line out: when the first token came, and when the last
one of all came, in seconds from the start.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "triton_models" / "repository" / "story_llm" / "1"))


def main() -> None:
    """Loads the weights named on the command line, says so, and answers until stdin ends."""
    from story_engine.openvino import Limits, OpenVinoBackend
    from story_engine.sampling import Sampling

    # The same limits as in config.pbtxt, and as many threads.
    backend = OpenVinoBackend(Path(sys.argv[1]), Limits(16, 3072, 640, 0))
    print("{}", flush=True)
    keys = 0
    for line in sys.stdin:
        order = json.loads(line)
        running = []
        started = perf_counter()
        first = 0.0
        for place, prompt in enumerate(order["prompts"]):
            keys += 1
            sampling = Sampling(
                max_tokens=order["max_tokens"],
                temperature=0.6,
                top_p=0.9,
                top_k=40,
                repetition_penalty=1.05,
                seed=order["seed"] + place,
                ignore_eos=True,
            )
            running.append(backend.start(keys, prompt, sampling))
        tokens = 0
        while backend.busy():
            backend.step()
            fresh: Sequence[int] = [token for one in running for token in one.new_tokens()]
            tokens += len(fresh)
            if fresh and not first:
                first = perf_counter() - started
        print(json.dumps({"first_s": first, "all_s": perf_counter() - started, "tokens": tokens}), flush=True)


if __name__ == "__main__":
    main()
