"""Scripts and their versions in their owner's shard."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import undefer

from services.kit.db.pages import bounded_page_size, fetch_page
from services.kit.db.searching import has_word, listing
from services.kit.db.unit_of_work import Tx
from services.script.adapters.scene_columns import scene_columns, scene_json, scene_of_columns, scene_of_row
from services.script.adapters.tables import SceneRow, ScriptRow, VersionRow
from services.script.domain.failure import Failure
from services.script.domain.hero import Hero, HeroAge, HeroAid, HeroAnimal
from services.script.domain.model import (
    Length,
    Options,
    PointOfView,
    ReadingAge,
    Scene,
    SceneId,
    Script,
    ScriptId,
    ScriptState,
    Tone,
    Writer,
)
from services.script.domain.versions import ScriptVersion, VersionChange
from services.script.ports import ScriptPage, VersionPage

_DEFAULT_PAGE = 20
_MOST_SCRIPTS = 50
"""In a page: each may have twelve scenes of 1200 characters, and a message holds four MiB."""


class SqlScripts:
    """`Scripts` over SQLAlchemy."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def add(self, script: Script, answers: Mapping[str, str]) -> None:
        """See `Scripts.add`."""
        row = ScriptRow(
            id=script.id,
            response_id=script.response_id,
            length=script.length.value,
            seed=script.seed,
            answers=dict(answers),
            created_at=script.created_at,
            options=_options_json(script.options),
        )
        _put(row, script)
        self._tx.add(row)

    async def find(self, script_id: ScriptId, *, for_update: bool = False) -> Script | None:
        """See `Scripts.find`."""
        row = await self._tx.find(ScriptRow, script_id, for_update=for_update)
        if row is None:
            return None
        scenes = await self._scenes([row])
        return _script(row, scenes.get(script_id, []))

    async def save(self, script: Script) -> None:
        """See `Scripts.save`."""
        _put(await self._row(script.id), script)
        gone = self._tx.owned_delete(SceneRow).where(
            SceneRow.script_id == script.id, SceneRow.index >= len(script.scenes)
        )
        await self._tx.session.execute(gone)
        if not script.scenes:
            return
        values = [
            {"slot": self._tx.slot, "user_id": self._tx.owner, "script_id": script.id, **scene_columns(scene)}
            for scene in script.scenes
        ]
        upsert = insert(SceneRow).values(values)
        changed = {name: upsert.excluded[name] for name in scene_columns(script.scenes[0]) if name != "index"}
        await self._tx.session.execute(
            upsert.on_conflict_do_update(
                index_elements=["slot", "user_id", "script_id", "index"], set_=changed
            )
        )

    async def page(
        self, page_size: int, page_token: str, *, words: Collection[str] = (), response_id: UUID | None = None
    ) -> ScriptPage:
        """See `Scripts.page`."""
        found = self._tx.owned(ScriptRow).where(*(self._has(word) for word in words))
        if response_id is not None:
            found = found.where(ScriptRow.response_id == response_id)
        page = await fetch_page(
            self._tx,
            found,
            keys=(ScriptRow.created_at, ScriptRow.id),
            page_size=bounded_page_size(page_size, default=_DEFAULT_PAGE, maximum=_MOST_SCRIPTS),
            page_token=page_token,
            list_name=listing("scripts", words=" ".join(words), response=response_id),
        )
        scenes = await self._scenes(page.rows)
        return ScriptPage(
            [_script(row, scenes.get(ScriptId(row.id), [])) for row in page.rows], page.next_page_token
        )

    async def delete(self, script_id: ScriptId) -> None:
        """See `Scripts.delete`. Scenes and versions go with their script."""
        await self._tx.session.execute(self._tx.owned_delete(ScriptRow).where(ScriptRow.id == script_id))

    async def ids(self) -> Sequence[ScriptId]:
        """See `Scripts.ids`."""
        query = self._tx.owned(ScriptRow).with_only_columns(ScriptRow.id).order_by(ScriptRow.id)
        return [ScriptId(row.id) for row in await self._tx.session.execute(query)]

    async def answers(self, script_id: ScriptId) -> Mapping[str, str]:
        """See `Scripts.answers`."""
        return (await self._row(script_id)).answers

    async def write_from(self, script_id: ScriptId, answers: Mapping[str, str]) -> None:
        """See `Scripts.write_from`."""
        (await self._row(script_id)).answers = dict(answers)

    def add_version(self, script: Script, change: VersionChange, wish: str = "") -> None:
        """See `Scripts.add_version`."""
        self._tx.add(
            VersionRow(
                script_id=script.id,
                version=script.version,
                title=script.title,
                logline=script.logline,
                scenes=[scene_json(scene) for scene in script.scenes],
                scene_count=len(script.scenes),
                change=change.value,
                wish=wish,
                response_revision=script.response_revision,
                created_at=script.updated_at,
            )
        )

    async def version(self, script_id: ScriptId, version: int) -> ScriptVersion | None:
        """See `Scripts.version`."""
        query = (
            self._tx.owned(VersionRow)
            .where(VersionRow.script_id == script_id, VersionRow.version == version)
            .options(undefer(VersionRow.scenes))
        )
        row = (await self._tx.session.scalars(query)).one_or_none()
        return None if row is None else _version(row, tuple(scene_of_columns(each) for each in row.scenes))

    async def versions(self, script_id: ScriptId, page_size: int, page_token: str) -> VersionPage:
        """See `Scripts.versions`."""
        page = await fetch_page(
            self._tx,
            self._tx.owned(VersionRow).where(VersionRow.script_id == script_id),
            keys=(VersionRow.version,),
            page_size=bounded_page_size(page_size, default=_DEFAULT_PAGE),
            page_token=page_token,
            list_name=f"versions/{script_id}",
        )
        return VersionPage([_version(row, ()) for row in page.rows], page.next_page_token)

    def _has(self, word: str) -> ColumnElement[bool]:
        about = func.concat_ws(" ", ScriptRow.title, ScriptRow.logline, ScriptRow.hero_name)
        told = func.concat_ws(" ", SceneRow.title, SceneRow.narration)
        tellers = self._tx.owned(SceneRow).where(has_word(told, word)).with_only_columns(SceneRow.script_id)
        return or_(has_word(about, word), ScriptRow.id.in_(tellers))

    async def _row(self, script_id: ScriptId) -> ScriptRow:
        row = await self._tx.find(ScriptRow, script_id)
        if row is None:
            raise LookupError(f"script {script_id} is gone")
        return row

    async def _scenes(self, rows: Sequence[ScriptRow]) -> dict[ScriptId, list[Scene]]:
        found: dict[ScriptId, list[Scene]] = {}
        if not rows:
            return found
        query = (
            self._tx.owned(SceneRow)
            .where(SceneRow.script_id.in_([row.id for row in rows]))
            .order_by(SceneRow.script_id, SceneRow.index)
            .execution_options(populate_existing=True)
        )
        for scene in await self._tx.session.scalars(query):
            found.setdefault(ScriptId(scene.script_id), []).append(scene_of_row(scene))
        return found


