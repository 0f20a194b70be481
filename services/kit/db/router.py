"""From a person to their slot to the shard that holds it."""

from services.kit.ids import UserId, WorkspaceId


class ShardRouter:
    """Knows which shard holds a slot, from the directory's map, which it caches and refreshes."""

    async def shard_of(self, user_id: UserId, workspace_id: WorkspaceId | None = None) -> str:
        """The name of the shard that holds a person's rows."""
        ...
