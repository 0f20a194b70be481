"""The server as a client sees it: every interceptor, on every kind of method."""

import pytest

from tests.unit.kit.rpc.conftest import Issuer, Running
from tests.unit.kit.rpc.echo import KINDS, call


@pytest.mark.parametrize("kind", KINDS)
async def test_a_sound_call_with_a_good_token_reaches_the_handler(
    running: Running, issuer: Issuer, kind: str
) -> None:
    assert await call(running.stub, kind, "hello", metadata=issuer.metadata()) == ["HELLO"]
