"""Measures what light and compositions scenes get; runs in the models' environment, writes JSON.

Lights are told by the luma of the key and of the horizon, and by how much redder than blue the key is.
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(
    0, str(Path(__file__).resolve().parents[4] / "triton_models" / "repository" / "scene_video" / "1")
)

import numpy as np
from cinematic.arrays import luma
from cinematic.firmament import variant
from cinematic.mood_light import scene_light
from cinematic.renderer import Renderer
from cinematic.spec import Mood, Time, Weather, parse_request
from cinematic.stages import hour_of

SCENES = 9
NATURE = {
    "ocean": 4,
    "alpine": 3,
    "forest": 4,
    "meadow": 3,
    "field": 4,
    "desert": 3,
    "river": 3,
    "harbor": 3,
    "night_sky": 3,
    "space": 4,
}
"""Settings and how many compositions each has."""
PAINTED = ("ocean", "alpine", "forest", "field", "space")


def request(seed, **changes):
    spec = {
        "setting": "ocean",
        "time": "golden_hour",
        "weather": "clear",
        "mood": "hopeful",
        "camera": "still",
        "hero": "absent",
        "shot": "wide",
        "props": [],
        "duration_frames": 48,
    } | changes
    return parse_request(json.dumps(spec), seed, 128, 72, 24, [0])


def light_of(seed, **changes):
    wanted = request(seed, **changes)
    return scene_light(wanted.spec, hour_of(wanted.spec), seed)


def figures(light):
    horizon = light.sky[-1][1] + light.sky[-2][1]
    return {
        "key": luma(light.key),
        "horizon": luma(horizon),
        "warmth": float((light.key[2] - light.key[0]) / max(1e-6, luma(light.key))),
    }


def place(film, scene):
    return {"film_seed": film, "scene": scene, "scenes": SCENES}


def arc(film):
    """The light of one hour through a film."""
    return [figures(light_of(film * 50 + k, place=place(film, k))) for k in range(SCENES)]


def skies():
    """How many different skies twelve films have, for each hour and mood."""
    out = {}
    for time in Time:
        for mood in (Mood.HOPEFUL, Mood.LONELY, Mood.AWE):
            seen = [
                np.round(np.concatenate([c for _, c in light_of(film, time=time, mood=mood).sky]), 2).tolist()
                for film in range(12)
            ]
            out[f"{time}/{mood}"] = len({tuple(s) for s in seen})
    return out


def within_film(film):
    """How far apart the horizon colours of a film's scenes of one hour and mood are, their arc aside."""
    early = [light_of(900 + k, place={"film_seed": film, "scene": 0, "scenes": 9}) for k in range(6)]
    colours = np.array([light.sky[-1][1] for light in early])
    return float(np.ptp(colours, axis=0).max())


def neighbours():
    """The compositions of one setting's scenes in film order."""
    out = {}
    for setting, count in NATURE.items():
        chosen = []
        for k in range(6):
            wanted = request(400 + k, setting=setting, place=place(3, k))
            chosen.append(variant(SimpleNamespace(spec=wanted.spec, seed=wanted.seed), count))
        out[setting] = chosen
    return out


def compositions():
    """For each setting how different (mean luma difference) its most alike two compositions look."""
    renderer = Renderer(cached_scenes=1)
    out = {}
    for setting in PAINTED:
        count, pictures = NATURE[setting], []
        for k in range(count):
            wanted = request(77, setting=setting, place={"film_seed": 5, "scene": k, "scenes": 1 + count})
            pictures.append(renderer.frame(wanted, 24)[:72].astype(np.float32))
        apart = [float(np.abs(a - b).mean()) for i, a in enumerate(pictures) for b in pictures[i + 1 :]]
        out[setting] = {"count": count, "least": min(apart)}
    return out


def weathers():
    return {w: figures(light_of(4, weather=w, time="noon")) for w in Weather}


def main():
    found = {
        "arcs": {film: arc(film) for film in (2, 3, 4)},
        "skies": skies(),
        "within_film": [within_film(film) for film in range(4)],
        "neighbours": neighbours(),
        "compositions": compositions(),
        "weathers": weathers(),
    }
    Path(sys.argv[1]).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
