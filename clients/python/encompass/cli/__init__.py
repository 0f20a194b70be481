"""The terminal: an answers file in, a film out."""

from encompass.cli.answers import AnswersError, load_answers
from encompass.cli.film import make_film

__all__ = ["AnswersError", "load_answers", "make_film"]
