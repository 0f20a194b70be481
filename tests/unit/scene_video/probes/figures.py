"""Draws figures alone on a plain ground; runs in the models' environment and writes one JSON file."""

import hashlib
import itertools
import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import numpy as np
from cinematic.belonging import Ground, belongs
from cinematic.cast import Footing, cast_of
from cinematic.figures import Hero
from cinematic.look import Age, Aid, Animal, Build, Companion, Dress, Hair, HeroLook
from cinematic.mood_light import scene_light
from cinematic.outfit import companion_look, outfit_of
from cinematic.poses import Going
from cinematic.props import PROPS
from cinematic.spec import Pose, Setting, Time, parse_spec
from cinematic.stages import INDOORS
from cinematic.wheelchair import seated_body
from cinematic.worksites import Worksite, worksite_of

WIDTH, HEIGHT, TALL = 120, 108, 66
POSES = [pose for pose in Pose if pose is not Pose.ABSENT]
SPEC = {
    "setting": "meadow",
    "time": "golden_hour",
    "weather": "clear",
    "mood": "calm",
    "camera": "still",
    "hero": "standing",
    "duration_frames": 96,
}
LIGHT = scene_light(parse_spec(json.dumps(SPEC)), Time.GOLDEN_HOUR, 3)
FIELDS = {
    "age": Age,
    "build": Build,
    "dress": Dress,
    "hair": Hair,
    "aid": Aid,
    "companion": Companion,
    "animal": Animal,
    "skin": range(6),
    "accent": (0, 120, 240),
}


class Plain:
    """A frame of one colour, in which design units are pixels."""

    def __init__(self, t):
        self.out = np.full((HEIGHT, WIDTH), 150 | 170 << 8 | 160 << 16, np.uint32)
        self.t, self.seconds = t, 8.0

    def at(self, depth, x, y):
        return WIDTH / 2 + x, HEIGHT * 0.9 + y, 1.0


def drawn(pose, look, t=1.0, props=(), side=1.0, worksite=Worksite.BENCH, ground=Ground.LAND, light=LIGHT):
    frame = Plain(t)
    hero = Hero(
        pose, light, x=0, y=0, height=TALL, depth=0.7, side=side, light_x=90, phase=0.6, travel=40,
        look=look, props=props, worksite=worksite, ground=ground,
    )  # fmt: skip
    hero.draw(frame)
    out = frame.out
    return np.stack([out & 255, (out >> 8) & 255, (out >> 16) & 255], 2).astype(np.float32)


def digest(picture):
    return hashlib.sha256(picture.astype(np.uint8).tobytes()).hexdigest()


def every_look():
    """Each value of each field in each pose, twice, each time with a new hero."""
    empty = Plain(0).out & 255
    found = []
    for (field, values), pose in itertools.product(FIELDS.items(), POSES):
        for value in values:
            look = replace(HeroLook(), **{field: value})
            picture = drawn(pose, look)
            covered = float((picture[..., 0] != empty).mean())
            found.append(
                {
                    "field": field,
                    "value": str(value),
                    "pose": pose,
                    "covered": covered,
                    "digest": digest(picture),
                    "again": digest(drawn(pose, look)),
                }
            )
    return found


def steps(pose, look, moments):
    pictures = [drawn(pose, look, t=t) for t in moments]
    return [float(np.abs(b - a).mean()) for a, b in itertools.pairwise(pictures)]


def movement():
    """How much each frame differs from the one before, for each pose with each aid."""
    found = []
    moments = [1.0 + i / 24 for i in range(15)]
    for pose, aid in itertools.product(POSES, Aid):
        look = HeroLook(hair=Hair.LONG, aid=aid, companion=Companion.CHILD, animal=Animal.DOG)
        found.append({"name": f"{pose}/{aid}", "steps": steps(pose, look, moments)})
    return found


def planted():
    """A walk in which a third of a second is missing."""
    moments = [1.0 + i / 24 + (i > 7) / 3 for i in range(15)]
    return steps(Pose.WALKING, HeroLook(), moments)


def seated():
    """How high a wheelchair user's head gets, in their own body heights, in each pose."""
    manner = outfit_of(HeroLook()).manner
    return {
        pose: max(
            seated_body(pose, t / 10, Going(t / 20, 0.5), 0.3, manner).head[1] for t in range(60)
        )
        for pose in POSES
    }  # fmt: skip


def things():
    """What each drawing adds to a picture, on the first ground where it belongs, in snow."""
    snowy = scene_light(parse_spec(json.dumps(SPEC | {"weather": "snow"})), Time.GOLDEN_HOUR, 3)
    bare = drawn(Pose.STANDING, HeroLook(), light=snowy)
    found = {}
    for name in PROPS:
        ground = next(ground for ground in Ground if belongs(name, ground))
        with_it = drawn(Pose.STANDING, HeroLook(), props=(name,), ground=ground, light=snowy)
        found[name] = float((np.abs(with_it - bare).max(2) > 4).mean())
    return found


