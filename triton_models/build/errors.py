"""The one exception that a person sees when models can't be prepared."""


class PrepareError(Exception):
    """Says in one line what is missing and what to do about it."""