def _put(row: ScriptRow, script: Script) -> None:
    row.job_id = script.job_id
    row.state = script.state.value
    row.changes = script.changes
    row.title = script.title
    row.logline = script.logline
    row.failure_reason = script.failure.reason if script.failure else None
    row.failure_message = script.failure.message if script.failure else None
    row.updated_at = script.updated_at
    row.finished_at = script.finished_at
    row.story_version = script.version
    row.response_revision = script.response_revision
    row.writer = {
        "bank_version": script.writer.bank_version,
        "prompt_version": script.writer.prompt_version,
        "model": script.writer.model,
    }
    row.rewriting = list(script.rewriting)
    row.hero_name = script.hero_name
    row.told_in = script.told_in.value if script.told_in else None
    row.hero = {"age": script.hero.age, "aid": script.hero.aid, "animal": script.hero.animal}


def _script(row: ScriptRow, scenes: Sequence[Scene]) -> Script:
    failure = Failure(row.failure_reason, row.failure_message or "") if row.failure_reason else None
    return Script(
        id=ScriptId(row.id),
        response_id=row.response_id,
        job_id=row.job_id,
        state=ScriptState(row.state),
        length=Length(row.length),
        seed=row.seed,
        changes=row.changes,
        title=row.title,
        logline=row.logline,
        scenes=tuple(scenes),
        failure=failure,
        created_at=row.created_at,
        updated_at=row.updated_at,
        finished_at=row.finished_at,
        options=_options(row.options),
        version=row.story_version,
        response_revision=row.response_revision,
        writer=Writer(**row.writer),
        rewriting=tuple(SceneId(each) for each in row.rewriting),
        hero_name=row.hero_name,
        told_in=Tone(row.told_in) if row.told_in else None,
        hero=_hero(row.hero),
    )


def _hero(stored: Mapping[str, str]) -> Hero:
    if not stored:
        return Hero()
    return Hero(HeroAge(stored["age"]), HeroAid(stored["aid"]), HeroAnimal(stored["animal"]))


def _version(row: VersionRow, scenes: tuple[Scene, ...]) -> ScriptVersion:
    return ScriptVersion(
        version=row.version,
        title=row.title,
        logline=row.logline,
        scenes=scenes,
        scene_count=row.scene_count,
        change=VersionChange(row.change),
        wish=row.wish,
        response_revision=row.response_revision,
        created_at=row.created_at,
    )


def _options_json(options: Options) -> dict[str, Any]:
    return {
        "scene_count": options.scene_count,
        "tone": options.tone,
        "point_of_view": options.point_of_view,
        "reading_age": options.reading_age,
        "language": options.language,
    }


def _options(stored: Mapping[str, Any]) -> Options:
    if not stored:
        return Options()
    return Options(
        scene_count=stored["scene_count"],
        tone=Tone(stored["tone"]) if stored["tone"] else None,
        point_of_view=PointOfView(stored["point_of_view"]),
        reading_age=ReadingAge(stored["reading_age"]) if stored["reading_age"] else None,
        language=stored["language"],
    )
