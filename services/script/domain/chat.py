"""Turns of a chat as a model reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_MARKS = re.compile(r"<\|[^<>|]{0,60}\|>|\[/?INST\]|</?s>|<bos>|<eos>|</?(?:start|end)_of_turn>")


class ChatFormat(StrEnum):
    """How a family of models marks the turns of a chat."""

    CHATML = "chatml"
    """SmolLM, Qwen, Yi, Hermes."""
    LLAMA3 = "llama3"
    """Llama 3 and its descendants."""
    MISTRAL = "mistral"
    GEMMA = "gemma"
    PLAIN = "plain"
    """Models that were never taught to chat."""


class Role(StrEnum):
    """Whose turn it is."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side of a chat says."""

    role: Role
    text: str


def rendered(turns: Sequence[Turn], chat_format: ChatFormat, *, begun: str = "") -> str:
    """The chat up to where the model goes on; `begun` is what its turn begins with.

    Marks of turns inside a text are taken out: nobody's words may end their turn and begin another's.
    """
    turns = [Turn(turn.role, _MARKS.sub(" ", turn.text)) for turn in turns]
    begun = _MARKS.sub(" ", begun)
    match chat_format:
        case ChatFormat.CHATML:
            told = "".join(f"<|im_start|>{turn.role}\n{turn.text}<|im_end|>\n" for turn in turns)
            return f"{told}<|im_start|>assistant\n{begun}"
        case ChatFormat.LLAMA3:
            told = "".join(
                f"<|start_header_id|>{turn.role}<|end_header_id|>\n\n{turn.text}<|eot_id|>" for turn in turns
            )
            return f"<|begin_of_text|>{told}<|start_header_id|>assistant<|end_header_id|>\n\n{begun}"
        case ChatFormat.MISTRAL:
            told = "".join(
                f"{turn.text}</s>" if turn.role is Role.ASSISTANT else f"[INST] {turn.text} [/INST]"
                for turn in _without_system(turns)
            )
            return f"<s>{told}{begun}"
        case ChatFormat.GEMMA:
            names = {Role.USER: "user", Role.ASSISTANT: "model"}
            told = "".join(
                f"<start_of_turn>{names[turn.role]}\n{turn.text}<end_of_turn>\n"
                for turn in _without_system(turns)
            )
            return f"<bos>{told}<start_of_turn>model\n{begun}"
        case ChatFormat.PLAIN:
            told = "\n\n".join(turn.text for turn in turns)
            return f"{told}\n\n{begun}"


def _without_system(turns: Sequence[Turn]) -> list[Turn]:
    """For families that have no such turn: it goes before the first thing that the user says."""
    if not turns or turns[0].role is not Role.SYSTEM:
        return list(turns)
    if len(turns) > 1 and turns[1].role is Role.USER:
        return [Turn(Role.USER, f"{turns[0].text}\n\n{turns[1].text}"), *turns[2:]]
    return [Turn(Role.USER, turns[0].text), *turns[1:]]
