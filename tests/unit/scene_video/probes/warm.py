"""Which kernels are still to be compiled once the warm-up has run; in the models' environment."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "triton_models" / "build"))

import warm_scene_video
from numba.core.dispatcher import Dispatcher


def kernels():
    """By module and name, those that are called from Python: the others are called by these."""
    for module_name, module in sorted(sys.modules.items()):
        if module_name.startswith("cinematic."):
            for name, value in vars(module).items():
                if (
                    isinstance(value, Dispatcher)
                    and value.py_func.__module__ == module_name
                    and name[0] != "_"
                ):
                    yield f"{module_name}.{name}", len(value.signatures)


def main(out):
    warm_scene_video.main()
    found = dict(kernels())
    out.write_text(
        json.dumps({"kernels": len(found), "cold": [name for name, times in found.items() if not times]})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
