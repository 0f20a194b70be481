"""Whose questionnaires a person may write, and which are shown to them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from services.kit.ids import WorkspaceId
from services.kit.principal import Principal

SHARED_WORKSPACE: Final = WorkspaceId(UUID("00000000-0000-7000-8000-000000000001"))
"""Where everybody is who belongs to no business: strangers to each other."""


def workspace_of(principal: Principal) -> WorkspaceId:
    """The workspace whose questionnaires a person shares.

    Who belongs to no business has a workspace of their own, with their own id: else strangers would change
    each other's drafts.
    """
    if principal.workspace_id == SHARED_WORKSPACE:
        return WorkspaceId(principal.user_id)
    return principal.workspace_id
