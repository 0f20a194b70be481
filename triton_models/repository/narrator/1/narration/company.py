"""Who can read: the voices by name, each loaded when it is first asked for."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

from onnxruntime import InferenceSession

from narration.pronunciation import Pronunciation
from narration.script import InvalidText
from narration.speaker import Speaker
from narration.voice import Hibari, Kokoro, open_session

DEFAULT = "lark"


class Company:
    """The voices in a folder of prepared weights."""

    def __init__(self, voices: Mapping[str, Callable[[], Speaker]]) -> None:
        self._voices = voices
        self._loaded: dict[str, Speaker] = {}

    def known(self, name: str) -> str:
        """The name of a voice; the default for an empty one.

        Raises:
            InvalidText: there is no such voice.
        """
        if name and name not in self._voices:
            raise InvalidText(f"voice {name[:40]!r} is not known: send one of {', '.join(self._voices)}")
        return name or DEFAULT

    def speaker(self, name: str) -> Speaker:
        """A voice; to be called by one thread for each name."""
        if name not in self._loaded:
            self._loaded[name] = self._voices[name]()
        return self._loaded[name]

    @property
    def names(self) -> tuple[str, ...]:
        """All that there are."""
        return tuple(self._voices)


def company(folder: Path, threads: int) -> Company:
    """The voices that `triton_models.build.narrator_weights` prepared."""

    loading = Lock()

    @cache
    def network() -> InferenceSession:
        return open_session(folder / "kokoro.onnx", threads)

    def kokoro(style: str, *, british: bool) -> Speaker:
        # Both voices are one network, which takes requests of several threads.
        with loading:
            session = network()
        return Kokoro(session, folder / style, Pronunciation(british=british))

    return Company(
        {
            "lark": lambda: Hibari(folder / "hibari.onnx", Pronunciation(british=False), threads),
            "heron": lambda: kokoro("bm_george.bin", british=True),
            "wren": lambda: kokoro("af_heart.bin", british=False),
        }
    )
