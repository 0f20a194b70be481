"""The scene bank, read once for all tests."""

from functools import cache

from services.script.adapters.scene_bank import load_bank
from services.script.domain.bank.model import SceneBank


@cache
def the_bank() -> SceneBank:
    """The bank that ships."""
    return load_bank()
