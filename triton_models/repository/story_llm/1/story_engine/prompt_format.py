"""How a model is spoken to: services write turns in ChatML, and a model is given those it was taught.

A prompt without turns is passed on as it is.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

FILE = "prompt_format.json"
TURN = re.compile(r"<\|im_start\|>(system|user|assistant)\n(.*?)(?:<\|im_end\|>\n?|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PromptFormat:
    """What stands before and after each turn."""

    opening: str
    """Before a turn; `{role}` is its role."""
    closing: str
    beginning: str = ""
    """Before the whole."""
    assistant: str = "assistant"
    """What the model's own role is called."""
    system_in_user: bool = False
    """There is no system's turn: its text goes before the first user's."""

    def render(self, prompt: str) -> str:
        """The prompt in this format; the last turn stays open when the prompt left it open."""
        turns = list(TURN.finditer(prompt))
        if not turns or "".join(turn.group() for turn in turns) != prompt:
            return prompt
        told, before = self.beginning, ""
        for turn in turns:
            role, text = turn.group(1), turn.group(2)
            if role == "system" and self.system_in_user:
                before = text + "\n\n"
                continue
            name = self.assistant if role == "assistant" else role
            told += self.opening.format(role=name) + before + text
            before = ""
            if turn is not turns[-1] or "<|im_end|>" in turn.group():
                told += self.closing
        return told


FORMATS = {
    "chatml": None,
    "llama3": PromptFormat(
        beginning="<|begin_of_text|>",
        opening="<|start_header_id|>{role}<|end_header_id|>\n\n",
        closing="<|eot_id|>",
    ),
    "gemma": PromptFormat(
        beginning="<bos>",
        opening="<start_of_turn>{role}\n",
        closing="<end_of_turn>\n",
        assistant="model",
        system_in_user=True,
    ),
    "plain": PromptFormat(opening="", closing="\n\n"),
}
"""By name; None is what services write already. `plain` is for models that were taught no turns."""


def format_of(weights: Path) -> PromptFormat | None:
    """The format noted beside the weights, None where nothing has to be changed.

    Raises:
        ValueError: the note names a format that isn't known.
    """
    try:
        name = str(json.loads((weights / FILE).read_text(encoding="utf-8"))["format"])
    except FileNotFoundError:
        return None
    if name not in FORMATS:
        raise ValueError(f"{weights / FILE} names the format {name!r}: known are {', '.join(FORMATS)}")
    return FORMATS[name]
