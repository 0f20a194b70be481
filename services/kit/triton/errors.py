"""How an inference fails: for now, or for good."""

from services.kit.errors import Code, DomainError, Unavailable


class ModelUnavailable(Unavailable):
    """Triton can't be reached, the model isn't loaded, its queue is full, or it took too long. Try again."""

    reason = "MODEL_UNAVAILABLE"


class ModelRejected(DomainError):
    """The model refused these inputs or failed on them; the same request will fail again."""

    code = Code.INTERNAL
    reason = "MODEL_REJECTED"


class SequenceLost(ModelUnavailable):
    """Triton has ended a sequence, since nothing came for long, or was restarted. A new one may go on."""
