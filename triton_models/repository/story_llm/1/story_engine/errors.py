"""What can go wrong with a request, told apart by whose turn it is to act."""


class InvalidRequest(Exception):
    """The caller must change the request."""


class Busy(Exception):
    """The caller may send the same request again, later."""


class EngineFault(Exception):
    """The engine failed and starts anew; the caller may try again."""
