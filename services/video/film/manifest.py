"""The manifest of content credentials (C2PA): what a film and the pictures of it say of themselves."""

from collections.abc import Mapping, Sequence
from typing import Final

from services.video.domain.provenance import COMPOSITE_SYNTHETIC, MadeOf, Shows

PROVENANCE: Final = "org.encompass.provenance"
"""Label of the assertion that says from what something was made."""
_GENERATOR: Final = "Encompass"


def manifest(
    made_of: MadeOf,
    content_type: str,
    *,
    shows: Shows = Shows.FILM,
    more: Sequence[Mapping[str, object]] = (),
) -> Mapping[str, object]:
    """The manifest of one file, as `c2pa.Builder` reads it.

    Args:
        shows: what of the film the file is.
        more: further assertions.
    """
    agent = {"name": _GENERATOR, "version": made_of.version}
    created = {"action": "c2pa.created", "digitalSourceType": COMPOSITE_SYNTHETIC, "softwareAgent": agent}
    return {
        "claim_generator_info": [agent],
        "title": made_of.title,
        "format": content_type,
        "assertions": [
            {"label": "c2pa.actions", "data": {"actions": [created]}},
            {
                "label": PROVENANCE,
                "data": {
                    "shows": shows.value,
                    "script_id_sha256": made_of.script_id_sha256,
                    "text_sha256": made_of.text_sha256,
                    "models": _named(made_of.models),
                    "shows_a_person": made_of.shows_a_person,
                },
            },
            *more,
        ],
    }


def _named(models: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "version": version} for name, version in models]
