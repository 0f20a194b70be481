"""A NATS server of a test's own, to be killed and started again at will."""

import os
import secrets
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from services.kit.settings import NatsSettings
from services.stack import binaries
from services.stack.ports import chosen_range, settle_ports
from services.stack.servers import nats


class NatsServer:
    """JetStream on disk under `folder`; streams survive `kill` and `start`."""

    def __init__(self, folder: Path) -> None:
        ports, _ = settle_ports(None, names=("nats", "nats-monitor"), within=chosen_range(os.environ))
        self._monitor = ports["nats-monitor"]
        password = secrets.token_urlsafe(16)
        self.settings = NatsSettings.model_validate(
            {
                "url": f"nats://127.0.0.1:{ports['nats']}",
                "user": nats.USER,
                "password": password,
                "connect_timeout_seconds": 60,
            }
        )
        folder.mkdir(parents=True, exist_ok=True)
        self._log = folder / "nats.log"
        self._store = folder / "store"
        self._config = nats.write_config(
            folder / "nats.conf", self._store, ports["nats"], self._monitor, password
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, within_seconds: float = 60.0) -> None:
        """Starts it and waits until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(binaries.nats_server()), "-c", str(self._config)], stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + within_seconds
        while not self._is_healthy():
            assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < deadline, "nats-server isn't healthy in time"
            time.sleep(0.02)

    def kill(self) -> None:
        """kill -9; does nothing when it isn't running."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def wipe(self) -> None:
        """Deletes its store, while it isn't running."""
        assert self._process is None
        shutil.rmtree(self._store)

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._monitor}/healthz", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
