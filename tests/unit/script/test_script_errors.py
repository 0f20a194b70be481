"""Every error of the domain has a reason that its contract knows."""

from encompass.script.v1 import error_reason_pb2

from services.script import errors


def test_every_reason_stands_in_the_contract() -> None:
    known = {name.removeprefix("ERROR_REASON_") for name in error_reason_pb2.ErrorReason.keys()}  # noqa: SIM118
    own = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.ScriptError)
        and kind is not errors.ScriptError
        and kind.domain == "encompass.script"
    ]
    assert len(own) > 15
    assert {kind.reason for kind in own} <= known
