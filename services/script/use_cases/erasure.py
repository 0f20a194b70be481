"""Erasing a person whose account is deleted."""

from services.kit.db.unit_of_work import UnitOfWork
from services.kit.ids import UserId
from services.kit.jobs.forgetting import forget_jobs
from services.kit.logging import get_logger
from services.script.adapters.events import ScriptEvents
from services.script.ports import SceneUses
from services.script.use_cases.access import JOB_KIND, ScriptsOf

log = get_logger(__name__)


class ScriptErasure:
    """Deletes all stories that somebody has, and stops what is being written; again, it changes nothing."""

    def __init__(self, uow: UnitOfWork, scripts: ScriptsOf, uses: SceneUses, events: ScriptEvents) -> None:
        self._uow = uow
        self._scripts = scripts
        self._uses = uses
        self._events = events

    async def __call__(self, owner: UserId) -> None:
        """Deletes them. Other domains aren't told: they hear of the account as well.

        Raises:
            DatabaseUnavailable, WriteConflict: what is left is found again.
        """
        async with self._uow.read(owner) as tx:
            found = await self._scripts(tx).ids()
        # First what other rows than the scripts' own would be needed to find again.
        for script_id in found:
            await self._uses.forget(script_id)
        async with self._uow.begin(owner) as tx:
            scripts = self._scripts(tx)
            for script_id in found:
                # Before the script: running steps lock their job first, too.
                await forget_jobs(tx, JOB_KIND, script_id)
                await scripts.delete(script_id)
                self._events.wake(tx, script_id)
        if found:
            log.info("scripts.erased", count=len(found))
