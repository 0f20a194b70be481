"""Merges a low-rank adapter into the matrices of a llama-like model as GGUF files hold them."""

from collections.abc import Mapping

import numpy as np

from triton_models.build.adapters import Adapter, Array, LowRank
from triton_models.build.errors import PrepareError
from triton_models.build.gguf_files import Change

GGUF_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def changes(adapter: Adapter, heads: int, kv_heads: int) -> Mapping[str, Change]:
    """What becomes of each tensor, by its name in the GGUF.

    Raises:
        PrepareError: the adapter has a matrix that such a model has not.
    """
    found: dict[str, Change] = {}
    for path, halves in adapter.matrices.items():
        _, _, rest = path.partition("layers.")
        layer, _, place = rest.partition(".")
        if place not in GGUF_NAMES or not layer.isdigit():
            raise PrepareError(f"the adapter changes {path}, which is not a matrix of a llama-like model")
        rotated = {"self_attn.q_proj": heads, "self_attn.k_proj": kv_heads}.get(place)
        found[f"blk.{layer}.{GGUF_NAMES[place]}.weight"] = adding(halves, adapter.scale, rotated)
    return found


def adding(halves: LowRank, scale: float, rotated_heads: int | None) -> Change:
    """Adds scale · up @ down, in the order of rows that the GGUF has."""

    def change(weights: Array) -> Array:
        up = halves.up if rotated_heads is None else in_pairs(halves.up, rotated_heads)
        added: Array = weights + np.float32(scale) * (up @ halves.down)
        return added

    return change


def in_pairs(rows: Array, heads: int) -> Array:
    """GGUF keeps the two halves of each rotated head row by row beside each other, Hugging Face one after the
    other."""
    shape = rows.shape
    return rows.reshape(heads, 2, shape[0] // heads // 2, *shape[1:]).swapaxes(1, 2).reshape(shape)
