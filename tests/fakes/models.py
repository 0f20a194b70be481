"""A model that answers conversations with numbered frames."""

from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from services.kit.triton import SequenceLost
from services.kit.triton.conversation import IN_THE_ANSWER, Places
from services.kit.triton.shared_memory import Region
from services.kit.triton.wire import Tensors


class FakeFrames:
    """Stands in for a `Model` that paints: each frame is filled with its index."""

    def __init__(self, *, frame_bytes: int = 6, shares_memory: bool = False) -> None:
        self.conversations: list[FakeConversation] = []
        self.loses_after: deque[int] = deque()
        """After how many answers each of the next conversations is lost."""
        self.streamed: list[Tensors] = []
        """The inputs of requests for whole scenes."""
        self._frame_bytes = frame_bytes
        self._shares_memory = shares_memory

    @property
    def asked(self) -> Sequence[Tensors]:
        """The inputs of all requests."""
        return [inputs for each in self.conversations for inputs in each.asked]

    async def stream(self, model: str, inputs: Tensors, **_: object) -> AsyncGenerator[Tensors, None]:
        """See `Model.stream`; half of the frames at a time."""
        self.streamed.append(inputs)
        for indices in np.array_split(np.asarray(inputs["frame_indices"]), 2):
            yield {"indices": indices, "frames": np.zeros((len(indices), self._frame_bytes), np.uint8)}

    @asynccontextmanager
    async def converse(self, model: str, *, shared_bytes: int = 0, **_: object) -> AsyncIterator[Any]:
        """See `ConversingModel.converse`."""
        region = Region("there", memoryview(bytearray(shared_bytes))) if self._shares_memory else None
        lost_after = self.loses_after.popleft() if self.loses_after else None
        conversation = FakeConversation(self._frame_bytes, region, lost_after)
        self.conversations.append(conversation)
        yield conversation
        conversation.ended = True


@dataclass(slots=True)
class FakeConversation:
    """One conversation of a `FakeFrames`."""

    frame_bytes: int
    region: Region | None
    lost_after: int | None
    asked: list[Tensors] = field(default_factory=list)
    last: list[bool] = field(default_factory=list)
    most_unanswered: int = 0
    ended: bool = False
    _answers: deque[Tensors] = field(default_factory=deque)
    _answered: int = 0

    async def ask(self, inputs: Tensors, *, last: bool = False, into: Places = IN_THE_ANSWER) -> None:
        """Paints at once."""
        self.asked.append(inputs)
        self.last.append(last)
        indices = np.asarray(inputs["frame_indices"], np.int32)
        frames = np.repeat(indices.astype(np.uint8), self.frame_bytes).reshape(-1, self.frame_bytes)
        place = into.get("frames")
        if place is not None:
            place.memory[:] = frames.tobytes()
            frames = np.frombuffer(place.memory, np.uint8).reshape(frames.shape)
        self._answers.append({"indices": indices, "frames": frames})
        self.most_unanswered = max(self.most_unanswered, len(self._answers))

    async def answer(self) -> Tensors:
        """The next answer."""
        if self._answered == self.lost_after:
            raise SequenceLost("The model has lost this sequence.")
        self._answered += 1
        return self._answers.popleft()
