"""What the hashing processes run. It imports argon2 and nothing else of weight, so they start quickly."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


@dataclass(frozen=True, slots=True)
class Parameters:
    """argon2id's cost."""

    memory_kib: int
    iterations: int
    parallelism: int

    def hasher(self) -> PasswordHasher:
        """Hashes at this cost; checks hashes of any."""
        return PasswordHasher(
            time_cost=self.iterations, memory_cost=self.memory_kib, parallelism=self.parallelism
        )


def enter() -> None:
    """Runs first in each process: Ctrl-C is the parent's to handle, and its death is ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()


def ready() -> int:
    """Nothing but proof that the process is up: its id."""
    return os.getpid()


def hash_password(parameters: Parameters, password: str) -> str:
    """The password's hash, with its salt and parameters."""
    return parameters.hasher().hash(password)


def verify_password(parameters: Parameters, password_hash: str, password: str) -> bool:
    """Whether the hash was made of this password."""
    try:
        return parameters.hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _end_with_parent() -> None:
    # A process of a pool waits for work on a pipe that it holds both ends of: it would wait for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
