"""The sound of places: what belongs to a scene, no seam where it goes on, no click where it changes."""

import numpy as np
import pytest
from numpy.typing import NDArray

from services.video.domain.ambience import Air, SceneAir, airs_of, plan_ambience
from services.video.film.filters import SAMPLE_RATE
from services.video.film.synth.ambience import ambience

SETTINGS = [
    *("ocean", "alpine", "forest", "meadow", "desert", "river", "city_night", "city_day", "village", "space"),
    *("night_sky", "stage", "classroom", "workshop", "library", "laboratory", "kitchen", "garden", "road"),
    *("harbor", "station", "field", "studio", "hospital", "sports_ground"),
]
WEATHERS = ("clear", "clouds", "rain", "snow", "fog", "wind", "storm", "aurora")


def scene(setting: str, *, time: str = "noon", weather: str = "clear", start: float = 0.0) -> SceneAir:
    return SceneAir(start, 8.0, setting, time, weather)


def heard(*scenes: SceneAir, seed: int = 5) -> NDArray[np.float32]:
    blocks = ambience(plan_ambience(scenes), length=8.0 * len(scenes), seed=seed)
    return np.concatenate(list(blocks), axis=1)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_place_has_a_sound_in_every_weather(setting: str) -> None:
    for weather in WEATHERS:
        airs = airs_of(scene(setting, weather=weather))
        assert airs
        assert all(0 < level <= 1 for level in airs.values())


def test_birds_sing_in_the_morning_and_crickets_at_night_and_nobody_in_the_rain() -> None:
    assert Air.BIRDS in airs_of(scene("meadow", time="morning"))
    assert Air.CRICKETS in airs_of(scene("meadow", time="night"))
    assert not {Air.BIRDS, Air.CRICKETS} & airs_of(scene("meadow", weather="rain")).keys()


def test_within_a_room_the_rain_is_outside() -> None:
    assert Air.RAIN_OUTSIDE in airs_of(scene("library", weather="rain"))
    assert Air.RAIN not in airs_of(scene("library", weather="rain"))
    assert Air.THUNDER not in airs_of(scene("space", weather="storm"))


def test_a_fire_is_heard_where_the_text_names_one() -> None:
    assert Air.FIRE in airs_of(SceneAir(0, 8, "forest", "night", "clear", ("small campfire",)))


@pytest.mark.parametrize("setting", ["ocean", "forest", "city_day", "library", "space"])
def test_places_are_softer_than_a_voice_and_never_silent_or_clicking(setting: str) -> None:
    sound = heard(scene(setting))
    assert sound.shape == (2, 8 * SAMPLE_RATE)
    level = 20 * np.log10(np.sqrt((sound[:, SAMPLE_RATE:] ** 2).mean()))
    assert -58 < level < -22
    assert np.abs(sound).max() < 0.5
    assert np.abs(np.diff(sound, axis=1)).max() < 0.1


def test_a_sound_that_goes_on_in_the_next_scene_has_no_seam() -> None:
    twice = heard(scene("ocean"), scene("ocean", start=8.0))
    long = np.concatenate(
        list(ambience(plan_ambience([SceneAir(0.0, 16.0, "ocean", "noon", "clear")]), length=16.0, seed=5)),
        axis=1,
    )
    assert np.allclose(
        twice[:, 7 * SAMPLE_RATE : 10 * SAMPLE_RATE], long[:, 7 * SAMPLE_RATE : 10 * SAMPLE_RATE], atol=1e-4
    )


def test_the_same_seed_sounds_the_same_and_another_one_otherwise() -> None:
    assert np.array_equal(heard(scene("river"), seed=1), heard(scene("river"), seed=1))
    assert not np.allclose(heard(scene("river"), seed=1), heard(scene("river"), seed=2), atol=1e-3)


def test_waves_are_lower_than_rain() -> None:
    def centre(sound: NDArray[np.float32]) -> float:
        spectrum = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
        return float((spectrum * np.fft.rfftfreq(sound.shape[1], 1 / SAMPLE_RATE)).sum() / spectrum.sum())

    assert 3 * centre(heard(scene("ocean"))) < centre(heard(scene("field", weather="rain")))
