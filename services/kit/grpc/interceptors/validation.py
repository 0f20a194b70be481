"""Checks requests against the rules in their contract."""

from google.protobuf.message import Message
from protovalidate import Validator, Violation

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
                _summary(len(violations)), violations=[_field_violation(each) for each in violations]
            )


def _summary(count: int) -> str:
    return "The request breaks a rule." if count == 1 else f"The request breaks {count} rules."


def _field_violation(violation: Violation) -> FieldViolation:
    proto = violation.proto
    return FieldViolation(_path(violation), proto.message or proto.rule_id or "is invalid", proto.rule_id or "")


def _path(violation: Violation) -> str:
    return ""
