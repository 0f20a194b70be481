"""Plans of workspaces, in the directory."""

from collections import OrderedDict
from time import monotonic

from sqlalchemy import select

from services.auth.adapters.rows import WorkspaceRow
from services.kit.db.databases import Directory
from services.kit.db.errors import DatabaseUnavailable
from services.kit.ids import WorkspaceId
from services.kit.logging import get_logger
from services.kit.plans import Plan

log = get_logger(__name__)

_GOOD_FOR_SECONDS = 60.0
_KEPT = 10_000


class DirectoryPlans:
    """`Plans` in the directory; each is asked for once a minute."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known: OrderedDict[WorkspaceId, tuple[Plan, float]] = OrderedDict()

    async def plan_of(self, workspace_id: WorkspaceId) -> Plan:
        known = self._known.get(workspace_id)
        if known is not None and known[1] > monotonic():
            return known[0]
        try:
            plan = await self._read(workspace_id)
        except DatabaseUnavailable as error:
            log.warning("plan.unknown", workspace_id=str(workspace_id), reason=error.reason)
            return Plan.FREE if known is None else known[0]
        self._known[workspace_id] = (plan, monotonic() + _GOOD_FOR_SECONDS)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return plan

    async def _read(self, workspace_id: WorkspaceId) -> Plan:
        async with self._directory.read() as session:
            stored = await session.scalar(select(WorkspaceRow.plan).where(WorkspaceRow.id == workspace_id))
        return Plan.of_claim(stored)
