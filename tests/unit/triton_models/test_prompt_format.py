"""Turns in ChatML become those that a model was taught."""

import json
from pathlib import Path

import pytest
from story_engine.prompt_format import FORMATS, PromptFormat, format_of

TOLD = "<|im_start|>system\nBe warm.<|im_end|>\n<|im_start|>user\nWrite.<|im_end|>\n"
PROMPT = TOLD + "<|im_start|>assistant\nOnce upon"


def known(name: str) -> PromptFormat:
    found = FORMATS[name]
    assert found is not None
    return found


def test_the_turn_that_the_model_goes_on_with_stays_open() -> None:
    assert known("llama3").render(PROMPT) == (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe warm.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nWrite.<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nOnce upon"
    )


def test_where_there_is_no_systems_turn_its_words_go_to_the_user() -> None:
    assert known("gemma").render(PROMPT) == (
        "<bos><start_of_turn>user\nBe warm.\n\nWrite.<end_of_turn>\n<start_of_turn>model\nOnce upon"
    )


def test_a_model_without_turns_gets_their_text() -> None:
    assert known("plain").render(PROMPT) == "Be warm.\n\nWrite.\n\nOnce upon"


@pytest.mark.parametrize("prompt", ["Once upon a time", "Odd <|im_start|>user\nx<|im_end|>", ""])
def test_a_prompt_that_is_not_all_turns_is_passed_on_as_it_is(prompt: str) -> None:
    assert known("llama3").render(prompt) == prompt


def test_the_note_beside_the_weights_is_followed(tmp_path: Path) -> None:
    assert format_of(tmp_path) is None
    (tmp_path / "prompt_format.json").write_text(json.dumps({"format": "gemma"}))
    assert format_of(tmp_path) is FORMATS["gemma"]
    (tmp_path / "prompt_format.json").write_text(json.dumps({"format": "chatml"}))
    assert format_of(tmp_path) is None
    (tmp_path / "prompt_format.json").write_text(json.dumps({"format": "morse"}))
    with pytest.raises(ValueError, match="morse"):
        format_of(tmp_path)
