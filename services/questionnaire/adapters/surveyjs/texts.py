"""Texts of SurveyJS: plain, or by language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Texts:
    """Takes texts apart: the default language's are given back, the others become translations."""

    def __init__(self) -> None:
        self.default_language = "en"
        self.translations: dict[str, dict[str, str]] = {}

    def said(self, path: str, text: Any, change: Callable[[str], str] = str) -> str:
        """The text in the default language; translations of it are kept under its path."""
        if not isinstance(text, dict):
            return change(_plain(text))
        said = {language: change(words) for language, each in text.items() if (words := _plain(each))}
        own = said.pop("default", "") or said.pop(self.default_language, "")
        said.pop(self.default_language, None)
        if not own and said:
            own = said.pop(next(iter(said)))
        for language, words in said.items():
            self.translations.setdefault(language, {})[path] = words
        return own


def _plain(text: Any) -> str:
    return text if isinstance(text, str) else "" if text is None else str(text)
