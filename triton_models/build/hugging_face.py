"""A Hugging Face folder as a GGUF file, without torch: safetensors in, Q8_0 out.

For models that are built as llama, qwen2 or qwen3 are, with a byte-level BPE in tokenizer.json. Others are
exported with optimum-intel in an environment of its own (docs/models.md).
"""

import json
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from triton_models.build.errors import PrepareError
from triton_models.build.gguf_files import Array, add_q8_0, finish
from triton_models.build.merging import GGUF_NAMES, in_pairs

ARCHITECTURES = {"LlamaForCausalLM": "llama", "Qwen2ForCausalLM": "qwen2", "Qwen3ForCausalLM": "qwen3"}
PRE_TOKENIZERS = {"llama": "llama-bpe", "qwen2": "qwen2", "qwen3": "qwen2"}
SMOLLM_DIGITS = "Digits"
NORMAL, CONTROL, USER_DEFINED = 1, 3, 4
OTHER_NAMES = {
    "model.embed_tokens.weight": "token_embd.weight",
    "model.norm.weight": "output_norm.weight",
    "lm_head.weight": "output.weight",
}
LAYER_NAMES = {
    **GGUF_NAMES,
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
}
DTYPES = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}


def to_gguf(folder: Path, target: Path) -> None:
    """Writes the model of a folder as a GGUF in eight bits.

    Raises:
        PrepareError: it is built in another way, or a file is missing or damaged.
    """
    import gguf

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        words = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PrepareError(f"{folder} is no Hugging Face folder ({error}): name another") from error
    named = str((config.get("architectures") or ["?"])[0])
    kind = ARCHITECTURES.get(named)
    if kind is None or words["model"].get("type") != "BPE":
        raise PrepareError(
            f"{folder} holds a {named} with {words['model'].get('type')} tokens, not converted here: "
            "export it with optimum-intel and name the exported folder (docs/models.md)"
        )
    writer = gguf.GGUFWriter(target, kind)
    add_shape(writer, config)
    add_words(writer, config, words, PRE_TOKENIZERS[kind])
    for name, values in tensors(folder):
        add(writer, name, values, config if kind == "llama" else None)
    finish(writer)


def add_shape(writer: Any, config: Mapping[str, Any]) -> None:
    """Sizes of the network."""
    heads = int(config["num_attention_heads"])
    width = int(config.get("head_dim") or config["hidden_size"] // heads)
    rope: Mapping[str, Any] = config.get("rope_parameters") or config.get("rope_scaling") or {}
    if rope.get("rope_type", "default") not in ("default", "llama3"):
        raise PrepareError(f"rotary embeddings of the kind {rope['rope_type']} are not converted here")
    writer.add_block_count(int(config["num_hidden_layers"]))
    writer.add_context_length(int(config["max_position_embeddings"]))
    writer.add_embedding_length(int(config["hidden_size"]))
    writer.add_feed_forward_length(int(config["intermediate_size"]))
    writer.add_head_count(heads)
    writer.add_head_count_kv(int(config.get("num_key_value_heads") or heads))
    writer.add_key_length(width)
    writer.add_value_length(width)
    writer.add_rope_dimension_count(width)
    writer.add_rope_freq_base(float(config.get("rope_theta") or rope.get("rope_theta") or 10_000.0))
    writer.add_layer_norm_rms_eps(float(config["rms_norm_eps"]))
    writer.add_vocab_size(int(config["vocab_size"]))
    writer.add_file_type(7)


def add_words(writer: Any, config: Mapping[str, Any], words: Mapping[str, Any], pre: str) -> None:
    """The tokens with their kinds, and the merges."""
    texts = {int(number): text for text, number in words["model"]["vocab"].items()}
    kinds = dict.fromkeys(texts, NORMAL)
    for token in words.get("added_tokens", []):
        texts[int(token["id"])] = token["content"]
        kinds[int(token["id"])] = CONTROL if token["special"] else USER_DEFINED
    size = int(config["vocab_size"])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm" if SMOLLM_DIGITS in json.dumps(words.get("pre_tokenizer")) else pre)
    writer.add_token_list([texts.get(number, f"[PAD{number}]") for number in range(size)])
    writer.add_token_types([kinds.get(number, CONTROL) for number in range(size)])
    writer.add_token_merges(
        [merge if isinstance(merge, str) else " ".join(merge) for merge in words["model"]["merges"]]
    )
    writer.add_add_bos_token(False)
    writer.add_bos_token_id(first_of(config.get("bos_token_id")))
    writer.add_eos_token_id(first_of(config.get("eos_token_id")))


def first_of(value: object) -> int:
    """A token id, of which some models name several, or none."""
    one = value[0] if isinstance(value, list) else value
    return int(str(one)) if one is not None else 0


def add(writer: Any, name: str, values: Array, rotated: Mapping[str, Any] | None) -> None:
    """One tensor under its name in GGUF; llama's rotated rows are put in GGUF's order."""
    if name in OTHER_NAMES:
        add_q8_0(writer, OTHER_NAMES[name], values)
        return
    _, _, rest = name.partition("model.layers.")
    layer, _, place = rest.partition(".")
    path, _, kind = place.rpartition(".")
    if path not in LAYER_NAMES:
        if "rotary_emb" in name:
            return
        raise PrepareError(f"the model has a tensor {name}, which is not converted here")
    if rotated is not None and path in ("self_attn.q_proj", "self_attn.k_proj"):
        key = "num_attention_heads" if path == "self_attn.q_proj" else "num_key_value_heads"
        values = in_pairs(values, int(rotated.get(key) or rotated["num_attention_heads"]))
    add_q8_0(writer, f"blk.{layer}.{LAYER_NAMES[path]}.{kind}", values)


def tensors(folder: Path) -> Iterator[tuple[str, Array]]:
    """Every tensor of the folder's safetensors files, one at a time.

    Raises:
        PrepareError: there are none, or one has numbers of another kind.
    """
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise PrepareError(f"{folder} has no *.safetensors: name a folder with the weights")
    for path in files:
        with path.open("rb") as file:
            length = struct.unpack("<Q", file.read(8))[0]
            header: dict[str, Any] = json.loads(file.read(length))
        body = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + length)
        header.pop("__metadata__", None)
        for name, entry in header.items():
            if entry["dtype"] not in DTYPES:
                raise PrepareError(
                    f"{path.name}: {name} is {entry['dtype']}: name a folder with 16-bit weights"
                )
            begin, end = entry["data_offsets"]
            raw = np.frombuffer(body[begin:end].tobytes(), DTYPES[entry["dtype"]]).reshape(entry["shape"])
            if entry["dtype"] == "BF16":
                raw = (raw.astype(np.uint32) << 16).view(np.float32)
            yield name, raw.astype(np.float32)
