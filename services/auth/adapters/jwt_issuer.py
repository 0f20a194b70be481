"""Access tokens as EdDSA JWTs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import jwt

from services.auth.adapters.key_folder import KeyFolder
from services.auth.domain.accounts import Account
from services.auth.ports import AccessToken
from services.kit.grpc.tokens import ALGORITHM
from services.kit.ids import SessionId
from services.kit.plans import Plan


@dataclass(frozen=True, slots=True)
class JwtIssuer:
    """`AccessTokens` signed with the folder's current key."""

    keys: KeyFolder
    issuer: str
    audience: str
    lifetime: timedelta

    def issue(self, account: Account, session_id: SessionId, now: datetime, *, plan: Plan) -> AccessToken:
        key = self.keys.signing_key()
        issued_at = int(now.timestamp())
        expires_at = now.replace(microsecond=0) + self.lifetime
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": str(account.id),
            "wid": str(account.workspace_id),
            "sid": str(session_id),
            "plan": plan.value,
            "roles": sorted(role.value for role in account.roles),
            "jti": str(uuid4()),
            "iat": issued_at,
            "exp": int(expires_at.timestamp()),
        }
        text = jwt.encode(claims, key.private, algorithm=ALGORITHM, headers={"kid": key.age.kid})
        return AccessToken(text, expires_at)
