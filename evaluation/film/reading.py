"""Reads texts aloud in the models' environment: `python reading.py WEIGHTS < texts.json > said.npz`.

The texts are a JSON list of {"text", "voice", "speed"}. For each of them the archive has `pcm-N`, `words-N`,
`starts-N`, `ends-N` (milliseconds) and `seconds-N`, the processor time that it took.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "triton_models" / "repository" / "narrator" / "1"))

from narration.company import company  # noqa: E402  (it lies where Triton finds it)
from narration.narrator import narrate  # noqa: E402
from narration.sound import SAMPLE_RATE  # noqa: E402


def main(weights: Path) -> None:
    """Reads all texts; the archive goes to stdout."""
    voices = company(weights, threads=1)
    said: dict[str, np.ndarray] = {"sample_rate": np.array(SAMPLE_RATE)}
    for number, text in enumerate(json.load(sys.stdin)):
        speaker = voices.speaker(voices.known(text["voice"]))
        started = time.process_time()
        narration = narrate(text["text"], speaker, float(text["speed"]))
        said[f"seconds-{number}"] = np.array(time.process_time() - started)
        said[f"pcm-{number}"] = narration.pcm
        said[f"words-{number}"] = np.array([word.text for word in narration.words])
        said[f"starts-{number}"] = np.array([word.start_ms for word in narration.words])
        said[f"ends-{number}"] = np.array([word.end_ms for word in narration.words])
    np.savez(sys.stdout.buffer, **said)  # type: ignore[arg-type]  # (its stub mixes up names and flags)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
