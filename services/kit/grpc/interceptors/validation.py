"""Checks requests against the rules in their contract."""

import json
from collections.abc import Iterable

from google.protobuf.message import Message
from protovalidate import FieldPathElementPb, Validator, Violation

from services.kit.errors import FieldViolation, InvalidArgument
from services.kit.grpc.call import Call, Interceptor


class Validation(Interceptor):
    """Tells a caller of every rule that a request breaks, all at once."""

    def __init__(self) -> None:
        # It compiles the rules of a message type when it meets the first, and keeps them.
        self._validator = Validator()

    def before(self, call: Call) -> None:
        if call.request is not None:
            self.on_message(call, call.request)

    def on_message(self, call: Call, message: Message) -> None:
        violations = self._validator.collect_violations(message)
        if violations:
            raise InvalidArgument(
                _summary(len(violations)),
                metadata={"violations": str(len(violations))},
                violations=[_field_violation(each) for each in violations],
            )


def _summary(count: int) -> str:
    return "The request breaks a rule." if count == 1 else f"The request breaks {count} rules."


def _field_violation(violation: Violation) -> FieldViolation:
    proto = violation.proto
    path = field_path(proto.field.elements if proto.field is not None else ())
    return FieldViolation(path, proto.message or proto.rule_id, proto.rule_id)


def field_path(elements: Iterable[FieldPathElementPb]) -> str:
    """A path as a person writes it: `answers[3].text`, `labels["colour"]`."""
    path = ""
    for element in elements:
        path += f".{element.field_name}" if path else element.field_name
        if element.subscript is not None:
            value = element.subscript.value
            path += f"[{json.dumps(value)}]"
    return path