def worksites():
    """What people work at in each setting in the open, and how each of these looks."""
    pictures = {site: digest(drawn(Pose.WORKING, HeroLook(), worksite=site)) for site in Worksite}
    settings = {setting: worksite_of(setting) for setting in Setting if setting not in INDOORS}
    return {"pictures": pictures, "settings": settings}


def casts():
    """Who and what is with the hero, for a few scenes."""
    scenes = {
        "book": (Pose.STANDING, HeroLook(), ("old book",), Ground.TOWN),
        "book on the bench": (Pose.WORKING, HeroLook(), ("old book",), Ground.KITCHEN),
        "book on the table": (Pose.RUNNING, HeroLook(), ("old book", "long table"), Ground.TOWN),
        "book and cane": (Pose.STANDING, HeroLook(aid=Aid.CANE), ("book",), Ground.TOWN),
        "book and crutches": (Pose.STANDING, HeroLook(aid=Aid.CRUTCHES), ("book",), Ground.TOWN),
        "spade in a wheelchair": (Pose.STANDING, HeroLook(aid=Aid.WHEELCHAIR), ("spade",), Ground.GARDEN),
        "bus outside": (Pose.STANDING, HeroLook(), ("bus",), Ground.TOWN),
        "bus inside": (Pose.STANDING, HeroLook(), ("bus",), Ground.KITCHEN),
        "apple on a stall that has no room": (
            Pose.RUNNING,
            HeroLook(),
            ("market stall", "apple"),
            Ground.KITCHEN,
        ),
        "running on crutches": (Pose.RUNNING, HeroLook(aid=Aid.CRUTCHES), (), Ground.TOWN),
        "riding with a white cane": (Pose.RIDING, HeroLook(aid=Aid.WHITE_CANE), (), Ground.TOWN),
        "riding a horse": (Pose.RIDING, HeroLook(animal=Animal.HORSE), (), Ground.TOWN),
        "guide dog": (Pose.WALKING, HeroLook(aid=Aid.WHITE_CANE, animal=Animal.DOG), (), Ground.TOWN),
        "boy of the story": (Pose.STANDING, HeroLook(), ("small boy",), Ground.TOWN),
        "many animals": (Pose.STANDING, HeroLook(animal=Animal.CAT), ("dog", "goat", "hen"), Ground.TOWN),
        "horse in a classroom": (Pose.STANDING, HeroLook(animal=Animal.HORSE), (), Ground.CLASSROOM),
        "lamp on a quay": (Pose.STANDING, HeroLook(), ("table lamp",), Ground.WATERFRONT),
        "lamp in a street": (Pose.STANDING, HeroLook(), ("lamp",), Ground.TOWN),
        "table on a boulder": (Pose.STANDING, HeroLook(), ("table",), Ground.ROCK, 0.7, 0.7),
        "table on a short jetty": (Pose.STANDING, HeroLook(), ("table",), Ground.WATERFRONT, 0.7, 1.2),
        "cup and bread by a lake": (Pose.STANDING, HeroLook(), ("cup", "bread"), Ground.SHORE),
        "bicycle that is ridden": (Pose.RIDING, HeroLook(), ("bicycle", "suitcase"), Ground.TOWN),
        "van of the story": (Pose.RIDING, HeroLook(), ("ice cream van",), Ground.ROADSIDE),
        "nothing known": (Pose.STANDING, HeroLook(), ("sunrise", "wet street"), Ground.TOWN),
    }
    found = {}
    for name, (pose, look, props, ground, *room) in scenes.items():
        cast = cast_of(pose, look, props, Footing(ground, *room))
        found[name] = {
            "pose": cast.pose,
            "held": cast.held.name if cast.held else "",
            "far_hand": cast.far_hand,
            "around": [placed.prop.name for placed in cast.around],
            "raised": [placed.y > 0.3 for placed in cast.around],
            "beasts": [beast.kind for beast in cast.beasts],
            "companion": cast.companion,
            "mount": cast.mount,
            "guide": cast.guide,
        }
    return found


def companions():
    """The look of whoever goes along, by the hero's."""
    found = []
    for age, accent in itertools.product(Companion, (0, 90, 355)):
        if age is Companion.NONE:
            continue
        hero = HeroLook(accent=accent, companion=age)
        other = companion_look(hero)
        found.append(
            {
                "wanted": age,
                "age": other.age,
                "alike": [
                    f for f in ("dress", "hair", "accent") if getattr(hero, f) == getattr(other, f)
                ],
                "again": companion_look(hero) == other,
            }
        )  # fmt: skip
    return found


if __name__ == "__main__":
    findings = {
        "looks": every_look(),
        "movement": movement(),
        "planted": planted(),
        "seated": seated(),
        "things": things(),
        "companions": companions(),
        "casts": casts(),
        "worksites": worksites(),
    }
    Path(sys.argv[1]).write_text(json.dumps(findings))
