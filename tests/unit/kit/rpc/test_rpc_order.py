"""The order of the interceptors, and what a chain promises of it."""

from typing import Any

import pytest

from services.kit.grpc.call import Call, Interceptor, Method
from services.kit.grpc.chain import Chain
from services.kit.grpc.server import interceptors
from services.kit.settings import ServiceSettings
from tests.unit.kit.rpc.conftest import Issuer
from tests.unit.kit.rpc.echo import KINDS, SERVICE, Echo, pb


def test_the_interceptors_stand_in_the_order_that_the_architecture_fixes(
    settings: ServiceSettings, issuer: Issuer
) -> None:
    assert [type(each).__name__ for each in interceptors(settings, issuer.keys)] == [
        "RequestId",
        "Observation",
        "AccessLog",
        "ErrorTranslation",
        "Authentication",
        "Validation",
        "Limits",
    ]


class Noting(Interceptor):
    """Notes when it runs; may refuse a call, or not apply at all."""

    def __init__(self, name: str, notes: list[str], *, refusing: bool = False, applying: bool = True) -> None:
        self.name, self.notes, self.refusing, self.applying = name, notes, refusing, applying

    def applies_to(self, method: Method) -> bool:
        return self.applying

    def before(self, call: Call) -> None:
        self.notes.append(f"{self.name} before")
        if self.refusing:
            raise RuntimeError("refused")

    def after(self, call: Call) -> None:
        ended = type(call.error).__name__ if call.error else "ok"
        self.notes.append(f"{self.name} after {ended}")


class NoContext:
    """As much of a call's context as a chain needs."""

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        return ()


async def run(chain: Chain, kind: str) -> None:
    collected: list[Any] = []

    class Collecting:
        def add_registered_method_handlers(self, service: str, handlers: dict[str, Any]) -> None:
            collected.append(handlers)

        def add_generic_rpc_handlers(self, handlers: Any) -> None:
            pass

    Echo().service().register(Collecting())  # type: ignore[arg-type]
    handler = chain.wrap(f"/{SERVICE}/{kind}", collected[0][kind])

    async def requests() -> Any:
        yield pb.EchoRequest(text="a")

    request = requests() if handler.request_streaming else pb.EchoRequest(text="a")
    if handler.response_streaming:
        behaviour: Any = handler.stream_stream or handler.unary_stream
        assert [each.text async for each in behaviour(request, NoContext())] == ["A"]
    else:
        behaviour = handler.stream_unary or handler.unary_unary
        assert (await behaviour(request, NoContext())).text == "A"


@pytest.mark.parametrize("kind", KINDS)
async def test_the_way_out_is_the_way_in_backwards(kind: str) -> None:
    notes: list[str] = []
    await run(Chain([Noting("outer", notes), Noting("inner", notes)]), kind)
    assert notes == ["outer before", "inner before", "inner after ok", "outer after ok"]


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_never_entered_is_not_left(kind: str) -> None:
    notes: list[str] = []
    chain = Chain([Noting("outer", notes), Noting("middle", notes, refusing=True), Noting("inner", notes)])
    with pytest.raises(RuntimeError, match="refused"):
        await run(chain, kind)
    assert notes == ["outer before", "middle before", "outer after RuntimeError"]


async def test_an_interceptor_that_does_not_apply_to_a_method_is_not_run() -> None:
    notes: list[str] = []
    await run(Chain([Noting("outer", notes, applying=False)]), "GetEcho")
    assert notes == []
