"""A film's whole sound, made while it is read: music for its scenes, the sound of their places, voices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.video.domain.ambience import SceneAir, plan_ambience
from services.video.domain.music.plan import SceneMusic, compose
from services.video.film.filters import F32
from services.video.film.mix import Narration, mix
from services.video.film.synth.ambience import ambience
from services.video.film.synth.orchestra import loudness_of, perform


@dataclass(frozen=True, slots=True)
class SceneSound:
    """What the sound of a scene depends on, besides its narration."""

    start: float
    """Seconds, from the start of the film."""
    length: float
    mood: str
    setting: str
    time: str
    weather: str
    props: tuple[str, ...] = ()


def soundtrack(
    scenes: Sequence[SceneSound], narrations: Sequence[Narration], *, tone: str, seed: int, music: bool
) -> Iterator[F32]:
    """The sound of a film in blocks of shape (2, samples), together as long as its scenes.

    Args:
        scenes: in order, without gaps, each some whole bars of music long.
        music: without it the places are louder.
    """
    length = scenes[-1].start + scenes[-1].length
    airs = [
        SceneAir(scene.start, scene.length, scene.setting, scene.time, scene.weather, scene.props)
        for scene in scenes
    ]
    around = ambience(plan_ambience(airs), length=length, seed=seed)
    if not music:
        yield from mix(None, around, narrations, length=length)
        return
    score = compose(
        [SceneMusic(scene.start, scene.length, scene.mood) for scene in scenes], tone=tone, seed=seed
    )
    yield from mix(perform(score), around, narrations, length=length, music_lufs=loudness_of(score))
