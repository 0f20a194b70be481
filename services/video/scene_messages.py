"""Scenes as the contracts say them."""

from encompass.script.v1 import script_pb2

from services.video.ports import SceneText, Visual


def scene_of(scene: script_pb2.Scene) -> SceneText:
    """A scene as it came."""
    visual = scene.visual
    return SceneText(
        scene.title,
        scene.narration,
        Visual(
            visual.setting,
            visual.time,
            visual.weather,
            visual.mood,
            visual.camera,
            visual.hero,
            tuple(visual.props),
            visual.companion or "nobody",
        ),
    )


def scene_message(index: int, scene: SceneText) -> script_pb2.Scene:
    """A scene as it is sent; `index` is its place in the story."""
    visual = scene.visual
    return script_pb2.Scene(
        index=index,
        title=scene.title,
        narration=scene.narration,
        visual=script_pb2.Visual(
            setting=visual.setting,
            time=visual.time,
            weather=visual.weather,
            mood=visual.mood,
            camera=visual.camera,
            hero=visual.hero,
            props=visual.props,
            companion=visual.companion,
        ),
    )
