"""Looking at what a story was, and at who changed it."""

from services.kit import audit
from services.kit.audit_entries import AuditPage
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.script.domain.model import ScriptId
from services.script.domain.versions import SceneDifference, ScriptVersion, compared
from services.script.errors import VersionNotFound
from services.script.ports import VersionPage
from services.script.use_cases.access import RESOURCE_KIND, ScriptsOf, existing


class ScriptHistory:
    """Versions, how they differ, and the audit log."""

    def __init__(self, uow: UnitOfWork, scripts: ScriptsOf) -> None:
        self._uow = uow
        self._scripts = scripts

    async def page(self, owner: UserId, script_id: ScriptId, page_size: int, page_token: str) -> VersionPage:
        """Some versions of a story, the latest first, without their scenes.

        Raises:
            ScriptNotFound, PageTokenInvalid
        """
        async with self._uow.read(owner) as tx:
            scripts = self._scripts(tx)
            await existing(scripts, script_id)
            return await scripts.versions(script_id, page_size, page_token)

    async def get(self, owner: UserId, script_id: ScriptId, version: int) -> ScriptVersion:
        """One version of a story.

        Raises:
            ScriptNotFound, VersionNotFound
        """
        async with self._uow.read(owner) as tx:
            await existing(self._scripts(tx), script_id)
            return await self._version(tx, script_id, version)

    async def compare(
        self, owner: UserId, script_id: ScriptId, from_version: int, to_version: int
    ) -> tuple[list[SceneDifference], bool]:
        """How two versions differ, scene by scene, and whether their titles or loglines do.

        Args:
            to_version: 0 means the latest.

        Raises:
            ScriptNotFound, VersionNotFound
        """
        async with self._uow.read(owner) as tx:
            script = await existing(self._scripts(tx), script_id)
            before = await self._version(tx, script_id, from_version)
            after = await self._version(tx, script_id, to_version or script.version)
        is_retitled = (before.title, before.logline) != (after.title, after.logline)
        return compared(before.scenes, after.scenes), is_retitled

    async def audit(self, owner: UserId, script_id: ScriptId, page_size: int, page_token: str) -> AuditPage:
        """Who saw or changed a script, the latest first; also of one that was deleted.

        Raises:
            PageTokenInvalid
        """
        async with self._uow.read(owner) as tx:
            return await audit.entries(tx, RESOURCE_KIND, script_id, page_size, page_token)

    async def _version(self, tx: Tx, script_id: ScriptId, version: int) -> ScriptVersion:
        found = await self._scripts(tx).version(script_id, version)
        if found is None:
            raise VersionNotFound(script_id, version)
        return found
