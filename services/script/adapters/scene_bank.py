"""The scene bank, read from its YAML files and checked as a whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from services.script.domain.bank.model import PLACE, Entry, Group, Picture, SceneBank, Thread
from services.script.domain.bank.template import TemplateInvalid, parsed
from services.script.domain.model import Beat, Tone
from services.script.domain.writing.places import CAMERAS, HEROES, MOODS, SETTINGS, TIMES, WEATHERS
from services.script.domain.writing.worlds import World

FOLDER = Path(__file__).resolve().parents[1] / "bank"
_EXTRA = "+ "


class _Texts(yaml.CBaseLoader):
    """Reads every value as text: a scene may be called “No”."""


class SceneBankInvalid(Exception):
    """A scene bank that can't be used; the message names the file and what is wrong with it."""


def load_bank(folder: Path = FOLDER) -> SceneBank:
    """Reads every `*.yaml` of a folder.

    Raises:
        SceneBankInvalid
    """
    digest = hashlib.sha256()
    threads: list[Thread] = []
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + text + b"\0")
        threads += _threads(path.name, text)
    if not threads:
        raise SceneBankInvalid(f"{folder} holds no scenes")
    ids = [thread.id for thread in threads]
    if twice := {thread_id for thread_id in ids if ids.count(thread_id) > 1}:
        raise SceneBankInvalid(f"threads of the same name: {', '.join(sorted(twice))}")
    return SceneBank(digest.hexdigest()[:12], tuple(threads))


def _threads(name: str, text: bytes) -> list[Thread]:
    try:
        documents = _DOCUMENT.validate_python(yaml.load(text, Loader=_Texts))
        return [document.to_domain() for document in documents]
    except (yaml.YAMLError, ValidationError, TemplateInvalid, _VocabularyError) as error:
        raise SceneBankInvalid(f"{name}: {error}") from error


class _VocabularyError(Exception):
    """A picture says something that the renderer doesn't know."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Visual(_Strict):
    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(min_length=1, max_length=3)

    def to_domain(self, where: str) -> Picture:
        settings = tuple(self.setting.split("/"))
        for value, known in (
            *((setting, (PLACE, *SETTINGS)) for setting in settings),
            (self.time, TIMES),
            (self.weather, WEATHERS),
            (self.mood, MOODS),
            (self.camera, CAMERAS),
            (self.hero, HEROES),
        ):
            if value not in known:
                raise _VocabularyError(f"{where}: the renderer knows no {value!r}")
        if settings[-1] == PLACE:
            raise _VocabularyError(f"{where}: {PLACE!r} needs a setting to fall back on")
        return Picture(
            settings, self.time, self.weather, self.mood, self.camera, self.hero, tuple(self.props)
        )


class _Scene(_Strict):
    beat: Beat
    titles: list[Annotated[str, Field(min_length=1, max_length=60)]] = Field(min_length=1, max_length=5)
    visual: _Visual
    text: list[str | list[str]] = Field(min_length=2, max_length=8)

    def to_domain(self, thread: _Thread, place: int) -> Entry:
        entry_id = f"{thread.thread}/{place}"
        return Entry(
            id=entry_id,
            thread_id=thread.thread,
            world=thread.of_world,
            beat=self.beat,
            titles=tuple(self.titles),
            picture=self.visual.to_domain(entry_id),
            groups=tuple(_group(item) for item in self.text),
        )


class _Thread(_Strict):
    thread: str = Field(pattern=r"^[a-z]+(-[a-z0-9]+)+$")
    world: World | Literal["any"]
    tones: list[Tone] = Field(min_length=1)
    scenes: list[_Scene] = Field(min_length=7, max_length=9)

    @property
    def of_world(self) -> World | None:
        return self.world if isinstance(self.world, World) else None

    def to_domain(self) -> Thread:
        """The thread that the file describes."""
        entries = tuple(scene.to_domain(self, place) for place, scene in enumerate(self.scenes))
        return Thread(self.thread, self.of_world, frozenset(self.tones), entries)


_DOCUMENT = TypeAdapter(list[_Thread])


def _group(item: str | list[str]) -> Group:
    wordings = [item] if isinstance(item, str) else item
    is_extra = wordings[0].startswith(_EXTRA)
    if any(wording.startswith(_EXTRA) is not is_extra for wording in wordings):
        raise TemplateInvalid(f"either all wordings are extra or none is: {wordings[0]}")
    return Group(tuple(parsed(wording.removeprefix(_EXTRA)) for wording in wordings), is_extra)
