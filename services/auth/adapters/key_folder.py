"""Signing keys as files in a folder, looked at again while the service runs."""

import base64
import json
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.auth.domain.signing_keys import KeyAge, KeyPlan, KeyTimes, plan_keys
from services.kit.clock import Clock
from services.kit.logging import get_logger

log = get_logger(__name__)

SUFFIX = ".pem"

_STAMP = "%Y%m%dT%H%M%SZ"
_STAMPED = re.compile(r"^(\d{8}T\d{6}Z)-")
_LOOK_EVERY_SECONDS = 1.0


class NoSigningKey(Exception):
    """The folder holds no usable key; the message says what to do."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key that was read."""

    age: KeyAge
    private: Ed25519PrivateKey

    @property
    def public(self) -> Ed25519PublicKey:
        """What others may know."""
        return self.private.public_key()


_Signature = tuple[tuple[str, int, int], ...]


class KeyFolder:
    """The keys of a folder: one to sign with, some to publish. Also the kit's `KeySet`.

    The folder is looked at again at most once a second. Should it become unreadable, the keys that were
    there last go on being used: a slip while rotating must not end every sign-in.
    """

    def __init__(self, folder: Path, times: KeyTimes, clock: Clock) -> None:
        self._folder = folder
        self._times = times
        self._clock = clock
        self._signature: _Signature = ()
        self._looked_at: datetime | None = None
        self._keys: dict[str, KeyFile] = {}
        self._look()
        if not self._keys:
            raise NoSigningKey(
                f"no signing key in {folder}: run `python -m services.auth.rotate_keys {folder}` to make one"
            )

    def signing_key(self) -> KeyFile:
        """The key that signs now."""
        return self._keys[self._plan().signing]

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The public key of this id, as long as it is published."""
        return self._keys[kid].public if kid in self._plan().published else None

    def jwks(self) -> bytes:
        """All published keys as a JSON Web Key Set (RFC 7517, RFC 8037)."""
        keys = [_jwk(kid, self._keys[kid].public) for kid in self._plan().published]
        return json.dumps({"keys": keys}, separators=(",", ":")).encode()

    def _plan(self) -> KeyPlan:
        now = self._clock.now()
        if self._looked_at is None or abs((now - self._looked_at).total_seconds()) >= _LOOK_EVERY_SECONDS:
            self._look()
        return plan_keys([key.age for key in self._keys.values()], self._times, now)

    def _look(self) -> None:
        self._looked_at = self._clock.now()
        try:
            signature = _signature_of(self._folder)
        except OSError as error:
            log.warning("keys.folder_unreadable", folder=str(self._folder), error=type(error).__name__)
            return
        if signature == self._signature:
            return
        keys = read_keys(self._folder)
        if not keys:
            log.error("keys.none_usable", folder=str(self._folder))
            return
        if self._keys and keys.keys() != self._keys.keys():
            log.info("keys.changed", kids=sorted(keys))
        self._keys, self._signature = keys, signature


def read_keys(folder: Path) -> dict[str, KeyFile]:
    """The usable keys of a folder by kid; others are logged and left out."""
    keys = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
            age = KeyAge(path.stem, _made_at(path))
        except (OSError, ValueError, TypeError) as error:
            log.error("keys.unreadable", file=path.name, error=type(error).__name__)
            continue
        if isinstance(key, Ed25519PrivateKey):
            keys[path.stem] = KeyFile(age, key)
        else:
            log.error("keys.wrong_kind", file=path.name)
    return keys


def add_key(folder: Path, now: datetime) -> str:
    """Makes a key and returns its kid. The file appears whole or not at all, readable by its owner only."""
    kid = f"{now.astimezone(UTC).strftime(_STAMP)}-{secrets.token_hex(4)}"
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).rename(folder / f"{kid}{SUFFIX}")
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return kid


def _signature_of(folder: Path) -> _Signature:
    with os.scandir(folder) as entries:
        files = [entry for entry in entries if entry.name.endswith(SUFFIX)]
        return tuple(sorted((each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in files))


def _made_at(path: Path) -> datetime:
    """From the kid, where it says so: copying a folder changes the times of its files."""
    stamped = _STAMPED.match(path.stem)
    if stamped:
        return datetime.strptime(stamped.group(1), _STAMP).replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _jwk(kid: str, key: Ed25519PublicKey) -> dict[str, str]:
    x = base64.urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid, "x": x}
