"""Whether Triton serves the models that somebody is about to use, as they expect them."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Protocol

from services.kit.logging import get_logger
from services.kit.triton.errors import ModelUnavailable

_LOOK_EVERY_SECONDS: Final = 0.5

log = get_logger(__name__)


class ServedModels(Protocol):
    """What can be asked of a server without using a model; a test gives a fake."""

    async def contract(self, model: str) -> str | None:
        """What a model's configuration calls the way it is asked (its parameter `contract`).

        Returns: empty for one that says nothing; None while it isn't served: Triton is away, or loads it.
        """
        ...


async def wait_until_served(
    models: ServedModels,
    contracts: Mapping[str, str],
    *,
    patience: timedelta,
    look_every: timedelta = timedelta(seconds=_LOOK_EVERY_SECONDS),
) -> None:
    """Returns once every model is served by its contract.

    It is asked again and again, since Triton tells nobody of a model that it has loaded. In a rolling update
    workers and models differ for a while; whoever asked another contract's model would paint things twice, or
    fail.

    Args:
        contracts: what each model's configuration has to name as its `contract`.
        patience: how long to ask.

    Raises:
        ModelUnavailable: something was still amiss at the end.
    """
    told = ""
    try:
        async with asyncio.timeout(patience.total_seconds()) as clock:
            while amiss := await _amiss(models, contracts):
                if amiss != told:
                    log.warning("triton.waits_for_models", amiss=amiss)
                told = amiss
                await asyncio.sleep(look_every.total_seconds())
    except TimeoutError:
        if not clock.expired():
            raise
        raise ModelUnavailable("The models can't be used now.", metadata={"error": told[:500]}) from None
    if told:
        log.info("triton.models_served", models=sorted(contracts))


async def _amiss(models: ServedModels, contracts: Mapping[str, str]) -> str:
    """What keeps the models from being used; empty if nothing does."""
    found: list[str] = []
    for name, wanted in contracts.items():
        served = await models.contract(name)
        if served is None:
            found.append(f"{name} isn't loaded")
        elif served != wanted:
            found.append(
                f"{name} is served by the contract {served or 'of long ago'!r} and this worker was built for "
                f"{wanted!r}: update whichever is older"
            )
    return "; ".join(found)
