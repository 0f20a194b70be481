"""Adapters as files, and their place in the matrices of a GGUF."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from triton_models.build.adapters import Adapter, LowRank, read_adapter, write_adapter
from triton_models.build.errors import PrepareError
from triton_models.build.merging import changes, in_pairs
from triton_models.build.story_weights import ADAPTER, HEADS, KV_HEADS, SOURCE_SHA256

Q = "base_model.model.model.layers.3.self_attn.q_proj"
random = np.random.default_rng(7)
Numbers = npt.NDArray[np.float64]


def some_adapter(folder: Path) -> None:
    tensors = {
        f"{Q}.lora_A.weight": random.normal(size=(2, 8)).astype(np.float32),
        f"{Q}.lora_B.weight": random.normal(size=(8, 2)).astype(np.float32),
    }
    write_adapter(folder, tensors, scale=2.0, base_sha256="abc", figures={})


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    some_adapter(tmp_path)
    found = read_adapter(tmp_path)
    assert (found.scale, found.base_sha256) == (2.0, "abc")
    assert list(found.matrices) == ["model.layers.3.self_attn.q_proj"]
    assert found.matrices["model.layers.3.self_attn.q_proj"].up.shape == (8, 2)


def test_the_same_tensors_make_the_same_file(tmp_path: Path) -> None:
    tensors = {
        f"{Q}.lora_A.weight": np.ones((2, 8), np.float32),
        f"{Q}.lora_B.weight": np.ones((8, 2), np.float32),
    }
    for name in ("one", "two"):
        write_adapter(tmp_path / name, tensors, scale=1.0, base_sha256="abc", figures={})
    assert read_adapter(tmp_path / "one").sha256 == read_adapter(tmp_path / "two").sha256


def test_a_damaged_adapter_is_not_used(tmp_path: Path) -> None:
    some_adapter(tmp_path)
    path = tmp_path / "adapter.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(PrepareError, match="check it out again"):
        read_adapter(tmp_path)
    with pytest.raises(PrepareError, match="check it out again"):
        read_adapter(tmp_path / "nowhere")


def rotated(x: Numbers, heads: int, halves: bool) -> Numbers:
    """A quarter turn of each head's pairs, which lie a half apart or beside each other."""
    x = x.reshape(heads, 2, -1) if halves else x.reshape(heads, -1, 2).swapaxes(1, 2)
    turned = np.stack([-x[:, 1], x[:, 0]], axis=1)
    return (turned if halves else turned.swapaxes(1, 2)).reshape(-1)


def test_rows_in_pairs_are_rotated_as_rows_in_halves_are() -> None:
    heads, matrix, x = 3, random.normal(size=(24, 8)), random.normal(size=8)
    there = in_pairs(matrix.astype(np.float32), heads) @ x
    one = rotated(there, heads, halves=False)
    other = in_pairs(rotated(matrix @ x, heads, halves=True)[:, None].astype(np.float32), heads)[:, 0]
    np.testing.assert_allclose(one, other, rtol=1e-5)


def test_a_change_adds_the_product_of_both_halves() -> None:
    halves = LowRank(down=np.ones((2, 4), np.float32), up=np.full((6, 2), 0.5, np.float32))
    adapter = Adapter("x", "y", 3.0, {"model.layers.0.mlp.up_proj": halves})
    (name, change), *rest = changes(adapter, heads=3, kv_heads=1).items()
    assert (name, rest) == ("blk.0.ffn_up.weight", [])
    np.testing.assert_array_equal(change(np.zeros((6, 4), np.float32)), np.full((6, 4), 3.0))


def test_an_adapter_for_another_kind_of_model_is_refused() -> None:
    halves = LowRank(down=np.ones((2, 4), np.float32), up=np.ones((6, 2), np.float32))
    with pytest.raises(PrepareError, match="llama-like"):
        changes(Adapter("x", "y", 1.0, {"transformer.h.0.attn": halves}), heads=3, kv_heads=1)


def test_the_adapter_that_is_shipped_is_whole_small_and_for_the_shipped_model() -> None:
    found = read_adapter(ADAPTER)
    assert found.base_sha256 == SOURCE_SHA256
    assert len(changes(found, HEADS, KV_HEADS)) == 30 * 7
    assert sum(path.stat().st_size for path in ADAPTER.iterdir()) < 10 << 20
