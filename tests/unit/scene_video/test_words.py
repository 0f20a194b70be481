"""The services and the renderer, which may not import each other, say the same words for the same things."""

from enum import StrEnum

import pytest
from cinematic import look as drawn
from cinematic import spec as painted

from services.script.domain import hero as told
from services.script.domain.writing import places
from services.video.domain import look as chosen


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (chosen.Build, drawn.Build),
        (chosen.Dress, drawn.Dress),
        (chosen.Hair, drawn.Hair),
        (told.HeroAge, drawn.Age),
        (told.HeroAid, drawn.Aid),
        (told.HeroAnimal, drawn.Animal),
    ],
)
def test_a_hero_is_chosen_in_the_words_that_are_drawn(ours: type[StrEnum], theirs: type[StrEnum]) -> None:
    assert [word.value for word in ours] == [word.value for word in theirs]


def test_who_goes_along_is_somebody_that_can_be_drawn() -> None:
    along = {word.value for word in drawn.Companion} - {drawn.Companion.NONE.value}
    assert set(told.COMPANIONS) - {told.NOBODY} == along


@pytest.mark.parametrize(
    ("written", "theirs"),
    [
        (places.SETTINGS, painted.Setting),
        (places.TIMES, painted.Time),
        (places.WEATHERS, painted.Weather),
        (places.MOODS, painted.Mood),
        (places.CAMERAS, painted.CameraMove),
        (places.HEROES, painted.Pose),
    ],
)
def test_scenes_are_written_in_words_that_can_be_painted(
    written: tuple[str, ...], theirs: type[StrEnum]
) -> None:
    assert set(written) <= {word.value for word in theirs}


def test_every_look_that_services_send_is_one_that_the_renderer_reads() -> None:
    fields = set(chosen.HeroLook.__dataclass_fields__)
    assert fields == set(drawn.HeroLook.__dataclass_fields__)
