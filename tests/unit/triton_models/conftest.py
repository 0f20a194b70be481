"""Makes the models' packages importable as Triton does: each model's version folder is on the path."""

import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[3] / "triton_models" / "repository"

for model in ("story_llm", "narrator"):
    folder = str(REPOSITORY / model / "1")
    if folder not in sys.path:
        sys.path.append(folder)
