"""Teaches the network: seeded, so that the same frames on the same machine give the same weights."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from triton_models.build.upscaling.frames import U8, halved
from triton_models.build.upscaling.network import Upscaler


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides the result, beside the frames."""

    seed: int = 7
    steps: int = 2500
    batch: int = 12
    patch: int = 48
    """Side of a small patch; what it should become is twice as large."""
    learning_rate: float = 8e-4
    """At 2e-3 it stuck below bicubic."""
    warmup_steps: int = 100
    device: str = "cpu"


def train(frames: Sequence[U8], plan: Plan, say: Callable[[str], None]) -> Upscaler:
    """The network after the last step."""
    torch.manual_seed(plan.seed)
    network: Upscaler = Upscaler().to(plan.device)
    optimizer = torch.optim.Adam(network.parameters(), lr=plan.learning_rate)
    running = 0.0
    for step, (small, large) in enumerate(_batches(frames, plan), start=1):
        for group in optimizer.param_groups:
            group["lr"] = _rate(plan, step)
        found = network(small.to(plan.device))
        # Charbonnier: as forgiving of outliers as an absolute difference, smooth at zero.
        loss = torch.sqrt((found - large.to(plan.device)) ** 2 + 1e-6).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        value = float(loss.detach())
        running = 0.98 * running + 0.02 * value if step > 1 else value
        if step % 200 == 0:
            say(f"step {step} of {plan.steps}: loss {running * 255:.3f} of 255")
    network.cpu().eval()
    return network


def _batches(frames: Sequence[U8], plan: Plan) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    rng = np.random.default_rng(plan.seed)
    pairs = [(halved(frame), frame) for frame in frames]
    for _ in range(plan.steps):
        smalls, larges = zip(
            *(_patch(rng, *pairs[rng.integers(len(pairs))], plan.patch) for _ in range(plan.batch)),
            strict=True,
        )
        yield _tensor(smalls), _tensor(larges)


def _patch(rng: np.random.Generator, small: U8, large: U8, side: int) -> tuple[U8, U8]:
    """A patch and what it should become, at even places, turned and mirrored by chance.

    Of four places the one with the most detail: most of a picture is sky, which anything enlarges well.
    """
    places = [
        (
            2 * int(rng.integers((small.shape[0] - side) // 2)),
            2 * int(rng.integers((small.shape[1] - side) // 2)),
        )
        for _ in range(4)
    ]
    y, x = max(places, key=lambda at: float(small[at[0] : at[0] + side, at[1] : at[1] + side].std()))
    one, two = small[y : y + side, x : x + side], large[2 * y : 2 * (y + side), 2 * x : 2 * (x + side)]
    turns, mirrored = int(rng.integers(4)), bool(rng.integers(2))
    one, two = np.rot90(one, turns), np.rot90(two, turns)
    return (one[:, ::-1], two[:, ::-1]) if mirrored else (one, two)


def _tensor(planes: Sequence[NDArray[np.uint8]]) -> torch.Tensor:
    stacked = np.ascontiguousarray(np.stack(planes)[:, None], np.float32)
    return torch.from_numpy(stacked) / 255


def _rate(plan: Plan, step: int) -> float:
    if step < plan.warmup_steps:
        return plan.learning_rate * step / plan.warmup_steps
    share = (step - plan.warmup_steps) / max(1, plan.steps - plan.warmup_steps)
    return plan.learning_rate * (0.02 + 0.98 * (1 + math.cos(math.pi * share)) / 2)
