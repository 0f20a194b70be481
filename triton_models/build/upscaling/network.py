"""The network: luma in, luma of twice the width and height out.

Four pixels are taken together before the first convolution and sixteen are laid out after the last (Shi et
al., "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural
Network", 2016), so that all work is done on a quarter of the pixels. What the layers give is added to a
bilinear enlargement, and the last one starts at zero: training begins at bilinear and can only get better.
"""

import torch
from torch import nn
from torch.nn import functional

CHANNELS = 32
LAYERS = 3
"""Convolutions between the first and the last."""


class Upscaler(nn.Module):  # type: ignore[misc]
    """Input [n, 1, h, w] of luma in 0..1 with even h and w; output [n, 1, 2h, 2w]."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(4, CHANNELS, 3, padding=1)
        self.between = nn.ModuleList(nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1) for _ in range(LAYERS))
        self.last = nn.Conv2d(CHANNELS, 16, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, luma: torch.Tensor) -> torch.Tensor:
        """Not clipped: training needs the slope beyond the ends."""
        found = functional.relu(self.first(functional.pixel_unshuffle(luma, 2)))
        for layer in self.between:
            found = functional.relu(layer(found))
        detail = functional.pixel_shuffle(self.last(found), 4)
        plain = functional.interpolate(luma, scale_factor=2, mode="bilinear", align_corners=False)
        doubled: torch.Tensor = plain + detail
        return doubled
