"""Watching as a person with a bad connection does, and noting each message."""

import asyncio
import base64
import binascii
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Protocol, TypeVar, cast

from encompass.errors import EncompassError, NotFound, OutOfRange
from encompass.script.v1.script_service_pb2 import WatchScriptResponse
from encompass.video.v1.video_service_pb2 import WatchVideoResponse

from tests.faults.load.patience import Caller
from tests.faults.load.record import Seen, Watching, Words
from tests.faults.load.snapshots import script_snapshot, video_snapshot
from tests.faults.plan import WatchPlan

_SILENCE_S = 16.0
"""A stream speaks every ten seconds: one that is silent for longer is dead."""

MessageT = TypeVar("MessageT", WatchScriptResponse, WatchVideoResponse)
ReadT = TypeVar("ReadT", WatchScriptResponse, WatchVideoResponse, contravariant=True)


class Reader(Protocol[ReadT]):
    """Makes notes of the messages of one watch."""

    def note(self, message: ReadT, connection: int) -> Seen: ...


async def watch_to_the_end(
    open_stream: Callable[[str], AsyncIterator[MessageT]],
    reader: Reader[MessageT],
    watching: Watching,
    plan: WatchPlan,
    caller: Caller,
) -> None:
    """Watches until the service says that nothing more can happen, or patience is over."""
    token, fruitless = "", 0
    drops = iter(zip(plan.drops, plan.pauses_s, strict=True))
    while not watching.has_ended and not caller.patience.is_over:
        connection = watching.connections
        watching.connections += 1
        limit, pause_s = next(drops, (None, 0.0))
        count = 0
        try:
            # The client's streams are generators, and must be closed for their call to be cancelled.
            generator = cast(AsyncGenerator[MessageT, None], open_stream(token))
            async with aclosing(generator) as stream:
                async for message in _speaking(stream):
                    count, token = count + 1, message.resume_token
                    watching.messages.append(reader.note(message, connection))
                    if count == limit:
                        break
                else:
                    watching.has_ended = _is_over(watching)
        except TimeoutError:
            pass  # a dead connection: the next one goes on from the token
        except OutOfRange:
            watching.refused_tokens += 1
            token = ""
        except NotFound as error:
            caller.complain("Watch", "NotFound", error.message)
            return
        except EncompassError as error:
            caller.note("Watch", error)
        fruitless = 0 if count else fruitless + 1
        if limit is not None and count == limit:
            await asyncio.sleep(pause_s)
        elif not watching.has_ended:
            await caller.pause(fruitless)


class ScriptReader:
    """Notes of a script's messages, with the words of each scene so far."""

    def __init__(self) -> None:
        self._words: dict[int, str] = {}

    def note(self, message: WatchScriptResponse, connection: int) -> Seen:
        version = version_of(message.resume_token)
        match message.WhichOneof("event"):
            case "script":
                self._words = {scene.index: scene.narration for scene in message.script.scenes}
                return Seen(connection, version, snapshot=script_snapshot(message.script))
            case "scene_text":
                added = message.scene_text
                known = self._words.get(added.scene_index, "")
                self._words[added.scene_index] = known[: added.offset] + added.text
                words = Words(added.scene_index, added.offset, len(added.text), len(known))
                return Seen(connection, version, words=words)
            case _:
                return Seen(connection, version)


class VideoReader:
    """Notes of a video's messages."""

    def note(self, message: WatchVideoResponse, connection: int) -> Seen:
        snapshot = video_snapshot(message.video) if message.HasField("video") else None
        return Seen(connection, version_of(message.resume_token), snapshot=snapshot)


def version_of(token: str) -> int | None:
    """The version in a resume token, which is nobody's business but a test's."""
    try:
        _, _, version = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode().split("|")
    except (ValueError, binascii.Error):
        return None
    return int(version) if version else None


def _is_over(watching: Watching) -> bool:
    """A stream may also end because its service does; then the watch goes on."""
    last = next((seen.snapshot for seen in reversed(watching.messages) if seen.snapshot is not None), None)
    return last is not None and last.standing.is_terminal


async def _speaking(stream: AsyncGenerator[MessageT, None]) -> AsyncIterator[MessageT]:
    while True:
        try:
            yield await asyncio.wait_for(anext(stream), _SILENCE_S)
        except StopAsyncIteration:
            return
