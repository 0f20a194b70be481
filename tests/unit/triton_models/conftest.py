"""Makes the models' packages importable as Triton does: each model's version folder is on the path."""

import sys
from pathlib import Path

MODELS = Path(__file__).parents[3] / "triton_models"

for model in ("repository/story_llm", "repository/narrator", "gpu/story_llm"):
    folder = str(MODELS / model / "1")
    if folder not in sys.path:
        sys.path.append(folder)
