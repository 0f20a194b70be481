"""`python -m triton_models.build.train_upscale --work DIR`: trains the network that doubles a picture.

First the frames, in the models' environment (`python -m triton_models.build.upscaling.frames DIR 4`); then
this, with the wheels of requirements/upscale.in. Writes the ONNX in 32 and in 16 bits with their checksums,
and how well they do on held-out scenes. Some ten minutes on two CPU cores, a minute on a GPU.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import torch

from triton_models.build.artifacts import sha256_of
from triton_models.build.upscaling.frames import U8, read
from triton_models.build.upscaling.judging import PLAIN, Enlarge, judge
from triton_models.build.upscaling.network import Upscaler
from triton_models.build.upscaling.onnx_file import write_onnx
from triton_models.build.upscaling.training import Plan, train

NAME, HALF_NAME, FIGURES = "video_upscale.onnx", "video_upscale.fp16.onnx", "figures.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, judges and writes."""
    options = parser().parse_args(arguments)
    plan = Plan(**{one.name: getattr(options, one.name) for one in fields(Plan)})
    torch.set_num_threads(options.threads)
    learnt, held = read(options.work)
    say(f"{len(learnt)} frames to learn from, {len(held)} held out")
    began = time.monotonic()
    network = train(learnt, plan, say)
    seconds = time.monotonic() - began
    weights = {name: one.detach().numpy() for name, one in network.state_dict().items()}
    options.out.mkdir(parents=True, exist_ok=True)
    write_onnx(weights, options.out / NAME)
    write_onnx(weights, options.out / HALF_NAME, half=True)
    figures = {
        "held_out": judge(held, {**PLAIN, "network": by_network(network)}),
        "frames": {"learnt": len(learnt), "held_out": len(held)},
        "parameters": sum(one.numel() for one in network.parameters()),
        "plan": asdict(plan),
        "seconds": round(seconds),
        "torch": torch.__version__,
        "sha256": {name: sha256_of(options.out / name) for name in (NAME, HALF_NAME)},
    }
    (options.out / FIGURES).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    say(json.dumps(figures["held_out"]))
    return 0


def by_network(network: Upscaler) -> Enlarge:
    """The network as a way to enlarge."""

    def enlarge(small: U8) -> U8:
        with torch.no_grad():
            given = torch.from_numpy(small[None, None].astype(np.float32)) / 255
            found = network(given).clamp(0, 1)[0, 0].numpy()
        return np.asarray(np.rint(found * 255), np.uint8)

    return enlarge


def parser() -> argparse.ArgumentParser:
    """The options, one for each field of the plan beside those of the run."""
    found = argparse.ArgumentParser(prog="triton_models.build.train_upscale", description=__doc__)
    found.add_argument("--work", type=Path, required=True, help="folder of the frames")
    found.add_argument("--out", type=Path, default=Path("data/upscaler"))
    found.add_argument("--threads", type=int, default=2)
    for one in fields(Plan):
        kind = type(one.default)
        found.add_argument("--" + one.name.replace("_", "-"), type=kind, default=one.default)
    return found


def say(line: str) -> None:
    """Progress, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
