"""What both services of auth send, as protobuf."""

from collections.abc import Mapping
from typing import Final

from encompass.auth.v1 import auth_pb2

from services.auth.domain.accounts import Account
from services.kit.grpc.moments import timestamp
from services.kit.plans import Plan
from services.kit.roles import Role

_ROLES: Final[Mapping[Role, auth_pb2.Role]] = {Role.OPERATOR: auth_pb2.ROLE_OPERATOR}
_PLANS: Final[Mapping[Plan, auth_pb2.Plan]] = {
    Plan.FREE: auth_pb2.PLAN_FREE,
    Plan.PLUS: auth_pb2.PLAN_PLUS,
    Plan.PRO: auth_pb2.PLAN_PRO,
}


def account_message(account: Account, plan: Plan) -> auth_pb2.Account:
    """An account as its owner is shown it."""
    return auth_pb2.Account(
        id=str(account.id),
        email=account.email,
        display_name=account.display_name,
        workspace_id=str(account.workspace_id),
        create_time=timestamp(account.created_at),
        roles=[_ROLES[role] for role in sorted(account.roles)],
        plan=_PLANS[plan],
    )
