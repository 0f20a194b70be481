"""Which servers a stack has: one of each, or copies that stand in for each other."""

from __future__ import annotations

from enum import StrEnum

from services.stack.files import write_atomically
from services.stack.layout import Layout
from services.stack.problems import StackProblem


class Profile(StrEnum):
    """As in `make up PROFILE=ha`."""

    LOCAL = "local"
    """One of each server."""
    HA = "ha"
    """Three NATS nodes with every stream on all of them, and a standby for the first shard."""


def claim_folder(layout: Layout, profile: Profile) -> None:
    """Marks the folder's data as this profile's.

    The way from `local` to `ha` is open: the shard gets a standby and the streams begin empty, which the
    sweeper makes up for. There is none back: after a failover the newest rows are where `local` doesn't look.

    Raises:
        StackProblem: the data is of a profile that this one can't go on from.
    """
    try:
        stored = Profile(layout.profile.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        stored = Profile.LOCAL
    except ValueError:
        raise StackProblem(
            f"{layout.profile} names no profile of this version: is it a newer one's?"
        ) from None
    if stored is Profile.HA and profile is Profile.LOCAL:
        raise StackProblem(
            f"The data in {layout.data} is of PROFILE=ha, whose newest rows may be on either of two "
            "instances: go on with PROFILE=ha, take another folder, or throw it away with `make clean`."
        )
    if stored is not profile:
        write_atomically(layout.profile, f"{profile.value}\n")
