"""The hero's look as the contracts say it."""

from encompass.jobs.v1 import video_job_pb2
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2 as options_pb2

from services.video.domain.look import Build, Dress, Hair, HeroLook, LookChoice, StoryHero

_BUILDS = {f"HERO_BUILD_{each.name}": each for each in Build}
_DRESSES = {f"HERO_DRESS_{each.name}": each for each in Dress}
_HAIRS = {f"HERO_HAIR_{each.name}": each for each in Hair}


def choice_of(message: options_pb2.HeroLook) -> LookChoice:
    """What is chosen; what is unspecified stays open."""
    return LookChoice(
        build=_BUILDS.get(options_pb2.HeroBuild.Name(message.build)),
        dress=_DRESSES.get(options_pb2.HeroDress.Name(message.dress)),
        hair=_HAIRS.get(options_pb2.HeroHair.Name(message.hair)),
        skin=message.skin_tone if message.HasField("skin_tone") else None,
        accent=message.accent_hue if message.HasField("accent_hue") else None,
        aid=_word(script_pb2.HeroAid.Name(message.aid), "HERO_AID_") or None,
    )


def choice_message(choice: LookChoice) -> options_pb2.HeroLook | None:
    """A choice; None where everything is left open."""
    if choice == LookChoice():
        return None
    return options_pb2.HeroLook(
        build=f"HERO_BUILD_{choice.build.name}" if choice.build else None,
        dress=f"HERO_DRESS_{choice.dress.name}" if choice.dress else None,
        hair=f"HERO_HAIR_{choice.hair.name}" if choice.hair else None,
        skin_tone=choice.skin,
        accent_hue=choice.accent,
        aid=f"HERO_AID_{choice.aid.upper()}" if choice.aid else None,
    )


def story_hero(message: script_pb2.Hero) -> StoryHero:
    """Whom a script is about."""
    usual = StoryHero()
    return StoryHero(
        _word(script_pb2.HeroAge.Name(message.age), "HERO_AGE_") or usual.age,
        _word(script_pb2.HeroAid.Name(message.aid), "HERO_AID_") or usual.aid,
        _word(script_pb2.HeroAnimal.Name(message.animal), "HERO_ANIMAL_") or usual.animal,
    )


def look_message(look: HeroLook) -> video_job_pb2.HeroLook:
    """A settled look, for the job."""
    return video_job_pb2.HeroLook(
        age=look.age,
        build=look.build,
        dress=look.dress,
        hair=look.hair,
        skin=look.skin,
        accent=look.accent,
        aid=look.aid,
        animal=look.animal,
    )


def look_in(job: video_job_pb2.VideoJob) -> HeroLook | None:
    """The look that a job asks for; None in those of before there were looks."""
    if not job.HasField("look"):
        return None
    look = job.look
    return HeroLook(
        look.age, look.build, look.dress, look.hair, look.skin, look.accent, look.aid, look.animal
    )


def _word(name: str, prefix: str) -> str:
    """A name as the renderer says it; empty for an unspecified one."""
    word = name.removeprefix(prefix).lower()
    return "" if word == "unspecified" else word
