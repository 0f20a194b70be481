"""The renderer: keeps the last painted scenes, renders any frame of them."""

from __future__ import annotations

from collections import OrderedDict

import cv2
import numba

from cinematic.arrays import U8
from cinematic.portrait import Portrait
from cinematic.scene import Scene
from cinematic.shooting import paint
from cinematic.spec import RenderRequest, SceneSpec

_Key = tuple[SceneSpec, int, int, int, int, Portrait | None]


class Renderer:
    """Renders frames; one per process, not for use from several threads at once."""

    def __init__(self, *, cached_scenes: int = 2, threads: int = 1) -> None:
        cv2.setNumThreads(threads)
        numba.set_num_threads(threads)
        self._scenes: OrderedDict[_Key, Scene] = OrderedDict()
        self._room = max(1, cached_scenes)

    def frame(self, request: RenderRequest, index: int) -> U8:
        """Frame `index` as I420, shape (height * 3 / 2, width)."""
        return self._scene(request).frame(index)

    def forget(self, request: RenderRequest) -> None:
        """Lets go of a painted scene that nobody will ask for again."""
        self._scenes.pop(_key(request), None)

    def _scene(self, request: RenderRequest) -> Scene:
        key = _key(request)
        scene = self._scenes.pop(key, None)
        if scene is None:
            while len(self._scenes) >= self._room:
                self._scenes.popitem(last=False)
            scene = paint(request)
        self._scenes[key] = scene
        return scene


def _key(request: RenderRequest) -> _Key:
    return request.spec, request.seed, request.width, request.height, request.fps, request.portrait
