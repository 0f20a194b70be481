"""What can go wrong with a stack, each told to a person in one line that says what to do."""

from __future__ import annotations


class StackProblem(Exception):
    """Something that only a person can put right; the message is the line to print."""


class AlreadyRunning(StackProblem):
    """Another supervisor holds this folder."""


class NotRunning(StackProblem):
    """There is no stack to talk to in this folder."""
