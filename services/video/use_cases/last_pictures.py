"""The pictures that scenes end with, kept for scenes that go on from them.

A model that makes a scene in one go may be given the picture that it begins from. Whoever makes such a scene
again, after a worker's death or in a later version of the film, has to give it the very same one, which the
model may not be able to paint again: so it is stored before the segment whose last frame it is.
"""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from encompass.jobs.v1.video_job_pb2 import LastPictureStep

from services.kit.blobs.port import BlobNotFound
from services.video.domain import storage
from services.video.domain.timeline import Timeline
from services.video.domain.transitions import Occasion, Transition, plan_continuity
from services.video.ports import FrameChunk, FrameRequest
from services.video.use_cases.fingerprints import last_picture_key
from services.video.use_cases.production import STORING_TIME, Production, picture_step


def linked_requests(
    production: Production, timeline: Timeline, transitions: Sequence[Transition]
) -> Sequence[FrameRequest]:
    """What the renderer is asked for each scene, without saying which frames; with what it goes on from.

    Args:
        transitions: into each scene but the first.
    """
    requests = [production.frames_of(timing.index, timing.frame_count) for timing in timeline.scenes]
    if not production.crew.renderer.whole_scenes:
        return requests
    occasions = [
        Occasion(request.visual.setting, request.visual.time, request.visual.hero != "absent")
        for request in requests
    ]
    for index, goes_on in enumerate(plan_continuity(occasions, transitions), start=1):
        if goes_on:
            # In order: what a scene goes on from depends on what the one before went on from.
            before = last_picture_key(requests[index - 1])
            requests[index] = replace(requests[index], goes_on_from=before)
    return requests


class LastPictures:
    """Those of one film, by scene."""

    def __init__(self, production: Production) -> None:
        self._production = production
        self._keys: dict[int, str] = {}

    async def find(self, elsewhere: Mapping[int, tuple[uuid.UUID, int]]) -> None:
        """Looks for those that are stored already, by this job or for another version.

        Args:
            elsewhere: scenes of this film that end as a scene of another version does: which one's.
        """
        for scene in range(len(self._production.order.scenes)):
            step = self._production.job.finished_step(picture_step(scene), LastPictureStep)
            if step is not None:
                self._keys[scene] = step.blob_key
            elif scene in elsewhere:
                with suppress(BlobNotFound):
                    await self._copy(scene, *elsewhere[scene])

    def __contains__(self, scene: int) -> bool:
        return scene in self._keys

    async def load(self, scene: int) -> bytes:
        """One that is stored."""
        return await self._production.get(self._keys[scene])

    async def keep(self, scene: int, frame: FrameChunk) -> bytes:
        """Stores one, and returns it as it will be loaded."""
        png = await self._production.crew.studio.still(frame, self._production.order.picture)
        await self._store(scene, png)
        return png

    async def _copy(self, scene: int, video_id: uuid.UUID, its_scene: int) -> None:
        """Another version's, so that either version may be deleted."""
        await self._store(scene, await self._production.get(storage.last_picture_key(video_id, its_scene)))

    async def _store(self, scene: int, png: bytes) -> None:
        key = storage.last_picture_key(self._production.order.video_id, scene)

        async def work() -> LastPictureStep:
            await self._production.put(key, png, storage.PNG)
            return LastPictureStep(blob_key=key)

        await self._production.job.step(picture_step(scene), work, LastPictureStep, time_limit=STORING_TIME)
        self._keys[scene] = key
