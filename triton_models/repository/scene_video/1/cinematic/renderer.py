"""The renderer: keeps the last painted scenes, renders any frame of them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import cv2
import numba

from cinematic.arrays import U8
from cinematic.cutout import Portrait
from cinematic.scene import Scene
from cinematic.shooting import paint
from cinematic.spec import RenderRequest, SceneSpec
from cinematic.stages import Set, build

_Key = tuple[SceneSpec, int, int, int, int, Portrait | None]


class Renderer:
    """Renders frames; one per process, not for use from several threads at once."""

    def __init__(self, *, cached_scenes: int = 2, threads: int = 1) -> None:
        cv2.setNumThreads(threads)
        numba.set_num_threads(threads)
        self._scenes: OrderedDict[_Key, Scene] = OrderedDict()
        self._room = max(1, cached_scenes)
        self._sets: OrderedDict[_Key, Set] = OrderedDict()

    def frame(self, request: RenderRequest, index: int) -> U8:
        """Frame `index` as I420, shape (height * 3 / 2, width)."""
        return self._scene(request).frame(index)

    def prepare(self, request: RenderRequest) -> None:
        """Paints what doesn't depend on the scene's length, for when that is known."""
        while len(self._sets) >= self._room:
            self._sets.popitem(last=False)
        self._sets[_key(request, whatever_length=True)] = build(request)

    def forget(self, request: RenderRequest) -> None:
        """Lets go of a painted scene that nobody will ask for again."""
        self._scenes.pop(_key(request), None)
        self._sets.pop(_key(request, whatever_length=True), None)

    def _scene(self, request: RenderRequest) -> Scene:
        key = _key(request)
        scene = self._scenes.pop(key, None)
        if scene is None:
            while len(self._scenes) >= self._room:
                self._scenes.popitem(last=False)
            scene = paint(request, self._sets.pop(_key(request, whatever_length=True), None))
        self._scenes[key] = scene
        return scene


def _key(request: RenderRequest, *, whatever_length: bool = False) -> _Key:
    spec = replace(request.spec, duration_frames=0) if whatever_length else request.spec
    return spec, request.seed, request.width, request.height, request.fps, request.portrait
