"""A film in the making: what every part of the work needs."""

import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from services.kit.blobs.port import BlobStore
from services.kit.db.unit_of_work import Tx
from services.kit.jobs.handler import JobRun
from services.video.domain.look import HeroLook
from services.video.domain.options import PictureFormat, RenderOptions
from services.video.domain.shots import ScenePlan, plan_shots
from services.video.ports import FilmPlace, FrameRequest, Narrator, Renderer, SceneText, Studio, Videos

# How long the work of a step may take, many times what it takes on a quiet machine. Rendering itself lies
# between steps, and the renderer's own stream has a deadline.
SPEAKING_TIME: Final = timedelta(minutes=3)
SCORING_TIME: Final = timedelta(minutes=5)
STORING_TIME: Final = timedelta(minutes=3)
POSTER_TIME: Final = timedelta(minutes=4)
JOINING_TIME: Final = timedelta(minutes=10)

IMMUTABLE = "public, max-age=31536000, immutable"
"""Objects of a film never change under their key."""


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """What film to make."""

    video_id: uuid.UUID
    title: str
    name: str
    tone: str
    seed: int
    options: RenderOptions
    picture: PictureFormat
    """As the options have it, unless a worker is told to make small films smaller."""
    scenes: tuple[SceneText, ...]
    look: HeroLook | None = None
    """What the hero looks like, before anybody goes along."""
    portrait_key: str = ""
    """Of the cut-out of who is seen in near shots; empty where somebody is drawn."""
    script_id: uuid.UUID | None = None
    """None of a film that was ordered before this was kept."""

    def frames_of(self, index: int, duration_frames: int) -> FrameRequest:
        """What the renderer is asked for a scene, without saying which frames."""
        shooting = plan_shots([_plan_of(scene) for scene in self.scenes], self.seed)[index]
        return FrameRequest(
            replace(self.scenes[index].visual, camera=shooting.camera),
            shooting.seed,
            self.picture,
            duration_frames,
            # The first scene is waited for.
            candidates=self.options.profile.candidates if index else 1,
            shot=shooting.shot.value,
            place=FilmPlace(self.seed, index, len(self.scenes)),
            look=self._look_in(self.scenes[index]),
            portrait_key=self.portrait_key,
        )

    def _look_in(self, scene: SceneText) -> HeroLook | None:
        """The look, and whoever goes along in this scene."""
        companion = scene.visual.companion
        if self.look is None or companion == "nobody":
            return self.look
        return replace(self.look, companion=companion)


def _plan_of(scene: SceneText) -> ScenePlan:
    visual = scene.visual
    return ScenePlan(visual.setting, visual.mood, visual.camera, visual.hero)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who makes films."""

    narrator: Narrator
    renderer: Renderer
    studio: Studio
    blobs: BlobStore
    videos: Callable[[Tx], Videos]
    announce: Callable[[Tx, uuid.UUID], None]
    """Wakes the watchers of a video once the transaction is committed."""


@dataclass(frozen=True, slots=True)
class Production:
    """One run of a film's job."""

    order: FilmOrder
    job: JobRun
    crew: Crew

    def frames_of(self, index: int, duration_frames: int) -> FrameRequest:
        """What the renderer is asked for a scene, without saying which frames."""
        request = self.order.frames_of(index, duration_frames)
        if not self.crew.renderer.whole_scenes:
            return request
        return replace(request, narration=self.order.scenes[index].narration)

    async def write(self, change: Callable[[Videos], Coroutine[None, None, None]]) -> None:
        """Changes the video between steps, and wakes its watchers."""

        async def apply(tx: Tx) -> None:
            await change(self.crew.videos(tx))
            self.crew.announce(tx, self.order.video_id)

        await self.job.write(apply)

    async def put(self, key: str, data: bytes | Path, content_type: str) -> None:
        """Stores an object of the film, from memory or from a file."""
        await self.crew.blobs.put(key, data, content_type, cache_control=IMMUTABLE)

    async def get(self, key: str) -> bytes:
        """Reads an object of the film."""
        return await self.crew.blobs.get(key)


def picture_step(scene: int) -> str:
    """Key of the step that keeps the picture that a scene ends with."""
    return f"scene/{scene}/picture"


def segment_step(scene: int, number: int) -> str:
    """Key of the step that makes a segment; `number` counts within the scene."""
    return f"scene/{scene}/segment/{number}"
