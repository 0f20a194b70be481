"""What the hero of a film looks like."""

import json
import sys
import uuid
from dataclasses import asdict, replace
from pathlib import Path
from typing import cast

import pytest
from encompass.jobs.v1.video_job_pb2 import VideoJob
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2 as options_pb2

from services.kit.triton import ConversingModel
from services.video.adapters.renderer import TritonRenderer
from services.video.domain.look import Build, Dress, Hair, HeroLook, LookChoice, StoryHero, look_of
from services.video.domain.options import PictureFormat, RenderOptions
from services.video.look_messages import (
    choice_message,
    choice_of,
    look_in,
    look_message,
    story_hero,
)
from services.video.ports import FrameRequest, SceneText, Visual
from services.video.use_cases.production import FilmOrder

sys.path.insert(
    0, str(Path(__file__).resolve().parents[3] / "triton_models" / "repository" / "scene_video" / "1")
)
from tests.fakes.models import FakeFrames

ME = uuid.UUID("0193a3c4-0000-7000-8000-000000000001")


def test_a_person_looks_the_same_in_all_their_films() -> None:
    assert look_of(StoryHero(), LookChoice(), ME) == look_of(StoryHero(), LookChoice(), ME)


def test_people_differ_in_clothes_hair_and_colour_and_in_nothing_that_would_be_a_guess() -> None:
    looks = [look_of(StoryHero(), LookChoice(), uuid.UUID(int=n)) for n in range(400)]
    assert {look.dress for look in looks} == {"coat", "shirt", "workwear", "sportswear"}
    assert {look.hair for look in looks} == {"short", "curly", "long", "bun"}
    assert len({look.accent for look in looks}) == 10
    assert {(look.skin, look.build, look.aid, look.age) for look in looks} == {
        (3, "average", "none", "adult")
    }


def test_the_story_says_how_old_they_are_and_what_they_get_about_with() -> None:
    look = look_of(StoryHero("elder", "cane", "dog"), LookChoice(), ME)
    assert (look.age, look.aid, look.animal) == ("elder", "cane", "dog")


def test_a_choice_wins_over_the_dice_and_the_story() -> None:
    choice = LookChoice(Build.BROAD, Dress.ROBE, Hair.HEADSCARF, 0, 0, "none")
    look = look_of(StoryHero("teen", "cane", "cat"), choice, ME)
    assert look == HeroLook("teen", "broad", "robe", "headscarf", 0, 0, "none", "cat")


@pytest.mark.parametrize(
    "choice",
    [
        LookChoice(),
        LookChoice(skin=0, accent=0),
        LookChoice(Build.SLIGHT, Dress.DRESS, Hair.BALD, 5, 359, "wheelchair"),
        LookChoice(aid="none"),
    ],
)
def test_a_choice_is_the_same_after_its_message(choice: LookChoice) -> None:
    said = choice_message(choice) or options_pb2.HeroLook()
    assert choice_of(said) == choice


def test_a_settled_look_is_the_same_after_its_job() -> None:
    look = look_of(StoryHero("child", "wheelchair", "bird"), LookChoice(), ME)
    assert look_in(VideoJob(look=look_message(look))) == look
    assert look_in(VideoJob()) is None


def test_a_script_that_says_nothing_of_its_hero_has_an_adult() -> None:
    assert story_hero(script_pb2.Hero()) == StoryHero("adult", "none", "none")


def test_the_renderer_knows_every_word_that_a_look_may_hold() -> None:
    from cinematic.look import parse_look

    ages, aids, animals = (
        [name.removeprefix(prefix).lower() for name in list(enum.keys()) if not name.endswith("UNSPECIFIED")]
        for enum, prefix in (
            (script_pb2.HeroAge, "HERO_AGE_"),
            (script_pb2.HeroAid, "HERO_AID_"),
            (script_pb2.HeroAnimal, "HERO_ANIMAL_"),
        )
    )
    usual = look_of(StoryHero(), LookChoice(), ME)
    looks = [replace(usual, age=age) for age in ages]
    looks += [replace(usual, aid=aid) for aid in aids]
    looks += [replace(usual, animal=animal) for animal in animals]
    looks += [replace(usual, companion=who) for who in ("none", "child", "adult", "elder")]
    looks += [replace(usual, build=each.value) for each in Build]
    looks += [replace(usual, dress=each.value) for each in Dress]
    looks += [replace(usual, hair=each.value) for each in Hair]
    for look in looks:
        assert str(parse_look(asdict(look)).dress) == look.dress


def test_whoever_a_scene_shows_goes_along_in_that_scene_only() -> None:
    look = look_of(StoryHero(), LookChoice(), ME)
    alone = Visual("ocean", "dawn", "clear", "calm", "still", "standing", ())
    scenes = (SceneText("A", "a", alone), SceneText("B", "b", replace(alone, companion="child")))
    order = FilmOrder(ME, "", "", "", 7, RenderOptions(), RenderOptions().picture, scenes, look)
    looks = [order.frames_of(index, 48).look for index in range(2)]
    assert looks == [look, replace(look, companion="child")]


@pytest.mark.parametrize("look", [None, look_of(StoryHero("teen"), LookChoice(), ME)])
async def test_the_renderer_is_told_the_look(look: HeroLook | None) -> None:
    model = FakeFrames()
    visual = Visual("ocean", "dawn", "clear", "calm", "still", "standing", ())
    request = FrameRequest(visual, 7, PictureFormat(640, 360, 24), 48, (0,), look=look)
    frames = [chunk async for chunk in TritonRenderer(cast(ConversingModel, model)).frames(request)]
    assert len(frames) == 1
    assert json.loads(model.asked[0]["scene_spec"][0]).get("look") == (None if look is None else asdict(look))
