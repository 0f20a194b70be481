"""Where everything of one stack lies: the one place that spells a path under `.encompass/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
"""The checkout that this stack runs the services of."""

DEFAULT_FOLDER = REPOSITORY / ".encompass"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths under one stack's folder, which is readable by its owner alone."""

    folder: Path

    @property
    def lock(self) -> Path:
        """Held (flock) by the supervisor for as long as it lives."""
        return self.folder / "lock"

    @property
    def status(self) -> Path:
        """What each part is doing, rewritten by the supervisor at every change."""
        return self.folder / "status.json"

    @property
    def info(self) -> Path:
        """What others may know of the stack: the edge's URL, the CA's file, the ports."""
        return self.folder / "state.json"

    @property
    def ports(self) -> Path:
        return self.folder / "ports.json"

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets.json"

    @property
    def pki(self) -> Path:
        return self.folder / "pki"

    @property
    def ca(self) -> Path:
        return self.pki / "ca.crt"

    @property
    def film_certificates(self) -> Path:
        """What films are signed with: the certificate, then its authority's."""
        return self.pki / "films.crt"

    @property
    def film_key(self) -> Path:
        return self.pki / "films.key"

    @property
    def auth_keys(self) -> Path:
        """The signing keys of access tokens, one PEM per key, the file's name being the key's id."""
        return self.folder / "auth-keys"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def traces(self) -> Path:
        """One file of JSON lines per process: the spans it finished."""
        return self.folder / "traces"

    @property
    def config(self) -> Path:
        """Configuration files written for the servers at every start."""
        return self.folder / "config"

    @property
    def pages(self) -> Path:
        """The dashboard's files as they were when the stack was started."""
        return self.folder / "pages"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def profile(self) -> Path:
        """Which profile the data is of; `local` when there is no such file."""
        return self.data / "profile"

    @property
    def migrated(self) -> Path:
        """Says which migrations the databases under `data` have had, and which streams one NATS server."""
        return self.data / "migrated"

    @property
    def migrated_ha(self) -> Path:
        """The same, with the streams of three NATS servers."""
        return self.data / "migrated-ha"

    def forget_preparation(self) -> None:
        """For when a server begins with no data."""
        self.migrated.unlink(missing_ok=True)
        self.migrated_ha.unlink(missing_ok=True)

    def primary_of(self, database: str) -> Path:
        """Says which of a replicated database's instances is its primary."""
        return self.data / f"{database}.primary.json"

    def data_of(self, part: str) -> Path:
        return self.data / part

    def log_of(self, part: str) -> Path:
        return self.logs / f"{part}.log"

    def override_of(self, part: str) -> Path:
        """What this part's next start is to differ in; not there as a rule."""
        return self.config / f"{part}.override.json"

    def certificate_of(self, service: str) -> Path:
        return self.pki / f"{service}.crt"

    def key_of(self, service: str) -> Path:
        return self.pki / f"{service}.key"

    def create(self) -> None:
        """Makes the folders; nobody but their owner may look into them."""
        for folder in (self.folder, self.pki, self.auth_keys, self.logs, self.traces, self.config, self.data):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
