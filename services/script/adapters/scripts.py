"""Scripts in their owner's shard."""

from collections.abc import Mapping, Sequence

from sqlalchemy.dialects.postgresql import insert

from services.kit.db.pages import bounded_page_size, fetch_page
from services.kit.db.unit_of_work import Tx
from services.script.adapters.tables import SceneRow, ScriptRow
from services.script.domain.failure import Failure
from services.script.domain.model import Beat, Length, Scene, Script, ScriptId, ScriptState, Visual
from services.script.ports import ScriptPage

_DEFAULT_PAGE = 20


class SqlScripts:
    """`Scripts` over SQLAlchemy."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def add(self, script: Script, answers: Mapping[str, str]) -> None:
        """See `Scripts.add`."""
        row = ScriptRow(
            id=script.id,
            response_id=script.response_id,
            job_id=script.job_id,
            length=script.length.value,
            seed=script.seed,
            answers=dict(answers),
            created_at=script.created_at,
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
        row = await self._tx.find(ScriptRow, script.id)
        if row is None:
            raise LookupError(f"script {script.id} is gone")
        _put(row, script)
        if not script.scenes:
            return
        values = [
            {"slot": self._tx.slot, "user_id": self._tx.owner, "script_id": script.id, **_columns(scene)}
            for scene in script.scenes
        ]
        upsert = insert(SceneRow).values(values)
        changed = {name: upsert.excluded[name] for name in ("narration", "finished", "answer_ids")}
        await self._tx.session.execute(
            upsert.on_conflict_do_update(
                index_elements=["slot", "user_id", "script_id", "index"], set_=changed
            )
        )

    async def page(self, page_size: int, page_token: str) -> ScriptPage:
        """See `Scripts.page`."""
        page = await fetch_page(
            self._tx,
            self._tx.owned(ScriptRow),
            keys=(ScriptRow.created_at, ScriptRow.id),
            page_size=bounded_page_size(page_size, default=_DEFAULT_PAGE),
            page_token=page_token,
            list_name="scripts",
        )
        scenes = await self._scenes(page.rows)
        return ScriptPage(
            [_script(row, scenes.get(ScriptId(row.id), [])) for row in page.rows], page.next_page_token
        )

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
            found.setdefault(ScriptId(scene.script_id), []).append(_scene(scene))
        return found


def _put(row: ScriptRow, script: Script) -> None:
    row.state = script.state.value
    row.version = script.version
    row.title = script.title
    row.logline = script.logline
    row.failure_reason = script.failure.reason if script.failure else None
    row.failure_message = script.failure.message if script.failure else None
    row.updated_at = script.updated_at
    row.finished_at = script.finished_at


def _columns(scene: Scene) -> dict[str, object]:
    return {
        "index": scene.index,
        "beat": scene.beat.value,
        "title": scene.title,
        "narration": scene.narration,
        "finished": scene.finished,
        "answer_ids": list(scene.answer_ids),
        "setting": scene.visual.setting,
        "time": scene.visual.time,
        "weather": scene.visual.weather,
        "mood": scene.visual.mood,
        "camera": scene.visual.camera,
        "hero": scene.visual.hero,
        "props": list(scene.visual.props),
    }


def _script(row: ScriptRow, scenes: Sequence[Scene]) -> Script:
    failure = Failure(row.failure_reason, row.failure_message or "") if row.failure_reason else None
    return Script(
        id=ScriptId(row.id),
        response_id=row.response_id,
        job_id=row.job_id,
        state=ScriptState(row.state),
        length=Length(row.length),
        seed=row.seed,
        version=row.version,
        title=row.title,
        logline=row.logline,
        scenes=tuple(scenes),
        failure=failure,
        created_at=row.created_at,
        updated_at=row.updated_at,
        finished_at=row.finished_at,
    )


def _scene(row: SceneRow) -> Scene:
    return Scene(
        index=row.index,
        beat=Beat(row.beat),
        title=row.title,
        visual=Visual(row.setting, row.time, row.weather, row.mood, row.camera, row.hero, tuple(row.props)),
        answer_ids=tuple(row.answer_ids),
        narration=row.narration,
        finished=row.finished,
    )
