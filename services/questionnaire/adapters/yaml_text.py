"""YAML of strangers: read without aliases, which can make a small document endless, and not too deep."""

from __future__ import annotations

from typing import Any

import yaml

from services.questionnaire.adapters.document_format import DocumentInvalid
from services.questionnaire.domain.manuscripts import storable

_DEEPEST = 12
_WIDTH = 100
_ODD_LINE_ENDS = "\x85\u2028\u2029"


class _Dumper(yaml.SafeDumper):
    """Lists stand under their key, indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _string(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Line ends of other alphabets would be folded into spaces, were they not escaped."""
    style = '"' if any(sign in text for sign in _ODD_LINE_ENDS) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _string)


def parse_yaml(text: str) -> object:
    """The data of a document. Raises DocumentInvalid."""
    try:
        _refuse_tricks(text)
        return storable(yaml.load(text, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentInvalid(" ".join(str(error).split())[:500]) from error


def dump_yaml(data: object) -> str:
    """The document that `parse_yaml` makes the same data of."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise DocumentInvalid("write things out: aliases (*name) aren't read")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise DocumentInvalid("it is nested deeper than any questionnaire")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
