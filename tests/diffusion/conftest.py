"""Run in the environment of requirements/diffusion.lock, which has torch; elsewhere nothing is collected."""

import importlib.util
import sys
from pathlib import Path

MODEL = Path(__file__).parents[2] / "triton_models" / "gpu" / "scene_video" / "1"

if importlib.util.find_spec("diffusers") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    sys.path.insert(0, str(MODEL))
