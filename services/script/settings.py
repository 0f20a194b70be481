"""Settings of the script service and its worker."""

from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from services.kit.settings import (
    DbSettings,
    NatsSettings,
    ProcessSettings,
    QueueSettings,
    Section,
    ServiceSettings,
    TritonSettings,
    WorkSettings,
)
from services.script.domain.chat import ChatFormat
from services.script.domain.model_use import ModelRole
from services.script.domain.safety.model import Concern


class WorkspaceSafety(Section):
    """What a workspace refuses beyond everybody's rules."""

    words: tuple[str, ...] = ()
    concerns: frozenset[Concern] = frozenset()


class SafetySettings(Section):
    """Where workspaces are stricter. Nothing is let through by it."""

    workspaces: dict[UUID, WorkspaceSafety] = Field(default_factory=dict)
    """By the workspace's id, as JSON: {"…": {"words": ["casino"], "concerns": ["personal_data"]}}."""


class StorySettings(Section):
    """How stories are written."""

    model: str = "SmolLM2-135M-Instruct"
    """What the model is called in the scripts that it wrote."""
    chat_format: ChatFormat = ChatFormat.CHATML
    """How the model's family marks the turns of a chat."""
    prompts: str = "v1"
    """Which version of the prompts."""
    role: ModelRole = ModelRole.CHOOSE
    """`choose`: between wordings that were written by hand. `write`: whole scenes, for bigger models."""
    languages: tuple[str, ...] = ("en",)
    """What the model can write in, as BCP 47 tags; others than English only where it writes whole scenes."""
    scene_candidates: int = Field(default=3, ge=1, le=8)
    """Whole scenes that a model with the role `write` makes side by side; a strong one needs one."""
    candidates: int = Field(default=0, ge=0, le=16)
    """Words of its own that the model is asked for at a time, for a blank of a scene; the best are told.
    0: only written words, of which the model picks the likeliest; a small model says nothing better."""
    temperature: float = Field(default=0.6, ge=0.01, le=1.5)
    deadline_seconds: float = Field(default=20.0, gt=0)
    """The longest that one round of continuations may take."""
    most_scenes: int | None = Field(default=None, ge=1)
    """Cuts every story short, for load and fault tests that need many small ones; None: as long as it is."""
    pace: float = Field(default=1.0, gt=0)
    """How many times as fast as people read words appear; more than 1 is for load and fault tests."""
    concurrency: int = Field(default=2, ge=1)
    """Stories that one worker writes at a time."""

    @model_validator(mode="after")
    def _only_a_writer_writes_other_languages(self) -> Self:
        if self.role is not ModelRole.WRITE and set(self.languages) != {"en"}:
            raise ValueError("the scene bank is in English: other languages need the role `write`")
        return self


class ScriptSettings(ServiceSettings):
    """The gRPC service."""

    db: DbSettings
    nats: NatsSettings
    queue: QueueSettings = QueueSettings()
    story: StorySettings = StorySettings()
    safety: SafetySettings = SafetySettings()


class ScriptWorkerSettings(ProcessSettings):
    """The worker."""

    db: DbSettings
    nats: NatsSettings
    triton: TritonSettings
    story: StorySettings = StorySettings()
    safety: SafetySettings = SafetySettings()
    work: WorkSettings = WorkSettings()
